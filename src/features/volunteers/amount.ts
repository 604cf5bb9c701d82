/** Numbers as people write them: "8", "８人", "十二个", "两小时", "1.5 小时", "1小时30分". */

const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** Chinese numerals up to 99 become digits; weekdays ("周六") are left alone. */
export function plainNumbers(text: string): string {
  return text.normalize("NFKC").replace(/(?<!周|星期|礼拜)[零〇一二两三四五六七八九十]+/g, (word) => {
    const [tens = "", ones = ""] = word.includes("十") ? word.split("十") : ["0", word];
    const ten = tens === "" ? 1 : (DIGITS[tens] ?? 0);
    if (ones.length > 1 || tens.length > 1) return word;
    return String(ten * 10 + (ones === "" ? 0 : (DIGITS[ones] ?? 0)));
  });
}

/** A head-count, 1 to 500; undefined when the words hold none or more than one. */
export function headcount(text: string): number | undefined {
  const found = /^\D{0,6}?(\d{1,3})\s*(?:个|名|位|人|people|persons)*\D{0,4}$/.exec(plainNumbers(text).trim());
  const n = found ? Number(found[1]) : 0;
  return n >= 1 && n <= 500 ? n : undefined;
}

/** How many come: "2人", "两个人", "+3"; 1 when nothing is said. */
export function party(text: string): number {
  const plain = plainNumbers(text);
  const found = /(\d{1,3})\s*(?:个人|个|名|位|人|people|persons)/.exec(plain) ?? /\+\s*(\d{1,3})/.exec(plain);
  // "A12 2": a bare number left beside the code is the party as well.
  const bare = /^\s*(\d{1,3})\s*$/.exec(plain);
  return Number(found?.[1] ?? bare?.[1] ?? 1) || 1;
}

/** Minutes in "3小时", "1.5 小时", "2小时30分", "90分钟", "半小时"; undefined when there are none or more than 24 h. */
export function minutes(text: string): number | undefined {
  const plain = plainNumbers(text)
    .replace(/(\d)个半小时/, "$1.5小时")
    .replace(/半个?小时/, "30分钟");
  const hours = /(\d{1,2}(?:\.\d+)?)\s*(?:个?小时|个?钟头|h(?:ours?)?\b)/i.exec(plain);
  const mins = /(\d{1,4})\s*(?:分钟|分|min)/i.exec(plain);
  if (!hours && !mins) return undefined;
  const sum = Math.round(Number(hours?.[1] ?? 0) * 60 + Number(mins?.[1] ?? 0));
  return sum >= 0 && sum <= 24 * 60 ? sum : undefined;
}
