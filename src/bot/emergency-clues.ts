/** What the second opinion sees of a text: characters, pairs of them, pairs of sounds, and the columns of the table met. */
import type { Text } from "./emergency-listen.ts";
import type { Column, EmergencyTable } from "./emergency-table.ts";
import { PLACES } from "./emergency-weigh.ts";
import { blur } from "./fold.ts";

/** Pinyin has some 410 syllables; what else is typed in letters is not kept. */
const KEPT = 1000;
const ENDS = { from: hash("^"), to: hash("$") };
const CHAR = 1;
const PAIR = 2;
const SOUNDS = 3;
const COLUMN = 4;

const blurred = new Map<string, number>();

/** Returns a function giving the clues of the characters `from` (counted in) to `to` (counted out), as places of weights. */
export function cluesOf(table: EmergencyTable): (heard: Text, from: number, to: number) => number[] {
  const { kinds, alike, whatIf, not, asked, rule, past, practice, now, after } = table;
  const calm = [alike, whatIf, not, asked, rule, past, practice, now, after].flat();
  const columns = [...kinds.flatMap((kind) => kind.rows), ...calm].flatMap((row) => row.columns);
  const named = new Map<Column, number>(columns.map((column, nth) => [column, place(COLUMN, nth, 0)]));

  return (heard, from, to) => {
    const found: number[] = [];
    let char = ENDS.from;
    let sound = ENDS.from;
    for (let i = from; i <= to && to > from; i++) {
      const unit = i < to ? heard.units[i] : undefined;
      const nextChar = unit ? hash(unit.char || unit.sound) : ENDS.to;
      const nextSound = unit ? soundCode(unit.sound) : ENDS.to;
      found.push(place(CHAR, nextChar, 0), place(PAIR, char, nextChar), place(SOUNDS, sound, nextSound));
      char = nextChar;
      sound = nextSound;
    }
    for (const [column, hits] of heard.hits) {
      const name = named.get(column);
      if (name !== undefined && hits.some((hit) => hit.from >= from && hit.to <= to)) found.push(name);
    }
    return found;
  };
}

function soundCode(sound: string): number {
  const known = blurred.get(sound);
  if (known !== undefined) return known;
  const code = hash(blur(sound));
  if (blurred.size < KEPT) blurred.set(sound, code);
  return code;
}

/** FNV-1a over UTF-16. */
function hash(text: string): number {
  let code = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) code = Math.imul(code ^ text.charCodeAt(i), 0x01000193);
  return code;
}

function place(what: number, one: number, two: number): number {
  let mixed = Math.imul(one ^ Math.imul(what, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13) ^ two, 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) % PLACES;
}
