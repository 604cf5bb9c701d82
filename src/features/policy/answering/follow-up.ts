/** "那骑手呢": a short question that only means something after the one before. */
import { fold } from "../retrieval/normalise.ts";

/** A longer one says by itself what it asks. */
const SHORT = 12;
/** How long the question before is one: people come back to a chat, and begin anew. */
export const FOLLOWS_MS = 10 * 60_000;

const OPENS = /^(?:那么?|如果是?|要是|换成?|还有|可是|但是|假如|若是)/;
const CLOSES = /(?:怎么办|怎么算|怎么样|咋办|咋算|咋样|又如何|行不行|可以吗|行吗|[呢吗呀啊嘛吧])+$/;
/** Words of one kind: one takes the other's place. Longer ones first. */
const KINDS = [
  [
    ..."外卖骑手 专送骑手 众包骑手 外卖小哥 快递小哥 网约车司机 货车司机 卡车司机 外卖员 快递员 配送员 骑手 司机 代驾 主播".split(
      " ",
    ),
  ],
  [..."劳务公司 外包公司 站点 站长 平台 商家 商户 物业 公司 老板".split(" ")],
  [..."差评 超时 投诉 迟到 旷工 请假".split(" ")],
];

/** The question in full: what was asked before with what is new in it; the question itself when it stands alone. */
export function inFull(question: string, before: string | undefined): string {
  const said = fold(question).trim();
  if (before === undefined || said === "" || said.length > SHORT) return question;
  if (!OPENS.test(said) && !/呢$/.test(said)) return question;
  const core = said.replace(OPENS, "").replace(CLOSES, "").trim();
  if (core === "") return question;
  for (const kind of KINDS) {
    const old = kind.find((word) => before.includes(word));
    if (old && kind.includes(core)) return before.replaceAll(old, core);
  }
  return `${before} ${core}`;
}
