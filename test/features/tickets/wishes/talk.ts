/** Wishes, step by step: what many tests begin with. */
import { type Talk, words } from "../../../talk.ts";
import { numberIn, street, to } from "../talk.ts";

/** The street with zhao, who gives, and everybody met; one wish of wang's, in private, waits for its review. */
export async function wished(
  t: Parameters<typeof street>[0],
  text = "想给我妈配副老花镜",
): Promise<{ talk: Talk; no: string }> {
  const talk = await street(t);
  await talk.direct("wang", `微心愿 ${text}`);
  const no = numberIn(to(await talk.press("@wang", "wang", "提交"), "@wang"));
  return { talk, no };
}

/** Reviewed and published as it stands. */
export async function published(t: Parameters<typeof street>[0], text?: string): Promise<{ talk: Talk; no: string }> {
  const made = await wished(t, text);
  await made.talk.press("@zhou", "zhou", "审核");
  await made.talk.press("@zhou", "zhou", "发布");
  return made;
}

/** Claimed by zhao in the members' group. */
export async function claimed(t: Parameters<typeof street>[0]): Promise<{ talk: Talk; no: string }> {
  const made = await published(t);
  await made.talk.press("g1", "zhao", "我来圆");
  return made;
}

export { words };
