/**
 * An attacker who has a dump and asks: whose is this case? Each way of joining rows is tried by itself, so that a join is
 * found however it came about; what a way finds is said in words.
 */
import { createHash } from "node:crypto";
import type { Dump, Row } from "./dump.ts";

/** What the attacker knows of somebody: their address, house id and name. */
export interface Suspect {
  address: string;
  id: string;
  name: string;
}

const SECOND_MS = 1_000;
/** 2020 to 2040 in epoch ms; the house's sequences are epoch ms times a thousand. */
const isTime = (value: number) => value > 1.577e12 && value < 2.209e12;
const isSequence = (value: number) => value > 1.577e15 && value < 2.209e15;

/** All joins of `no` and the suspect at `now` (epoch ms); none means that the dump does not tell. */
export function joins(dump: Dump, no: string, suspect: Suspect, now: number): string[] {
  const ofCase = closure(dump.rows, no);
  const ofPerson = dump.rows.filter((row) => mentions(row, suspect));
  const found: string[] = [];
  const note = (how: string, one: Row, other: Row) => found.push(`${how}: ${said(one)} ~ ${said(other)}`);
  for (const one of ofCase) {
    if (mentions(one, suspect)) note("names them", one, one);
    for (const other of ofPerson) {
      if (one.table === other.table && one.place === other.place) continue;
      if (shares(one, other)) note("same id", one, other);
      // What the person did under their name has its own times; what is looked for is the case's time in their log.
      if (near(one, other, now)) note("same second", one, other);
      if (one.written !== undefined && one.written === other.written) note("same transaction", one, other);
    }
  }
  found.push(...between(dump.rows, ofCase, ofPerson));
  found.push(...byFile(dump, no, ofPerson));
  found.push(...byBytes(dump, no, suspect));
  return [...new Set(found)];
}

/** Rows that speak of the case, and rows that speak of what only they speak of (its files, its cards). */
function closure(rows: Row[], no: string): Row[] {
  const direct = rows.filter((row) => texts(row).some((text) => text.includes(no)));
  const hashes = new Set(direct.flatMap((row) => (typeof row.values.hash === "string" ? [row.values.hash] : [])));
  const more = rows.filter((row) => !direct.includes(row) && texts(row).some((text) => hashes.has(text)));
  return [...direct, ...more];
}

/** Midnight of 东八区. */
const isDate = (at: number) => (at + 8 * 3600_000) % 86_400_000 === 0;

function mentions(row: Row, { address, id, name }: Suspect): boolean {
  return texts(row).some((text) => [address, id, name].some((word) => text.includes(word)));
}

function texts(row: Row): string[] {
  return Object.values(row.values).filter((value) => typeof value === "string");
}

/** A key that both hold: a message's id in the outbox's keys, a file's hash, a session. Words of the language are none. */
function shares(one: Row, other: Row): boolean {
  const keys = (row: Row) =>
    new Set(
      texts(row)
        .flatMap((text) => text.split(/[^A-Za-z0-9_]+/))
        .filter((word) => word.length >= 16),
    );
  const mine = keys(one);
  const prefix = (row: Row) => (typeof row.values.key === "string" ? row.values.key.slice(0, 24) : undefined);
  if (prefix(one) !== undefined && prefix(one) === prefix(other)) return true;
  return [...keys(other)].some((key) => mine.has(key));
}

function numbers(row: Row): number[] {
  const direct = Object.values(row.values).filter((value) => typeof value === "number" || typeof value === "bigint");
  return direct.map(Number);
}

/** Times and sequences of both, to the second. What is yet to come, and dates, many have in common. */
function near(one: Row, other: Row, now: number): boolean {
  const times = (row: Row) =>
    numbers(row)
      .flatMap((value) => (isTime(value) ? [value] : isSequence(value) ? [value / 1000] : []))
      .filter((at) => at <= now && !isDate(at));
  return times(one).some((a) => times(other).some((b) => Math.abs(a - b) < SECOND_MS));
}

/**
 * A row without a time between two that have one: when the neighbours leave no more than minutes, and the person wrote
 * then, that is a join. The house promises an hour.
 */
function between(rows: Row[], ofCase: Row[], ofPerson: Row[]): string[] {
  const MINUTES = 20 * 60_000;
  const wrote = ofPerson.filter((row) => row.table === "inbox").flatMap((row) => numbers(row).filter(isTime));
  const found: string[] = [];
  for (const one of ofCase.filter((row) => row.table.startsWith("ticket"))) {
    const timed = rows
      .filter((row) => row.table === one.table && !ofCase.includes(row))
      .map((row) => ({ place: row.place, at: Math.max(...timesOf(row, rows), Number.NEGATIVE_INFINITY) }))
      .filter((row) => Number.isFinite(row.at));
    const before = Math.max(...timed.filter((row) => row.place < one.place).map((row) => row.at));
    const after = Math.min(...timed.filter((row) => row.place > one.place).map((row) => row.at));
    if (after - before > MINUTES || after < before) continue;
    if (wrote.some((at) => at >= before && at <= after)) found.push(`between its neighbours: ${said(one)}`);
  }
  return found;
}

/** When a row was written, by itself or by the case it belongs to; midnights are dates. */
function timesOf(row: Row, rows: Row[]): number[] {
  const exact = (values: number[]) => values.filter((value) => isTime(value) && !isDate(value));
  const own = exact([Number(row.values.at ?? row.values.created_at)]);
  if (own.length > 0) return own;
  const no = row.values.ticket ?? row.values.no;
  const whole = rows.find((other) => other.table === "tickets" && other.values.no === no);
  return whole && whole !== row ? exact([Number(whole.values.created_at)]) : [];
}

/** The case's files among those of the person's other rows, by name; and changed in the second in which they wrote. */
function byFile(dump: Dump, no: string, ofPerson: Row[]): string[] {
  const hashes = dump.rows
    .filter((row) => row.table === "ticket_files" && row.values.ticket === no)
    .map((row) => String(row.values.hash));
  const cases = new Set(ofPerson.filter((row) => row.table === "tickets").map((row) => row.values.no));
  const others = dump.rows.filter((row) => row.table === "ticket_files" && cases.has(row.values.ticket));
  const same = others.filter((row) => hashes.includes(String(row.values.hash)));
  return same.map((row) => `same file: ${said(row)}`);
}

/** Raw pages: what no row holds any more and still lies there, and a log that shows what was written together. */
function byBytes({ raw, live }: Dump, no: string, { address, id }: Suspect): string[] {
  const found: string[] = [];
  for (const { name, bytes } of raw) {
    const file = name.split("/").at(-1) ?? "";
    // A copy without free pages and gaps holds a word as often as rows and indexes do; once more is a leftover.
    if (live && file === "yizhan.db" && count(bytes, no) > count(live, no)) found.push(`left over in ${file}`);
    const persons = count(bytes, address) + count(bytes, id);
    if (!/\.db(-shm)?$/.test(file) && count(bytes, no) > 0 && persons > 0) found.push(`both in ${file}`);
  }
  return found;
}

function count(bytes: Buffer, word: string): number {
  let n = 0;
  for (let at = bytes.indexOf(word); at >= 0; at = bytes.indexOf(word, at + 1)) n += 1;
  return n;
}

function said({ table, values }: Row): string {
  const digest = createHash("sha256").update(
    JSON.stringify(values, (_, value) => (typeof value === "bigint" ? Number(value) : value)),
  );
  return `${table}#${digest.digest("hex").slice(0, 6)}`;
}
