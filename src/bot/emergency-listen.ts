/** Where the words of the emergency table stand in a text: by character, by pinyin typed, and where the table allows by sound. */
import type { Column, EmergencyTable, Row, Word } from "./emergency-table.ts";
import { parts, type Unit, units } from "./fold.ts";

export interface Hit {
  from: number;
  to: number;
}
export interface Text {
  units: Unit[];
  /** Where the words of a column stand. */
  hits: Map<Column, Hit[]>;
  /** Where the clause of a position begins. */
  clause: number[];
}

/** Finds every word of the table in a text, however it is spelt. */
export function listen(table: EmergencyTable, text: string): Text {
  const all: Unit[] = [];
  const clause: number[] = [];
  for (const part of parts(text)) {
    const start = all.length;
    for (const unit of units(part)) {
      all.push(unit);
      clause.push(start);
    }
  }
  const hits = new Map<Column, Hit[]>();
  const look = (candidates: Word[] | undefined, from: number) => {
    for (const word of candidates ?? []) {
      if (!matches(word, all, from)) continue;
      const hit = { from, to: from + word.units.length };
      for (const column of word.columns) {
        const known = hits.get(column);
        if (known) known.push(hit);
        else hits.set(column, [hit]);
      }
    }
  };
  for (let from = 0; from < all.length; from++) {
    const begun = table.bySound.get(all[from]?.sound ?? "");
    if (!begun) continue;
    look(begun.get(""), from);
    const next = all[from + 1];
    if (next) look(begun.get(next.sound), from);
  }
  return { units: all, hits, clause };
}

function matches(word: Word, all: Unit[], from: number): boolean {
  let same = 0;
  let typed = 0;
  for (let i = 0; i < word.units.length; i++) {
    const wanted = word.units[i];
    const unit = all[from + i];
    if (!unit || !wanted) return false;
    if (unit.char === wanted.char && (wanted.char !== "" || unit.sound === wanted.sound)) same++;
    else if (unit.sound !== wanted.sound) return false;
    else if (unit.char === "") typed++;
  }
  // One syllable of pinyin says too little: "xue" is 血, 雪 and 学.
  if (typed > 0) return !word.exact && same + typed === word.units.length && word.units.length > 1;
  return same === word.units.length || (word.bySound && same * 2 >= word.units.length);
}

/** The ways in which a row is met: one hit of each column, all within `reach`; `ordered`: in the order of the columns. */
export function spans(row: Row, text: Text, reach: number, ordered: boolean): Hit[][] {
  let found: Hit[][] = [[]];
  for (const column of row.columns) {
    const hits = text.hits.get(column) ?? [];
    found = found.flatMap((before) =>
      hits
        .filter((hit) =>
          before.every((other) =>
            ordered ? hit.from >= other.to && hit.from - other.to < reach : Math.abs(hit.from - other.from) <= reach,
          ),
        )
        .map((hit) => [...before, hit]),
    );
    if (found.length === 0) return [];
  }
  return found;
}

/** The hits of rows of one column. */
export function words(rows: Row[], text: Text): Hit[] {
  return rows.flatMap((row) => row.columns.flatMap((column) => text.hits.get(column) ?? []));
}
