/** What looking back keeps: who was asked for a verdict, verdicts without names, agendas, what the office did. */
import type { Migration } from "#bot";
import type { Kind } from "../case/kinds.ts";
import type { Hazard } from "../intake/guess.ts";
import { factMigrations } from "./store-facts.ts";
import { tallyMigrations } from "./store-tallies.ts";

export const scores = ["good", "fair", "bad"] as const;
export type Score = (typeof scores)[number];

/** A case whose reporter was asked once. The verdict itself stands elsewhere and does not say whose it is. */
export interface Survey {
  ticket: string;
  /** House id of the one who was asked; null once answered, and for whoever came with a code. */
  person: string | null;
  /** When to remind, epoch ms; null when never (again). */
  remind_at: number | null;
  answered: number;
}

/** Verdicts are counted, not listed: nothing joins one of them to a case. */
export interface Rating {
  /** "" where no unit had it. */
  unit: string;
  kind: Kind;
  /** "2026-11": of the case's beginning, so that all figures speak of the same cases. */
  month: string;
  score: Score;
  n: number;
}

export interface RatingWords {
  id: string;
  unit: string;
  month: string;
  text: string;
}

/** What a remark on a verdict belongs to: never a case or a person. */
export type Remark = Pick<RatingWords, "unit" | "month">;

export type Why = "overdue" | "disputed" | "repeated";

export interface Agenda {
  id: string;
  unit: string;
  /** House id of the secretary who drew it up. */
  by_person: string;
  approved_by: string | null;
  state: "draft" | "in_review" | "approved";
  /** Epoch ms of the last change of state. */
  at: number;
}

export interface AgendaItem {
  agenda: string;
  n: number;
  ticket: string;
  why: Why;
  title: string;
}

export const activities = ["meeting", "supervision", "visit"] as const;
export type Activity = (typeof activities)[number];

export interface Logged {
  id: string;
  activity: Activity;
  unit: string;
  /** "2026-11-23" */
  date: string;
  text: string;
  by_person: string | null;
}

export const sources = ["call", "visit", "meeting", "paper"] as const;
export type Source = (typeof sources)[number];

/** A case that staff wrote down for somebody who is on no platform. */
export interface Entered {
  ticket: string;
  source: Source;
  /** House id of who wrote it down: they cannot speak for the one it is from. */
  by_person: string | null;
}

/** A hazard that a secretary made public, with words of the secretary's own or none. */
export interface Published {
  ticket: string;
  words: string;
  /** Epoch ms. */
  at: number;
  /** The case's own beginning and kind of hazard, by which the list is asked for. */
  begun: number;
  code: Hazard;
}

export type BackTables = {
  ticket_sources: Entered;
  ticket_public: Published;
  ticket_surveys: Survey;
  ticket_ratings: Rating;
  ticket_rating_words: RatingWords;
  ticket_agendas: Agenda;
  ticket_agenda_items: AgendaItem;
  ticket_activities: Logged;
};

export const backMigrations: Migration[] = [
  {
    id: "002-looking-back",
    up: [
      "create table ticket_surveys (ticket text primary key, person text, remind_at bigint, answered integer not null)",
      "create index ticket_surveys_person on ticket_surveys (person)",
      "create index ticket_surveys_remind on ticket_surveys (remind_at)",
      `create table ticket_ratings (
        unit text not null, kind text not null, month text not null, score text not null, n integer not null,
        primary key (unit, month, kind, score))`,
      "create table ticket_rating_words (id text primary key, unit text not null, month text not null, text text not null)",
      "create index ticket_rating_words_month on ticket_rating_words (unit, month)",
      `create table ticket_agendas (
        id text primary key, unit text not null, by_person text not null, approved_by text, state text not null,
        at bigint not null)`,
      "create index ticket_agendas_person on ticket_agendas (by_person, state)",
      `create table ticket_agenda_items (
        agenda text not null, n integer not null, ticket text not null, why text not null, title text not null,
        primary key (agenda, n))`,
      "create index ticket_agenda_items_ticket on ticket_agenda_items (ticket)",
      `create table ticket_activities (
        id text primary key, activity text not null, unit text not null, date text not null, text text not null,
        by_person text)`,
      "create index ticket_activities_date on ticket_activities (unit, date)",
      "create table ticket_sources (ticket text primary key, source text not null, by_person text)",
      "create table ticket_public (ticket text primary key, words text not null, at bigint not null)",
    ],
  },
  {
    id: "021-speed",
    up: [
      "create index tickets_open on tickets (state, due, unit)",
      "drop index tickets_next",
      "create index tickets_next on tickets (next_at, unit, no) where next_at is not null",
      "create index ticket_sources_person on ticket_sources (by_person)",
      "create index ticket_agendas_approved on ticket_agendas (approved_by)",
      "create index ticket_activities_person on ticket_activities (by_person)",
      "alter table ticket_public add column begun bigint not null default 0",
      "update ticket_public set begun = (select created_at from tickets where no = ticket_public.ticket)",
      "create index ticket_public_begun on ticket_public (begun)",
      "drop index ticket_surveys_remind",
      "create index ticket_surveys_remind on ticket_surveys (remind_at, ticket) where remind_at is not null",
    ],
  },
  ...factMigrations,
  ...tallyMigrations,
  {
    id: "051-reading",
    up: [
      // In the words of open-rows.ts and public-rows.ts: with other states they would not be taken, and a test tells.
      `create index tickets_pending on tickets (due, unit) where coalesce(state, '') in ('submitted', 'open_for_claim',
        'claimed', 'in_progress', 'waiting_reporter', 'replied', 'returned', 'designated', 'reopened', 'supervised')`,
      "create index tickets_begun on tickets (created_at, kind)",
      "alter table ticket_public add column code text not null default 'other'",
      `update ticket_public set code = coalesce((select hazard from tickets where no = ticket_public.ticket), 'other')`,
      "create index ticket_public_code on ticket_public (code, begun)",
      `create index tickets_hazards_open on tickets (created_at)
        where kind = 'hazard' and state not in ('closed', 'withdrawn', 'merged', 'declined')`,
    ],
  },
];
