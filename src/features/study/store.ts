/** What study keeps: items and who approved them, where they were sent, and what each person asked for. */
import type { Db, Migration } from "#bot";

export interface Item {
  id: string;
  source: "library" | "chat";
  /** The file's name under library/study; empty for what was written in chat. */
  path: string;
  /** What the file held when it was last read; a chat edit leaves it, so that only a new file wins over the edit. */
  file_hash: string;
  title: string;
  text: string;
  /** About how long it takes, as its author says; nobody is measured. */
  minutes: number;
  series: string;
  ord: number;
  /** "12:10": pushed at the next free day's slot; empty: only on demand, unless `push_at` is set. */
  slot: string;
  area: string;
  /** House id of who submitted the present wording; empty for the library. */
  author: string;
  /** The unit that answers for it; empty: the whole organisation. */
  unit: string;
  /** JSON of Audience; empty: every members' group of the approver's unit. */
  audience: string;
  push_at: number | null;
  status: "in_review" | "returned" | "approved" | "withdrawn";
  /** SHA-256 over title, text, time and audience: what an approval is bound to. */
  hash: string;
  approver: string;
  approved_at: number | null;
  changed: number;
}

/** One row for each group: planned once, sent once. */
export interface Send {
  item: string;
  chat: string;
  due: number;
  status: "planned" | "sent" | "missed" | "recalled";
  at: number | null;
}

/** What a person asked for; nothing here is counted or shown to anybody else. */
export interface Reader {
  person: string;
  paused: number;
  /** JSON: ["10:00"], as the person typed them. */
  shifts: string;
  next_at: number | null;
  series: string;
  last_item: string;
  snooze_item: string;
  snooze_at: number | null;
}

/** That an item was given to somebody: the day alone, never how long they looked (PRODUCT.md P41). */
export interface Given {
  person: string;
  item: string;
  day: string;
  /** The mark of the words that were read: a corrected item is given again. */
  wording: string;
}

export type StudyTables = { study_items: Item; study_sends: Send; study_readers: Reader; study_given: Given };

export const tables = (db: Db) => db.withTables<StudyTables>();

export const migrations: Migration[] = [
  {
    id: "001-study",
    up: [
      `create table study_items (id text primary key, source text not null, path text not null, file_hash text not null,
        title text not null, text text not null, minutes integer not null, series text not null, ord integer not null,
        slot text not null, area text not null, author text not null, unit text not null, audience text not null,
        push_at bigint, status text not null, hash text not null, approver text not null, approved_at bigint,
        changed bigint not null)`,
      `create index study_items_status on study_items (status)`,
      `create table study_sends (item text not null, chat text not null, due bigint not null, status text not null,
        at bigint, primary key (item, chat))`,
      `create index study_sends_due on study_sends (status, due)`,
      `create table study_readers (person text primary key, paused integer not null, shifts text not null,
        next_at bigint, series text not null, last_item text not null, snooze_item text not null, snooze_at bigint)`,
      `create index study_readers_next on study_readers (next_at)`,
      `create index study_readers_snooze on study_readers (snooze_at)`,
      `create table study_given (person text not null, item text not null, day text not null,
        wording text not null, primary key (person, item))`,
      `create index study_given_item on study_given (item)`,
      `create index study_given_day on study_given (day)`,
    ],
  },
];
