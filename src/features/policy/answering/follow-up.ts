/** "那骑手呢", "多久", "他不给呢": short words that only mean something after the question before. The same with and without a model. */
import { fold } from "../retrieval/normalise.ts";

/** A longer one says by itself what it asks. */
const SHORT = 12;
/** How long the question before is one: people come back to a chat, and begin anew. */
export const FOLLOWS_MS = 10 * 60_000;
/** Between what was asked and what was added to it. */
const ADDED = "；";
const TAIL = new RegExp(`${ADDED}[^${ADDED}]{1,${SHORT}}$`, "u");

const OPENS = /^(?:那么?|如果是?|要是|换成?|还有|可是|但是|假如|若是)/;
const CLOSES = /(?:怎么办|怎么算|怎么样|咋办|咋算|咋样|又如何|行不行|可以吗|行吗|[呢吗呀啊嘛吧])+$/;
/**
 * Words that ask without saying of what, those for whoever was spoken of, and what they do or leave undone: a sentence of
 * nothing else has its subject in the one before. Longer ones first.
 */
const GENERAL = new RegExp(
  [
    "什么时候|什么时间|多长时间|多长|多久|多少钱|多少|几天|几号|几个月|几次|几点|最晚|最多|最少|最长|至少|期限|时限|时间|限制|截止|到期|过期|超过|逾期",
    "在哪里|在哪儿|在哪|去哪里|去哪儿|去哪|上哪|哪里|哪儿|哪个|哪些|哪|找谁|谁来|归谁|谁|地址|电话|部门|网上|线上",
    "什么|材料|手续|资料|证件|证明|流程|步骤|条件|要求|东西|证据|需要|需|用|带|准备|提交|填",
    "为什么|为啥|凭什么|凭啥|怎么办|怎么|怎样|咋办|咋整|咋|如何|办理|办|申请|弄|做|交钱|收费|收钱|要钱|花钱|钱|费用|免费|费|交",
    "合不合法|合法|违法|犯法|算不算|算|是不是|能不能|可不可以|可以|能|行不行|行|会不会|会|要不要|要|有没有|有|是|对|该|应该|得",
    "他们|她们|它们|他|她|它|人家|对方|老板|站长|平台|公司|站点|商家|我们|我|这个|那个|这种|那种|这|那|自己|别人",
    "不给|不退|不发|不赔|不办|不认|不签|不开|不让|不理|不同意|不管|不去|不肯|不|没|拒绝|拖着|赖账|反悔|后悔|罚多少|怎么罚|赔多少|怎么赔|退|给|发|赔|告|投诉|举报|起诉|查|补|改|取消|撤",
    "呢|吗|呀|啊|嘛|吧|么|了|的|去|来|还|也|就|都|再|又|先|后|请问|想问|一下|啥|几",
  ].join("|"),
  "gu",
);
/** Words of one kind: one takes the other's place. Longer ones first. */
const KINDS = [
  [
    ..."外卖骑手 专送骑手 众包骑手 外卖小哥 快递小哥 网约车司机 货车司机 卡车司机 外卖员 快递员 配送员 骑手 司机 代驾 主播".split(
      " ",
    ),
  ],
  [..."劳务公司 外包公司 站点 站长 平台 商家 商户 物业 公司 老板".split(" ")],
  [..."差评 超时 投诉 迟到 旷工 请假".split(" ")],
  [..."外地户口 本地户口 农村户口 城镇户口 外地人 本地人".split(" ")],
  [..."全职 兼职 众包 专送 临时工 实习生".split(" ")],
  [..."夏天 冬天 高温 低温 雨天 雪天 夜里 晚上 白天 节假日 周末".split(" ")],
];

/** The question in full: what was asked before with what is new in it; the question itself when it stands alone. */
export function inFull(question: string, before: string | undefined): string {
  const said = fold(question)
    .replace(/[\s?？。!！,，.]+/gu, "")
    .trim();
  if (before === undefined || said === "" || said.length > SHORT) return question;
  const opens = OPENS.test(said) || /呢$/.test(said);
  if (!opens && !onlyGeneral(said)) return question;
  const core = opens ? said.replace(OPENS, "").replace(CLOSES, "").trim() : said;
  if (core === "") return question;
  // What was added the time before was another side of the same thing.
  const base = before.replace(TAIL, "");
  for (const kind of KINDS) {
    const old = kind.find((word) => base.includes(word));
    if (old && kind.includes(core)) return base.replaceAll(old, core);
  }
  return `${base}${ADDED}${core}`;
}

function onlyGeneral(said: string): boolean {
  return said.length > 1 && said.replace(GENERAL, "") === "";
}
