/**
 * Is a person or a place in danger now? Decided by the table in prompts/emergency.md alone: the same words get the same
 * answer with and without a model. Doubt says the number: a needless one costs a line, a missing one may cost a life.
 */
import { readFileSync } from "node:fs";
import { type Column, type EmergencyTable, emergencyTable, type Row, type Word } from "./emergency-table.ts";
import { parts, type Unit, units } from "./fold.ts";

export interface Emergency {
  /** "fire", "medical" …: a section of prompts/emergency.md. */
  kind: string;
  /** The number first; never that somebody has been called. */
  say: { zh: string; en: string };
}

/** Longer texts are cut: nobody in danger types more, and the time spent stays bounded. */
const READ = 3000;
/** How far apart, in characters, the words of one row may stand. */
const NEAR = 20;
/** And those of a row that only sounds alike, which are one phrase. */
const PHRASE = 5;

const table: EmergencyTable = emergencyTable(
  readFileSync(new URL("../../prompts/emergency.md", import.meta.url), "utf8"),
);

/** The rows of the kinds by their first column: most messages meet none, and are done. */
const starts = new Map<Column, Row>();
for (const row of table.kinds.flatMap((kind) => kind.rows)) if (row.columns[0]) starts.set(row.columns[0], row);

interface Hit {
  from: number;
  to: number;
}
interface Text {
  length: number;
  /** Where the words of a column stand. */
  hits: Map<Column, Hit[]>;
  /** Where the clause of a position begins. */
  clause: number[];
}

/** The danger that a text tells of, with the words to say first; undefined when it tells of none. */
export function emergencyIn(text: string): Emergency | undefined {
  const heard = listen(text.slice(0, READ));
  const signs = new Map<Row, Hit[][]>();
  for (const column of heard.hits.keys()) {
    const row = starts.get(column);
    const found = row ? spans(row, heard, NEAR, false) : [];
    if (row && found.length > 0) signs.set(row, found);
  }
  if (signs.size === 0) return undefined;

  const covered = table.alike.flatMap((row) => spans(row, heard, PHRASE, true).map(outer));
  const open = (hits: Hit[]) =>
    hits.every((hit) => !covered.some((span) => hit.from >= span.from && hit.to <= span.to));
  const met = (rows: Row[]) => rows.some((row) => spans(row, heard, heard.length, false).length > 0);
  const now = met(table.now);
  const calm = {
    rule: !now && met(table.rule),
    past: !now && !met(table.after) && met(table.past),
    practice: met(table.practice),
  };
  const stands = (row: Row, hits: Hit[]): boolean => {
    if (row.stands === "always") return true;
    if (calm.past || calm.practice || (calm.rule && row.stands !== "rule")) return false;
    return !supposed(hits, heard) && !denied(hits, heard);
  };
  for (const { kind, say, rows } of table.kinds) {
    const danger = rows.some((row) => signs.get(row)?.some((hits) => open(hits) && stands(row, hits)));
    if (danger) return { kind, say };
  }
  return undefined;
}

/** Finds every word of the table, by character, by pinyin typed, and where the table allows by sound. */
function listen(text: string): Text {
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
  const look = (sounds: string, from: number) => {
    for (const word of table.bySound.get(sounds) ?? []) {
      if (!matches(word, all, from)) continue;
      const hit = { from, to: from + word.units.length };
      for (const column of word.columns) {
        const known = hits.get(column);
        if (known) known.push(hit);
        else hits.set(column, [hit]);
      }
    }
  };
  for (const [from, unit] of all.entries()) {
    look(unit.sound, from);
    const next = all[from + 1];
    if (next) look(`${unit.sound} ${next.sound}`, from);
  }
  return { length: all.length, hits, clause };
}

function matches(word: Word, all: Unit[], from: number): boolean {
  let same = 0;
  let typed = 0;
  for (const [i, wanted] of word.units.entries()) {
    const unit = all[from + i];
    if (!unit) return false;
    if (unit.char === wanted.char && (wanted.char !== "" || unit.sound === wanted.sound)) same++;
    else if (unit.sound !== wanted.sound) return false;
    else if (unit.char === "") typed++;
  }
  // One syllable of pinyin says too little: "xue" is 血, 雪 and 学.
  if (typed > 0) return !word.exact && same + typed === word.units.length && word.units.length > 1;
  return same === word.units.length || (word.bySound && same * 2 >= word.units.length);
}

/** The ways in which a row is met: one hit of each column, all within `reach`; `ordered`: in the order of the columns. */
function spans(row: Row, text: Text, reach: number, ordered: boolean): Hit[][] {
  let found: Hit[][] = [[]];
  for (const column of row.columns) {
    const hits = text.hits.get(column) ?? [];
    found = found.flatMap((before) =>
      hits
        .filter((hit) =>
          before.every((other) =>
            ordered ? hit.from >= other.to && hit.from - other.to < reach : near(hit, other, reach),
          ),
        )
        .map((hit) => [...before, hit]),
    );
    if (found.length === 0) return [];
  }
  return found;
}

function near(a: Hit, b: Hit, reach: number): boolean {
  return Math.abs(a.from - b.from) <= reach;
}

function outer(hits: Hit[]): Hit {
  return { from: Math.min(...hits.map((hit) => hit.from)), to: Math.max(...hits.map((hit) => hit.to)) };
}

/** 差点, 万一, 怕 …: before the sign, in its clause. */
function supposed(hits: Hit[], text: Text): boolean {
  const last = Math.max(...hits.map((hit) => hit.from));
  const start = text.clause[Math.min(...hits.map((hit) => hit.from))] ?? 0;
  return words(table.whatIf, text).some((hit) => hit.from >= start && hit.to <= last);
}

/** 没, 别, 防 …: directly before one of the words; 有没有 and 是不是 ask and deny nothing. */
function denied(hits: Hit[], text: Text): boolean {
  const asked = words(table.asked, text);
  return words(table.not, text).some(
    (no) => hits.some((hit) => no.to === hit.from) && !asked.some((ask) => ask.from <= no.from && ask.to >= no.to),
  );
}

function words(rows: Row[], text: Text): Hit[] {
  return rows.flatMap((row) => row.columns.flatMap((column) => text.hits.get(column) ?? []));
}
