import { readDay } from "./dates.ts";
import type { Front } from "./front-matter.ts";

const TEXT = { 标题: "title", 文号: "number", 发文: "issuer", 地区: "area" } as const;
const DAY = { 公布: "date", 施行: "effective", 废止: "repealed" } as const;

/**
 * "施行 2026-05-01" said about a document: its facts with that one changed. A day alone is the day of effect that was asked
 * for. Undefined: these words change nothing; "day": it was meant to be a day and is none.
 */
export function mend(front: Front, words: string): Front | "day" | undefined {
  const alone = readDay(words);
  if (alone && front.effective === undefined) return { ...front, effective: alone };
  const found = /^\s*(标题|文号|发文|地区|公布|施行|废止)[:：\s]*(\S[^\n]{0,198})\s*$/.exec(words);
  const [, name = "", value = ""] = found ?? [];
  if (name in TEXT)
    return { ...front, [TEXT[name as keyof typeof TEXT]]: value.replace(/^《([^《》]+)》$/, "$1").trim() };
  if (!(name in DAY)) return undefined;
  const day = readDay(value);
  if (!day) return "day";
  const next = { ...front, [DAY[name as keyof typeof DAY]]: day };
  return next.effective && next.repealed && next.repealed < next.effective ? "day" : next;
}
