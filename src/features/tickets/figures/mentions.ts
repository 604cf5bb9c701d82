/**
 * Which texts may name somebody, decided by the database: so that few are read to ask `accusedPeople`, which compares
 * without width, case and blanks. Never leaves out a text that it would find.
 */
import { type ExpressionWrapper, expressionBuilder, type SqlBool } from "kysely";
import type { TicketTables } from "../store/tables.ts";

/** Where Unicode keeps characters that are compatible with a Chinese one: radicals, circled, squared, and twins. */
const TWINS = [
  [0x2e80, 0x2fdf],
  [0x3000, 0x33ff],
  [0xf900, 0xfaff],
  [0x1f200, 0x1f2ff],
  [0x2f800, 0x2fa1f],
] as const;
const IDEOGRAPH = /[\u4e00-\u9fff]/gu;

/** Undefined for a name that nothing can mention; true of every text for one without Chinese characters. */
export function mentions(name: string): ExpressionWrapper<TicketTables, "tickets", SqlBool> | undefined {
  const plain = name.normalize("NFKC").replace(/\s+/g, "");
  if ([...plain].length < 2) return undefined;
  const e = expressionBuilder<TicketTables, "tickets">();
  // The last one first: given names are rarer than family names.
  const chars = [...new Set(plain.match(IDEOGRAPH)?.reverse())];
  if (chars.length === 0) return e.or([e("text", "!=", "")]);
  return e.and(chars.map((char) => e.or([char, ...twinsOf(char)].map((one) => e("text", "like", `%${one}%`)))));
}

let twins: Map<string, string[]> | undefined;

function twinsOf(char: string): string[] {
  twins ??= gathered();
  return twins.get(char) ?? [];
}

function gathered(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [first, last] of TWINS) {
    for (let point = first; point <= last; point++) {
      const twin = String.fromCodePoint(point);
      for (const char of twin.normalize("NFKC").match(IDEOGRAPH) ?? [])
        if (char !== twin) found.set(char, [...(found.get(char) ?? []), twin]);
    }
  }
  return found;
}
