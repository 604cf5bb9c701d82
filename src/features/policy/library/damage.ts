/**
 * Is this text as it was published? Copies of policy texts circulate with pinyin glosses left in by a converter
 * ("發（fā）展"), re-written word by word by a "spinner" (新做事群体 for 新就业群体), or with broken encoding. Such a text is
 * flagged and never quoted: a person would rely on words that nobody decreed (PRODUCT.md §1, §6 "Ingestion").
 */
export function damage(text: string): string[] {
  const found: string[] = [];
  if (glosses(text)) found.push("文本损坏：夹有拼音注音");
  if (spun(text)) found.push("疑似改写：有机器换词的痕迹");
  if (mojibake(text) || estranged(text)) found.push("文本损坏：有乱码");
  if (hidden(text)) found.push("文本可疑：有看不见的字符");
  if (unshown(text)) found.push("文本可疑：有读者看不见的内容");
  return found;
}

const TONED = /[\u4e00-\u9fff][（(][a-zü]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]{0,3}[）)]/;
const PLAIN = /[\u4e00-\u9fff][（(]([a-zü]{1,6})[）)]/g;
const SYLLABLE =
  /^([bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(a|ai|an|ang|ao|e|ei|en|eng|er|i|ia|ian|iang|iao|ie|in|ing|iong|iu|o|ong|ou|u|ua|uai|uan|uang|ue|ui|un|uo|ü|üe|v|ve)$/;

/** One syllable with its tone is enough; without tones it takes three, since "(app)" and "(a)" are no glosses. */
function glosses(text: string): boolean {
  if (TONED.test(text)) return true;
  let plain = 0;
  for (const [, inside = ""] of text.matchAll(PLAIN))
    if (inside.length > 1 && SYLLABLE.test(inside) && ++plain >= 3) return true;
  return false;
}

/** Words that only a spinner writes (PRODUCT.md §1); the last is also a rare word of plain Chinese, so it takes two. */
const NEVER = ["新做事群体", "新处事群体", "东谈主", "捏续", "斯文创建"];
const SELDOM = "究诘";

function spun(text: string): boolean {
  return NEVER.some((word) => text.includes(word)) || text.split(SELDOM).length > 2;
}

/**
 * UTF-8 read as something else, the classics of a double conversion, and private-use characters, which mean nothing
 * outside the font they came from; F000–F0FF are the bullets of office programs and do no harm.
 */
function mojibake(text: string): boolean {
  if (text.includes("\0")) return true;
  if (/\uFFFD|锟斤拷|烫烫烫|屯屯屯|[\uE000-\uEFFF\uF100-\uF8FF]/.test(text)) return true;
  return (text.match(/[\u00C2-\u00F4][\u0080-\u00BF]/g)?.length ?? 0) >= 2;
}

/** Direction marks and tag characters show a reader other words than a machine reads. */
function hidden(text: string): boolean {
  return /[\u202A-\u202E\u2066-\u2069]|\uDB40[\uDC00-\uDC7F]/.test(text);
}

/** A broken text is broken from the beginning. */
const SAMPLE = 100_000;

/** Scripts that no policy here is written in, all but Greek, Arabic, Tibetan, Mongolian and Yi; pinyin's own letters end before. */
const STRANGE = /[\u01DD-\u036F\u0400-\u05FF\u0700-\u0EFF\u1000-\u17FF\u18B0-\u1DFF\uA4D0-\uABFF]/g;

/** A font's own numbers were taken for characters, or everything became "?". */
function estranged(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  const strange = sample.match(STRANGE)?.length ?? 0;
  return (strange >= 5 && strange > sample.length / 12) || (sample.match(/\?{4,}/g)?.length ?? 0) >= 2;
}

/** Words in a comment or a hidden element of Markdown: its readers never see them (ANSWERS.md A08). */
function unshown(text: string): boolean {
  for (let at = text.indexOf("<!--"); at >= 0; ) {
    const end = text.indexOf("-->", at);
    const inside = text.slice(at + 4, Math.min(end < 0 ? text.length : end, at + 2_000));
    if (/\p{Script=Han}{4}|[a-z]{3,20} [a-z]{3,20}/iu.test(inside)) return true;
    // Without an end there is no further comment to look for.
    at = end < 0 ? -1 : text.indexOf("<!--", end);
  }
  return /<(script|iframe)[\s>]|<[a-z]{1,20}\s[^<>]{0,200}(display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|\bhidden[\s>=])/i.test(
    text,
  );
}
