/**
 * PDF printers write 骨 as the radical ⻣ (U+2EE3), because both share a glyph. NFKC repairs the Kangxi block but not
 * U+2E80–2EF3; these pairs are those of Unicode's EquivalentUnifiedIdeograph whose right side is a character of running text.
 */
const PAIRS =
  "⺁厂⺄乙⺈刀⺊卜⺌小⺍小⺎兀⺒巳⺓幺⺜日⺝月⺟母⺠民⺧牛⺩王⺬示⺶羊⺼月⻁虎⻃西⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

const FOLD = new Map<string, string>();
for (let at = 0; at < PAIRS.length; at += 2) FOLD.set(PAIRS[at] ?? "", PAIRS[at + 1] ?? "");

/** Radicals back to the characters that were meant; everything else stays, full-width punctuation too. */
export function foldRadicals(text: string): string {
  return text.replace(/[\u2E80-\u2EF3\u2F00-\u2FD5]/g, (sign) => FOLD.get(sign) ?? sign.normalize("NFKC"));
}
