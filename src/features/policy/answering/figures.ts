/**
 * Every figure of a text in one spelling, so that 30日, 三十日 and ３０天 are the same and 三十个工作日 is not. A figure is
 * `value unit bound`: "30 日 <=", "0.5 比 ", "2025-08-01", "50000 元 >=".
 */
import { AMOUNT, readAmount } from "./count.ts";

/** Longest first; what a figure is counted in, to its one name and how many of that it makes. */
const UNITS: [RegExp, string, number][] = [
  [/^个?工作日/, "工作日", 1],
  [/^个?(?:小时|钟头)/, "分钟", 60],
  [/^分钟/, "分钟", 1],
  [/^秒钟?/, "秒", 1],
  [/^个?(?:星期|礼拜)|^周(?!岁|年)/, "周", 1],
  [/^个月/, "月", 1],
  [/^周?年(?!级|度)/, "月", 12],
  [/^周岁|^岁/, "岁", 1],
  [/^日|^天/, "日", 1],
  [/^月/, "月份", 1],
  [/^(?:块钱|元|块|圆)/, "元", 1],
  [/^角/, "元", 0.1],
  [/^(?:公里|千米)/, "米", 1000],
  [/^米/, "米", 1],
  [/^(?:公斤|千克)/, "克", 1000],
  [/^(?:°c|℃|摄氏度|度)/, "度", 1],
  [/^(?:倍)/, "倍", 1],
  [/^(?:人次|人|名)/, "人", 1],
  [/^(?:次|回|遍)/, "次", 1],
  [/^成(?!立|为|员|人|年|本|绩|果|功|交)/, "比", 0.1],
];
/** Between the bound and the figure a few words may stand: 最多停两小时, 不超过当月报酬的百分之十. */
const BEFORE: [RegExp, string][] = [
  [/(?:不超过|不得超过|不能超过|不高于|不多于|至多|最多|最高|最长|最迟|最晚)\p{L}{0,6}$/u, "<="],
  [/(?:不少于|不得少于|不低于|不得低于|至少|最少|最低|起码)\p{L}{0,6}$/u, ">="],
  [/(?:不满|未满|不足|不到|低于|少于|未超过)\p{L}{0,6}$/u, "<"],
  [/(?:超过|高于|多于|大于)\p{L}{0,6}$/u, ">"],
  [/满$/, ">="],
];
const AFTER: [RegExp, string][] = [
  [/^(?:以内|之内|以下|之下|内)/, "<="],
  [/^(?:以上|之上|及以上|或以上)/, ">="],
  [/^(?:以前|之前|前)/, "前"],
  [/^(?:以后|之后|后)/, "后"],
];
const A = AMOUNT;
const DATE = new RegExp(`(${A})年(${A})月(${A})[日号]|(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)`, "gu");
const YEAR = new RegExp(`(\\d{4}|[一二][零〇九][零〇一二三四五六七八九]{2})年(?:(${A})月)?`, "gu");
const DAY = new RegExp(`(${A})月(${A})[日号]`, "gu");
const CLOCK = new RegExp(
  `(下午|晚上|晚间|傍晚|夜里|中午)?(?:(\\d{1,2}):(\\d{2})|(${A})[点时](?!间|候|长|段|代|期|限|效|常|子)(半|(${A})分?)?)`,
  "gu",
);
const SHARE = new RegExp(`(百|千|万)分之(${A})|(${A})分之(${A})|(${A})(%|‰)|(一半|半数)|(双倍|加倍)`, "gu");
const ORDINAL = new RegExp(`第(${A})(编|章|节|条|款|项|级|类|页|段)`, "gu");
const HALF = new RegExp(`(${A})?(个)?(年|月|小时|天|日)?半(个月|月|年|天|日|小时)?`, "gu");
const RANGE = new RegExp(`(${A})([^\\d\\s，。；、,;]{0,3}?)(?:至|到|~|-|—|–|以上)(?=${A})`, "gu");
const ANY = new RegExp(A, "gu");
/** Words that hold a numeral and count nothing. */
const IDIOM =
  /^(?:一(?:般|定|致|律|旦|并|切|些|样|起|直|同|经|面|方|边|下|点|再|体|概|贯|线|时(?!间)|味|应|带|旁|向|走了之)|千万(?!元|人|单)|万一|百姓|三轮|四川|五险|五一|七夕|八小时外|两(?:者|方|边)|二维|二手|三方|三包|一个(?!月|半|工作|小时|星期|礼拜|钟)|一(?:种|家|份|位|件|条|项|名|张|句|段|级|款|揽子|次性|站式|事一议|对一))/u;
const LEADING_ONE = /(?:统|唯|单|之|另|同|任|逐|万|专|其|归|合|进)$/u;
/** Very, unless points are given: 计十分. */
const VERY = /[计得加扣减积为给奖记]$/;
/** "（一）", "1." and "第一，" at the beginning of a sentence number it. */
const LIST =
  /^\s*(?:[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、.．](?!\d)|第[一二三四五六七八九十][，,：:])/u;

