/** What volunteers keep: call-outs, where their cards hang, who comes, and what is still to be told. */
import type { Db, Migration } from "#bot";

export interface CallOut {
  id: string;
  /** "A12": unique among the open ones. */
  code: string;
  /** Empty: the whole organisation. */
  unit: string;
  /** The house id of who published it; empty once that person has erased everything. */
  host: string;
  task: string;
  place: string;
  starts: number;
  ends: number;
  capacity: number;
  risks: string;
  /** Empty: none is provided, and the card says so. */
  insurance: string;
  status: "open" | "cancelled";
  /** Why it was called off, as the host put it. */
  reason: string;
  created: number;
  /** When those who come are reminded; null: not any more. */
  remind_at: number | null;
  /** When the cards must be said again without a person's act (the start; an erasure); null: not. */
  card_at: number | null;
}

export interface SignUp {
  callout: string;
  person: string;
  party: number;
  status: "signed_up" | "waitlisted" | "cancelled_by_self" | "cancelled_by_host";
  seq: number;
  at: number;
  /** Places that were free when a later, smaller party went ahead: the reason, kept to be shown. */
  passed: number | null;
  in_at: number | null;
  out_at: number | null;
  /** Confirmed by the host; null: not yet. */
  minutes: number | null;
}

/** Something to tell one person that could not be said in the act that caused it. */
export interface News {
  callout: string;
  person: string;
  kind: "promoted" | "called_off";
  at: number;
}

/** A dispute or a correction of hours: both values and who changed stay (PRODUCT.md P21). */
export interface HoursNote {
  id: string;
  callout: string;
  /** Whose hours. */
  person: string;
  /** Who wrote this line. */
  by: string;
  before: number | null;
  after: number | null;
  words: string;
  at: number;
}

export type VolunteerTables = {
  callouts: CallOut;
  callout_chats: { callout: string; chat: string };
  callout_signups: SignUp;
  callout_news: News;
  callout_hours: HoursNote;
};

export const tables = (db: Db) => db.withTables<VolunteerTables>();

export const migrations: Migration[] = [
  {
    id: "001-volunteers",
    up: [
      `create table callouts (id text primary key, code text not null, unit text not null, host text not null,
        task text not null, place text not null, starts bigint not null, ends bigint not null, capacity integer not null,
        risks text not null, insurance text not null, status text not null, reason text not null, created bigint not null,
        remind_at bigint, card_at bigint)`,
      `create index callouts_code on callouts (code, created)`,
      `create index callouts_open on callouts (status, ends)`,
      `create index callouts_remind on callouts (remind_at)`,
      `create index callouts_card on callouts (card_at)`,
      `create table callout_chats (callout text not null, chat text not null, primary key (callout, chat))`,
      `create index callout_chats_chat on callout_chats (chat)`,
      `create table callout_signups (callout text not null, person text not null, party integer not null,
        status text not null, seq integer not null, at bigint not null, passed integer, in_at bigint, out_at bigint,
        minutes integer, primary key (callout, person))`,
      `create index callout_signups_person on callout_signups (person)`,
      `create table callout_news (callout text not null, person text not null, kind text not null, at bigint not null,
        primary key (callout, person))`,
      `create index callout_news_at on callout_news (at)`,
      `create table callout_hours (id text primary key, callout text not null, person text not null, "by" text not null,
        before integer, after integer, words text not null, at bigint not null)`,
      `create index callout_hours_person on callout_hours (person)`,
    ],
  },
];

export function byId(db: Db, id: string): Promise<CallOut | undefined> {
  return tables(db).selectFrom("callouts").selectAll().where("id", "=", id).executeTakeFirst();
}

/** The newest call-out with this code. */
export function byCode(db: Db, code: string): Promise<CallOut | undefined> {
  return tables(db)
    .selectFrom("callouts")
    .selectAll()
    .where("code", "=", code)
    .orderBy("created", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Open call-outs that are not over, the newest first. */
export function running(db: Db, now: number): Promise<CallOut[]> {
  return tables(db)
    .selectFrom("callouts")
    .selectAll()
    .where("status", "=", "open")
    .where("ends", ">", now)
    .orderBy("created", "desc")
    .orderBy("code", "desc")
    .execute();
}

/** The code given last and those that may not be given now: of everything that is not over. */
export async function codes(db: Db, now: number): Promise<{ last: string | undefined; taken: Set<string> }> {
  const last = await tables(db)
    .selectFrom("callouts")
    .select("code")
    .orderBy("created", "desc")
    .orderBy("code", "desc")
    .limit(1)
    .executeTakeFirst();
  return { last: last?.code, taken: new Set((await running(db, now)).map((callout) => callout.code)) };
}

export async function chatsOf(db: Db, callout: string): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom("callout_chats")
    .select("chat")
    .where("callout", "=", callout)
    .orderBy("chat")
    .execute();
  return rows.map((row) => row.chat);
}

/** The ids of the call-outs whose card hangs in a chat. */
export async function hangingIn(db: Db, chat: string): Promise<Set<string>> {
  const rows = await tables(db).selectFrom("callout_chats").select("callout").where("chat", "=", chat).execute();
  return new Set(rows.map((row) => row.callout));
}
