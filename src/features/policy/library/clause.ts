import { readLine } from "./headings.ts";
import { writeNumeral } from "./numerals.ts";

/**
 * Where in an article a place lies, as lawyers say it: each paragraph is a 款, each （一） under it a 项, each 1. a 目.
 * `article` is the article's text, `at` a place in it. An article of one paragraph has no 款 to name: "第（二）项", or "".
 */
export function clauseAt(article: string, at: number): string {
  let [clause, item, point, all] = [0, "", "", 0];
  let passed = false;
  let from = 0;
  for (const line of article.split("\n")) {
    const text = line.trim();
    passed ||= from > at;
    from += line.length + 1;
    if (text === "") continue;
    const is = readLine(text, 0);
    const inner = is.kind === "item" && all > 0;
    if (!inner) all++;
    if (passed) continue;
    if (!inner) [clause, item, point] = [all, "", ""];
    else if (is.depth === 3 && item !== "") point = is.label;
    else [item, point] = [is.label, ""];
  }
  const parts = [all > 1 && clause > 0 ? `第${writeNumeral(clause)}款` : ""];
  if (item !== "") parts.push(`第${/^[（(]/.test(item) ? item : `（${item.replace(/[、.．]$/, "")}）`}项`);
  if (point !== "") parts.push(`第${point.replace(/[、.．]$/, "")}目`);
  return parts.join("");
}
