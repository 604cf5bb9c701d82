/** Takes people out of what others will read: every longer row of digits, and names as far as they can be told. */

const DIGIT = "[0-9０-９〇零一二三四五六七八九幺]";
const GAP = "[\\s\\-–—_.·()（）+＋]{0,2}";
/** A telephone number has at least seven digits; an amount or a date in figures rarely has so many in a row. */
const LONG = new RegExp(`${DIGIT}(?:${GAP}${DIGIT}){6,}[xXｘＸ]?`, "gu");
const PERSONAL = new RegExp(
  `(?<!${DIGIT})[1１一幺]${GAP}[3-9３-９三四五六七八九](?:${GAP}${DIGIT}){9}(?!${DIGIT})|${DIGIT}(?:${GAP}${DIGIT}){14,18}`,
  "u",
);
const TITLE = "师傅|站长|经理|老板|主管|队长|书记|主任|组长|大哥|大姐";
/** The hundred commonest family names cover about 85 % of people (Ministry of Public Security, 2021). */
const FAMILY =
  "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤]";
const NAMED = new RegExp(`${FAMILY}[\\u4e00-\\u9fff]{0,2}?(${TITLE})`, "gu");

/** "王站长扣我钱，电话13800138000" becomes "某站长扣我钱，电话〔号码〕"; `names` are hidden wherever they stand. */
export function unnamed(text: string, names: readonly string[]): string {
  let out = text.replace(LONG, "〔号码〕");
  // A name of one character cannot be told from a word.
  for (const name of names) if ([...name.trim()].length >= 2) out = out.replaceAll(name.trim(), "某人");
  return out
    .replace(/\[@[^\]]*\]\([^)]*\)/g, "某人")
    .replace(/@\S+/g, "某人")
    .replace(NAMED, "某$1");
}

/** A mobile, identity or card number stands in it: such words are not published. */
export function personal(text: string): boolean {
  return PERSONAL.test(text);
}

/** The same question without its longer rows of digits, which no rule is found by. */
export function withoutNumbers(text: string): string {
  const rest = text.replace(LONG, " ").trim();
  return rest === "" ? text : rest;
}
