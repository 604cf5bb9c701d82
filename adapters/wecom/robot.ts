/** A group's robot: the second channel, which only speaks and can call people (document 91770). */
import { DeliveryError, type House } from "#bot";
import { type Budget, budget } from "./budget.ts";
import { refusal } from "./outcome.ts";
import type { Settings } from "./settings.ts";
import type { Words } from "./words.ts";

/** 20 messages a minute for each robot. */
const LIMITS = [{ n: 20, ms: 60_000 }];
const ANSWER_MS = 5_000;
const RETRY_MS = 30_000;
/** The connection never came about, so nothing was written. */
const NEVER_LEFT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT)/;

export interface Robots {
  /** The key of this group's robot, if it has one. */
  keyFor(chat: string): string | undefined;
  /** Says it in the robot's group. Throws DeliveryError. */
  say(key: string, content: string): Promise<void>;
}

/** `groups`: the groups that this bot is known to be in. */
export function robotsOf(settings: Settings, house: House, words: Words, groups: ReadonlySet<string>): Robots {
  const own: Budget = budget(LIMITS, house.now);
  let warned = false;

  return {
    keyFor(chat) {
      const { only, byChat } = settings.robots;
      if (byChat[chat]) return byChat[chat];
      if (!only) return undefined;
      // A robot belongs to one group, and nobody can ask it which: with a second group the words could go astray.
      const others = [...groups].filter((one) => one !== chat && !byChat[one]);
      if (others.length === 0) return only;
      if (!warned) house.log.warn({ groups: others.length + 1 }, `wecom: ${words.webhookKey}`);
      warned = true;
      return undefined;
    },

    async say(key, content) {
      const wait = own.spend(key);
      if (wait > 0) throw new DeliveryError("not-sent", "wecom: the robot has said enough for now", wait);
      const code = await post(settings.webhookBase, key, { msgtype: "markdown", markdown: { content } });
      if (code !== 0) throw refusal(code, words);
    },
  };
}

/** The answer's errcode. Throws DeliveryError; the key, which is in the address, is in none. */
export async function post(base: string, key: string, body: object): Promise<number> {
  const response = await fetch(`${base}/cgi-bin/webhook/send?key=${encodeURIComponent(key)}`, {
    method: "POST",
    headers: { "content-type": "application/json", connection: "close" },
    body: JSON.stringify(body),
    redirect: "error",
    signal: AbortSignal.timeout(ANSWER_MS),
  }).catch((error: { cause?: { code?: unknown } }) => {
    const never = NEVER_LEFT.test(String(error.cause?.code ?? ""));
    throw new DeliveryError(never ? "not-sent" : "unknown", "wecom: the robot's address does not answer");
  });
  if (response.status >= 400 && response.status < 500) {
    await response.body?.cancel();
    throw new DeliveryError("not-sent", `wecom: the robot's address answers ${response.status}`, RETRY_MS);
  }
  const answer = (await response.json().catch(() => undefined)) as { errcode?: unknown } | undefined;
  if (typeof answer?.errcode !== "number") throw new DeliveryError("unknown", "wecom: the robot's answer is none");
  return answer.errcode;
}
