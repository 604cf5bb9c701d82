/**
 * What a text says about itself on its first and last lines: proposals, which the publisher's own words always outdo
 * (ANSWERS.md A09) and a second person confirms.
 */
import { readDay } from "./dates.ts";

export interface Facts {
  title?: string;
  number?: string;
  issuer?: string;
  area?: string;
  date?: string;
  effective?: string;
  /** Other documents that this one ends, by their titles. */
  repeals?: string[];
}

const HEAD = 1_500;
const TAIL = 1_200;
const DAY = "(\\d{4}\\s*年\\s*\\d{1,2}\\s*月\\s*\\d{1,2}\\s*日)";
const NUMBER =
  /(?:^|[\s（(：:])((?:[\u4e00-\u9fff]{1,14}[〔［[【（(]\s*(?:19|20)\d{2}\s*[〕］\]】）)]\s*第?\s*\d{1,5}\s*号)|(?:[\u4e00-\u9fff]{2,20}(?:令|公告)\s*第?\s*[\d一二三四五六七八九十百〇零]{1,6}\s*号))/m;
const KIND =
  /(法|条例|办法|规定|规范|细则|规则|指引|指南|通知|意见|决定|方案|公告|通告|须知|制度|公约|标准|手册|批复|解释|纲要|章程)$/;
const OFFICE =
  "[\\u4e00-\\u9fff、 　]{2,40}(?:局|部|厅|委|委员会|人民政府|国务院|办公室|法院|检察院|总工会|工会|中心|公司|协会|专班)";
const PLACE = /^([\u4e00-\u9fff]{2,7}?(?:省|自治区|市|自治州|县|区))/;

export function readFacts(text: string): Facts {
  const head = text.slice(0, HEAD);
  const tail = text.slice(-TAIL);
  const first = /^(?:#+\s*)?(?:\*\*)?第[一1]条/m.exec(head);
  // What stands after the first article is a rule, not a fact about the text.
  const before = first ? head.slice(0, first.index) : head;
  const facts: Facts = {};
  const title = titleIn(before);
  if (title) facts.title = title;
  const number = NUMBER.exec(before)?.[1];
  if (number) facts.number = number.replace(/\s+/g, "").replace(/[［[【（(](\d{4})[］\]】）)]/, "〔$1〕");
  const issuer = labelled(before, "发文机关|发布机关|发布机构|发文单位|制定机关|印发单位") ?? signature(tail);
  if (issuer) facts.issuer = issuer;
  const place = PLACE.exec(title ?? "")?.[1] ?? PLACE.exec(issuer ?? "")?.[1];
  if (place && !/^(全国|本|各)/.test(place)) facts.area = place;
  const date = dateIn(before) ?? dateIn(lastLines(tail));
  if (date) facts.date = date;
  const effective = effectiveIn(`${before}\n${tail}`, date);
  if (effective) facts.effective = effective;
  const repeals = repealsIn(tail);
  if (repeals.length > 0) facts.repeals = repeals;
  return facts;
}

/** The first heading, else the first short line that ends as titles of documents do. */
function titleIn(head: string): string | undefined {
  const lines = head.split("\n").map((line) => line.trim());
  const heading = lines.find((line) => /^#\s/.test(line));
  if (heading) return heading.replace(/^#+\s*/, "").slice(0, 120);
  const line = lines
    .slice(0, 12)
    .find((one) => one.length >= 4 && one.length <= 60 && KIND.test(one.replace(/[（(][^）)]{1,20}[）)]$/, "")));
  return line?.replace(/^#+\s*/, "");
}

/** "本办法自2024年5月1日起施行"; "自公布之日起施行" means the day of publication. */
function effectiveIn(text: string, date: string | undefined): string | undefined {
  const labelledDay = labelled(text, "施行日期|实施日期|生效日期");
  const named = labelledDay && readDay(labelledDay);
  if (named) return named;
  const own = new RegExp(`自\\s*${DAY}\\s*(?:起|开始)?\\s*(?:施行|实施|执行|生效)`).exec(text)?.[1];
  if (own) return readDay(own.replace(/\s+/g, ""));
  return /自(?:公布|发布|印发|下发|颁布)之日起(?:施行|实施|执行|生效)/.test(text) ? date : undefined;
}

function dateIn(text: string): string | undefined {
  const named = labelled(text, "发布日期|公布日期|成文日期|印发日期|发文日期");
  const day = named && readDay(named);
  if (day) return day;
  const published = new RegExp(`${DAY}[^。\\n]{0,60}(?:通过|公布|发布|印发|修订)`).exec(text)?.[1];
  const alone = new RegExp(`^[（(]?${DAY}[）)]?$`, "m").exec(text)?.[1];
  return readDay((published ?? alone ?? "").replace(/\s+/g, ""));
}

/** The office that signs above the date at the end. */
function signature(tail: string): string | undefined {
  const found = new RegExp(`(?:^|\\n)\\s*(${OFFICE})\\s*\\n+\\s*${DAY}\\s*$`).exec(lastLines(tail));
  return found?.[1]?.replace(/[\s　]+/g, " ").trim();
}

function lastLines(tail: string): string {
  return tail
    .trimEnd()
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(-4)
    .join("\n");
}

/** Only what stands in 《》 in a sentence that ends it: "《甲办法》同时废止". The same document's former version is a version. */
function repealsIn(tail: string): string[] {
  const out: string[] = [];
  for (const [sentence] of tail.matchAll(/[^。；\n]{1,300}(?:同时|即行)废止/g))
    for (const [, title = ""] of sentence.matchAll(/《([^《》]{2,80})》/g)) out.push(title);
  return out;
}

function labelled(text: string, labels: string): string | undefined {
  return new RegExp(`^\\s*(?:${labels})\\s*[：:]\\s*([^\\n]{2,60}?)\\s*$`, "m").exec(text)?.[1];
}