/** All figures of a text, as often as they stand there. */
export function figures(original: string): string[] {
  let text = original
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\u200b-\u200f\u2060\ufeff]+/gu, "")
    .replace(LIST, "");
  const found: string[] = [];
  const take = (pattern: RegExp, nameOf: (match: RegExpExecArray) => string | undefined, bounded = false) => {
    let rest = "";
    let last = 0;
    for (const match of text.matchAll(pattern)) {
      const name = nameOf(match);
      if (name === undefined) continue;
      const bound = bounded
        ? boundOf(text.slice(Math.max(0, match.index - 12), match.index), text.slice(match.index + match[0].length))
        : "";
      found.push(`${name}${bound && ` ${bound}`}`);
      // Something must stay, so that what stood on both sides does not grow together.
      rest += `${text.slice(last, match.index)}□`;
      last = match.index + match[0].length;
    }
    text = rest + text.slice(last);
  };
  take(DATE, (m) => date([m[1] ?? m[4], m[2] ?? m[5], m[3] ?? m[6]]));
  take(YEAR, (m) => {
    const year = readAmount(m[1] ?? "");
    if (year === undefined || year < 1900 || year > 2099) return undefined;
    return [String(year), m[2] && String(readAmount(m[2])).padStart(2, "0")].filter(Boolean).join("-");
  });
  take(DAY, (m) => date([m[1], m[2]]));
  take(ORDINAL, (m) => named(readAmount(m[1] ?? ""), `第${m[2]}`));
  take(
    SHARE,
    (m) => {
      if (m[8]) return "2 倍";
      if (m[7]) return "0.5 比";
      if (m[5]) return named(readAmount(m[5]), "比", m[6] === "%" ? 0.01 : 0.001);
      if (m[1])
        return named(m[2] === "百" ? 100 : readAmount(m[2] ?? ""), "比", { 百: 0.01, 千: 0.001, 万: 0.0001 }[m[1]]);
      const [below, above] = [readAmount(m[3] ?? ""), readAmount(m[4] ?? "")];
      return below && above !== undefined ? named(above / below, "比") : undefined;
    },
    true,
  );
  take(CLOCK, (m) => {
    const hour = Number(m[2] ?? readAmount(m[4] ?? ""));
    const minute = m[3] ?? (m[5] === "半" ? 30 : (readAmount(m[6] ?? "") ?? 0));
    if (!(hour <= 24)) return undefined;
    return `${m[1] && m[1] !== "中午" && hour < 12 ? hour + 12 : hour}:${String(minute).padStart(2, "0")} 钟`;
  });
  take(HALF, half);
  // "三至五日" and "五千元以上一万元以下": the first takes its unit from the second, and each is a bound.
  text = text.replace(RANGE, (whole, first: string, unit: string, at: number) => {
    const rest = text.slice(at + whole.length);
    const second = ANY_AT_START.exec(rest)?.[0] ?? "";
    const counted = unitOf(unit)?.[1] !== undefined ? unit : (unitText(rest.slice(second.length)) ?? unit);
    const value = readAmount(first);
    if (value === undefined) return whole;
    found.push(figure(value, counted, ">="));
    return "至";
  });
  for (const match of text.matchAll(ANY)) counted(text, match.index, match[0], found);
  return found;
}

const ONCE: [RegExp, string][] = [
  [/[每当单]个?月/u, "1 月"],
  [/[每当单][日天]/u, "1 日"],
  [/[每当]年/u, "12 月"],
  [/每个?小时/u, "60 分钟"],
  [/[每单]次/u, "1 次"],
];

/** What a text counts without a numeral: 当月 is one month. */
export function implied(text: string): string[] {
  return ONCE.flatMap(([pattern, figure]) => (pattern.test(text) ? [figure] : []));
}

const ANY_AT_START = new RegExp(`^${A}`, "u");

function counted(text: string, at: number, amount: string, found: string[]): void {
  const before = text.slice(Math.max(0, at - 12), at);
  const after = text.slice(at + amount.length);
  if (IDIOM.test(amount + after) || (amount === "一" && LEADING_ONE.test(before))) return;
  if (amount === "十" && /^分(?![之钟])/.test(after) && !VERY.test(before)) return;
  const value = readAmount(amount);
  if (value === undefined) return;
  const unit = unitText(after) ?? "";
  const rest = after.slice(unit.length);
  found.push(figure(value, unit, boundOf(before, rest)));
}

function figure(value: number, unit: string, bound: string): string {
  const [, name = "", scale = 1] = unitOf(unit) ?? [];
  return `${Number((value * scale).toPrecision(12))} ${name}${bound && ` ${bound}`}`.trimEnd();
}

function boundOf(before: string, after: string): string {
  const ranged = before.endsWith("至") ? "<=" : undefined;
  return AFTER.find(([one]) => one.test(after))?.[1] ?? ranged ?? BEFORE.find(([one]) => one.test(before))?.[1] ?? "";
}

function unitOf(text: string): [RegExp, string, number] | undefined {
  return UNITS.find(([one]) => one.test(text));
}

function unitText(text: string): string | undefined {
  return unitOf(text)?.[0].exec(text)?.[0];
}

function named(value: number | undefined, unit: string, scale = 1): string | undefined {
  return value === undefined ? undefined : `${Number((value * scale).toPrecision(12))} ${unit}`;
}

function date(parts: (string | undefined)[]): string | undefined {
  const numbers = parts.map((part) => readAmount(part ?? ""));
  if (numbers.some((one) => one === undefined)) return undefined;
  return numbers.map((one) => String(one).padStart(2, "0")).join("-");
}

/** 一年半, 两个半月, 半年, 半小时; anything else with 半 in it is left alone. */
function half(m: RegExpExecArray): string | undefined {
  const whole = m[1] === undefined ? 0 : readAmount(m[1]);
  const unit = m[3] ?? m[4]?.replace("个", "");
  if (unit === undefined || whole === undefined || (m[1] !== undefined && m[3] === undefined && m[4] === undefined))
    return undefined;
  if (m[1] !== undefined && m[3] !== undefined && m[4] !== undefined) return undefined;
  const [name, scale] = { 年: ["月", 12], 月: ["月", 1], 小时: ["分钟", 60], 天: ["日", 1], 日: ["日", 1] }[unit] ?? [
    "",
    1,
  ];
  return named(whole + 0.5, String(name), Number(scale));
}
