/** Case numbers: speakable, not sequential, with a check digit; and how people write them. */
import { numeral } from "../intake/fold.ts";

/** The quasigroup of H. M. Damm (2004): finds every single wrong digit and every swap of neighbours. */
const DAMM = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];
/** A number that contains one of these could be taken for a call to it. */
const EMERGENCY = /110|119|120|122/;
const LENGTH = { least: 6, most: 10 };

/** The digit that makes `digits` followed by it valid. */
export function checkDigit(digits: string): string {
  let row = 0;
  for (const digit of digits) row = Number(DAMM[row]?.[Number(digit)] ?? 0);
  return String(row);
}

export function isNumber(no: string): boolean {
  return /^[1-9]\d{5,9}$/.test(no) && checkDigit(no) === "0";
}

/**
 * Draws a number of `length` digits; `random(n)` gives an integer from 0 to n - 1. The caller checks that it is free,
 * and asks for a longer one when many are taken.
 */
export function draw(random: (below: number) => number, length = LENGTH.least): string {
  for (;;) {
    const first = 10 ** (length - 2);
    const digits = String(first + random(9 * first));
    const no = digits + checkDigit(digits);
    if (!EMERGENCY.test(no)) return no;
  }
}

export interface Reference {
  no?: string;
  /** The eight characters after the number, if they could be an anonymous case's code. */
  code?: string;
  /** What comes after the number and the code. */
  text: string;
  /** What comes after the number alone. */
  rest: string;
}

const LEAD = /^(?:编号|诉求|工单|no\.?|№|#|号|:|：|\s)*/i;
const CODE = /^[\s\-_－—–]*([A-Za-z2-9０-９Ａ-Ｚａ-ｚ]{8})(?![A-Za-z0-9])/;

/** Finds the case that words speak of: "482913 还堵着", "４８２９１３-K7WQ2M9R", or a valid number within a sentence. */
export function reference(words: string): Reference {
  const text = words.trim();
  const lead = LEAD.exec(text)?.[0].length ?? 0;
  const digits = /^[0-9０-９]+/.exec(text.slice(lead))?.[0] ?? "";
  if (digits.length >= LENGTH.least && digits.length <= LENGTH.most) {
    const rest = text.slice(lead + digits.length);
    const code = CODE.exec(rest);
    return {
      no: numeral(digits),
      ...(code ? { code: numeral(code[1] ?? "").toUpperCase() } : {}),
      rest: trimmed(rest),
      text: trimmed(code ? rest.slice(code[0].length) : rest),
    };
  }
  const within = (numeral(text).match(/(?<!\d)\d{6,10}(?!\d)/g) ?? []).find(isNumber);
  return { ...(within ? { no: within } : {}), rest: text, text };
}

function trimmed(text: string): string {
  return text.replace(/^[\s,，。.:：、;；\-－]+/, "").trim();
}
