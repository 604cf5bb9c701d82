/** The one-time code that links two addresses: drawn, shown, read back, and kept as a hash alone. */
import { createHash, randomInt } from "node:crypto";

/** Without 0/O, 1/I/L: read off one phone and typed on another. 31^8 is about 2^39.6 codes, behind a limit of tries. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTH = 8;

const WHOLE = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);
/** A code inside a sentence: "串是 ABCD-2345，帮我绑". */
const INSIDE = new RegExp(`(?<![A-Z0-9])[${ALPHABET}]{4}[-\\s]?[${ALPHABET}]{4}(?![A-Z0-9])`);

/** What the words after the command hold: a code, something that was meant as one, or neither. */
export type Heard = { kind: "code"; code: string } | { kind: "broken" } | { kind: "none" };

export function newCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}

/** "ABCD-2345" */
export function printed(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** Case, width, dashes and spaces do not matter. */
export function readCode(said: string): Heard {
  const plain = said.normalize("NFKC").toUpperCase().trim();
  const bare = plain.replace(/[\s\-‐-―_.。·]/g, "");
  if (WHOLE.test(bare)) return { kind: "code", code: bare };
  const inside = INSIDE.exec(plain)?.[0].replace(/[\s-]/g, "");
  if (inside) return { kind: "code", code: inside };
  return { kind: /^[A-Z0-9]+$/.test(bare) ? "broken" : "none" };
}

/** Hex of SHA-256. A code lives for ten minutes and needs two taps, so that no slower hash is called for. */
export function hashOf(code: string): string {
  return createHash("sha256").update(code).digest("hex");
}

/** Four digits on the buttons of one question, so that a tap on an older card confirms nothing newer. */
export function newTag(): string {
  return String(randomInt(1000, 10_000));
}
