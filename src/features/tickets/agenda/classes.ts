/** Open cases that are one class of matter: of one unit and kind, in much the same words or at one place. Pure. */
import { likelySame, type Matter } from "../intake/similar.ts";
import type { Ticket } from "../store/tables.ts";

/** So many make a class. */
export const CLASS = 3;
/** More of one unit and kind are not compared with each other: a person would lose the thread long before. */
const MOST = 300;

/** Groups of at least CLASS cases, each case in one group at most, the oldest first in each. */
export function classesOf(rows: readonly Ticket[]): Ticket[][] {
  const piles = new Map<string, Ticket[]>();
  for (const row of [...rows].sort((a, b) => a.created_at - b.created_at || (a.no < b.no ? -1 : 1))) {
    const key = `${row.unit ?? ""} ${row.kind}`;
    const pile = piles.get(key);
    if (pile) pile.push(row);
    else piles.set(key, [row]);
  }
  const classes: Ticket[][] = [];
  for (const pile of piles.values()) {
    if (pile.length < CLASS) continue;
    const left = new Set(pile.slice(0, MOST));
    const matters = new Map(pile.map((row) => [row, matter(row)]));
    const alike = (a: Ticket, b: Ticket) => likelySame(matters.get(a) ?? matter(a), matters.get(b) ?? matter(b));
    for (const first of left) {
      left.delete(first);
      const same = [...left].filter((row) => alike(first, row));
      if (same.length + 1 < CLASS) continue;
      for (const row of same) left.delete(row);
      classes.push([first, ...same]);
    }
  }
  return classes;
}

function matter({ kind, text, where_text: where, hazard, lat, lon, datum }: Ticket): Matter {
  return { kind, text, where, hazard, lat, lon, datum };
}
