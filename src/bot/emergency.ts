/**
 * Is a person or a place in danger now? Decided without a model, so that the same words always get the same answer: by the
 * table in prompts/emergency.md, and where it is silent by what was learnt from the sentences in prompts/emergency/.
 * Doubt says the number: a needless one costs a line, a missing one may cost a life.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { learnt, type Opinion } from "./emergency-learnt.ts";
import { type Hit, listen, spans, type Text, words } from "./emergency-listen.ts";
import { emergencySentences } from "./emergency-sentences.ts";
import { type Column, type EmergencyTable, emergencyTable, type Row } from "./emergency-table.ts";
import { en, zh } from "./words.ts";

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
/** From this chance on the second opinion speaks; what it finds and takes wrongly is in test/bot/emergency-learnt.test.ts. */
export const DANGER = 0.45;

/** Letters and digits mixed: what a button says of itself, a plate, a case's code. Syllables in it are nobody's words. */
const CODE = /(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{6,}/gi;

const PROMPTS = join(import.meta.dirname, "../../prompts");

const table = emergencyTable(readFileSync(join(PROMPTS, "emergency.md"), "utf8"));
const sentences = emergencySentences(
  PROMPTS,
  table.kinds.map(({ kind }) => kind),
);
/** Learnt at the first message that the table is silent about: a start waits for nothing. */
let opinion: Opinion | undefined;
const house = emergencies(table, () => {
  opinion ??= learnt(table, sentences, (text) => listen(table, text));
  return opinion;
});

/** The danger that a text tells of, with the words to say first; undefined when it tells of none. */
export function emergencyIn(text: string): Emergency | undefined {
  return house(text);
}

/** By a table alone, or with a second opinion where it is silent: then the words begin with "if somebody is in danger". */
export function emergencies(table: EmergencyTable, second?: () => Opinion): (text: string) => Emergency | undefined {
  const told = byTable(table);
  return (text) => {
    const read = text.slice(0, READ);
    const whole = listen(table, read);
    if (whole.units.length === 0) return undefined;
    const calm = calming(table, whole);
    const sure = told(whole, calm);
    if (sure || !second || calm.rule || calm.past || calm.practice) return sure;
    const spoken = read.replace(CODE, " ");
    const heard = spoken === read ? whole : listen(table, spoken);
    if (heard.units.length === 0) return undefined;
    const whatIf = calm.now ? [] : words(table.whatIf, heard);
    const supposed = (from: number, to: number) => whatIf.some((hit) => hit.from >= from && hit.to <= to);
    if (second().danger(heard, supposed) < DANGER) return undefined;
    const kind = second().kind(text);
    const say = table.kinds.find((one) => one.kind === kind)?.say;
    return say && { kind, say: { zh: zh.perhapsDanger(say.zh), en: en.perhapsDanger(say.en) } };
  };
}

interface Calm {
  now: boolean;
  rule: boolean;
  past: boolean;
  practice: boolean;
}

function calming(table: EmergencyTable, heard: Text): Calm {
  const met = (rows: Row[]) => rows.some((row) => spans(row, heard, heard.units.length, false).length > 0);
  const now = met(table.now);
  return {
    now,
    rule: !now && met(table.rule),
    past: !now && !met(table.after) && met(table.past),
    practice: met(table.practice),
  };
}

function byTable(table: EmergencyTable): (heard: Text, calm: Calm) => Emergency | undefined {
  /** The rows of the kinds by their first column: most messages meet none, and are done. */
  const starts = new Map<Column, Row>();
  for (const row of table.kinds.flatMap((kind) => kind.rows)) if (row.columns[0]) starts.set(row.columns[0], row);

  return (heard, calm) => {
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
    const stands = (row: Row, hits: Hit[]): boolean => {
      if (row.stands === "always") return true;
      if (calm.past || calm.practice || (calm.rule && row.stands !== "rule")) return false;
      return !supposed(table, hits, heard) && !denied(table, hits, heard);
    };
    for (const { kind, say, rows } of table.kinds) {
      const danger = rows.some((row) => signs.get(row)?.some((hits) => open(hits) && stands(row, hits)));
      if (danger) return { kind, say };
    }
    return undefined;
  };
}

function outer(hits: Hit[]): Hit {
  return { from: Math.min(...hits.map((hit) => hit.from)), to: Math.max(...hits.map((hit) => hit.to)) };
}

/** 差点, 万一, 怕 …: before the sign, in its clause. */
function supposed(table: EmergencyTable, hits: Hit[], text: Text): boolean {
  const last = Math.max(...hits.map((hit) => hit.from));
  const start = text.clause[Math.min(...hits.map((hit) => hit.from))] ?? 0;
  return words(table.whatIf, text).some((hit) => hit.from >= start && hit.to <= last);
}

/** 没, 别, 防 …: directly before one of the words; 有没有 and 是不是 ask and deny nothing. */
function denied(table: EmergencyTable, hits: Hit[], text: Text): boolean {
  const asked = words(table.asked, text);
  return words(table.not, text).some(
    (no) => hits.some((hit) => no.to === hit.from) && !asked.some((ask) => ask.from <= no.from && ask.to >= no.to),
  );
}
