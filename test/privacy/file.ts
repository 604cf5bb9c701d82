/** Files a case in private, whatever is asked on the way. */
import type { Said } from "../../src/script.ts";
import { labels } from "../features/tickets/talk.ts";
import type { Talk } from "../talk.ts";

export interface Filed {
  no: string;
  /** Of an anonymous case. */
  code: string;
  /** What was said because of the last tap. */
  said: Said[];
}

/** `naming` is tapped where it is asked for; everything that may be skipped is. Throws when no receipt comes. */
export async function filed(
  talk: Talk,
  from: string,
  text: string,
  naming = "实名",
  more: object = {},
): Promise<Filed> {
  let said = await talk.direct(from, `提诉求 ${text}`, more);
  for (let steps = 0; steps < 8; steps++) {
    const own = said.filter((one) => one.to === `@${from}`);
    const receipt = /编号 \*\*(\d+)\*\*/.exec(own.map((one) => one.text).join("\n"));
    if (receipt) {
      const code = /查询码 \*\*(\w{8})\*\*/.exec(own.map((one) => one.text).join("\n"));
      return { no: receipt[1] ?? "", code: code?.[1] ?? "", said };
    }
    const shown = labels(own);
    const next = ["不是同一件", "跳过", naming, "提交", "投诉"].find((label) => shown.includes(label));
    if (next === undefined) break;
    said = await talk.press(`@${from}`, from, next);
  }
  throw new Error(`no receipt: ${said.map((one) => one.text).join(" | ")}`);
}
