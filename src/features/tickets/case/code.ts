/** The reply code of an anonymous case: shown once to the reporter; only its salted hash is kept (PRODUCT.md P13). */
import { createHash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";

/** Without 0/O, 1/I/L: read aloud and typed on a phone. 31^8 codes, each behind a case number. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

export interface Seal {
  salt: string;
  hash: string;
}

export function newCode(): string {
  return Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}

export function seal(code: string, salt = randomBytes(16).toString("hex")): Seal {
  return { salt, hash: hashOf(code, salt).toString("hex") };
}

export function opens(code: string, { salt, hash }: Seal): boolean {
  return timingSafeEqual(hashOf(code, salt), Buffer.from(hash, "hex"));
}

/** The stand-in for a confidential reporter's name: 来访者-x7k2. Random, so that two cases of one person do not join. */
export function newAlias(word: string): string {
  return `${word}-${Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)])
    .join("")
    .toLowerCase()}`;
}

function hashOf(code: string, salt: string): Buffer {
  return createHash("sha256").update(salt).update(code.toUpperCase()).digest();
}
