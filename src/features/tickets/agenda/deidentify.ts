/**
 * A case's words for people who are not its handlers: nobody in them can be told (PRODUCT.md P14). What may be said against
 * a named person does not leave the case at all (P39). Pure; a secretary and a second person still read it before it is used.
 */
import { accusedPeople, accusedUnits, type Named } from "../intake/accused.ts";
import { maskPhones } from "../intake/mask.ts";
import { onceAName } from "../intake/once-a-name.ts";

/** The hundred commonest surnames (公安部 2020 name report), less those that are everyday words before a title. */
const SURNAME =
  "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤]";
const TITLE =
  "(?:师傅|站长|主任|经理|书记|队长|组长|班长|店长|老板|老师|医生|警官|先生|女士|小姐|大姐|大哥|阿姨|叔叔|哥|姐|总(?![是共部体公计额数说被得要])|科长|局长|处长|所长|保安)";
/** 王站长, 王建国站长, 老王, 小李, 叫王强, 姓王的. */
const PERSON = new RegExp(
  `(${SURNAME}\\p{Script=Han}{0,2}?)(${TITLE})|([老小]${SURNAME})(?![路街区巷桥序车额法病])|(?:叫|名叫|姓名[是:：]?)(${SURNAME}\\p{Script=Han}{1,2})|姓(${SURNAME})`,
  "gu",
);
/** Number plates, house and room numbers, links, and any long row of digits. */
const TRACES: [RegExp, string][] = [
  [/[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·\s]?[A-Z0-9]{5,6}/giu, "〔车牌〕"],
  [/\d+\s*(?:号楼|栋|幢|单元|室|层)(?:\s*\d+\s*(?:号楼|栋|幢|单元|室|层|号))*\s*\d*/gu, "〔门牌〕"],
  [/https?:\/\/\S+/giu, "〔链接〕"],
  [/[A-Za-z0-9*._-]*\d[A-Za-z0-9*._-]{4,}/gu, "〔号码〕"],
];

/** Does the text speak of a person by name, or by surname and title? Doubt is yes. */
export function namesPerson(text: string, known: readonly Named[]): boolean {
  return accusedPeople(text, known).length > 0 || text.normalize("NFKC").search(PERSON) >= 0;
}

export interface Hiding {
  /** Names that must not be read: of the reporter, of those who joined, of staff. */
  people: readonly string[];
  /** Units, of which those that are accused are hidden. */
  units: readonly Named[];
}

/** A name as it stands in the words; "" for one that is too short to tell anybody. */
const plain = onceAName((name) => {
  const made = name.normalize("NFKC").trim();
  return [...made].length >= 2 ? made : "";
});

/** The words without names, numbers, plates, doors and accused units. */
export function deidentified(text: string, { people, units }: Hiding): string {
  let shown = maskPhones(text).normalize("NFKC");
  const names = people.map(plain).filter((name) => name !== "" && shown.includes(name));
  for (const name of names.sort((a, b) => b.length - a.length)) shown = shown.replaceAll(name, "某人");
  for (const unit of accusedUnits(text, units)) shown = shown.replaceAll(unit.name, "某单位");
  shown = shown.replace(PERSON, (_, _name, title: string | undefined) => `某${title ?? "人"}`);
  for (const [trace, mark] of TRACES) shown = shown.replace(trace, mark);
  return shown.replace(/\s+/g, " ").trim();
}
