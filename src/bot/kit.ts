/** What the house offers a feature, and what it offers an adapter. */
import type { Hono } from "hono";
import type { ZodType } from "zod";
import type { Address, FileRef, Message, Reply } from "./message.ts";
import type { Member, Members } from "./people.ts";
import type { Db, Scrub, Tx } from "./tx.ts";

export interface Migration {
  /** "001-tickets": unique in the feature, never changed once landed. */
  id: string;
  /** One statement a string, in the subset that SQLite and PostgreSQL share: text ids, bigint epoch ms, JSON as text. */
  up: string[];
}

/** What a feature keeps about a person, for 我的数据 and 删除我的数据. */
export interface Rights {
  /** Readable lines and the plain data behind them. */
  export(db: Db, person: Member): Promise<{ title: string; lines: string[]; data: unknown }>;
  /** Removes or anonymises; returns the lines of the receipt (what went, what must stay and why). */
  erase(tx: Tx, person: Member): Promise<string[]>;
  /**
   * Two people turned out to be one, who linked their addresses: what is kept under `from` is `into`'s from now on, and
   * what may not be in one hand (a case and its handling) is let go. Both are given as they were before. Called again some
   * minutes later for the same two, to gather what was being written meanwhile.
   */
  merge(tx: Tx, from: Member, into: Member): Promise<void>;
}

export interface Kit {
  /** For reading, outside any transaction: sees only what is committed. */
  db: Db;
  /** Any OpenAI-compatible endpoint; undefined when none is configured. */
  model: Model | undefined;
  /** Texts as vectors, where OPENAI_EMBEDDING_MODEL is set. */
  embedder?: Embedder | undefined;
  /** A second look at what was found, where RERANK_MODEL is set. */
  reranker?: Reranker | undefined;
  members: Members;
  calendar: Calendar;
  files: Files;
  settings: Settings;
  log: Log;
  /** Epoch ms by the bot's clock. */
  now(): number;
  /** Holds a name until the end of the transaction: the others who want it wait. Sorted names avoid deadlock. */
  lock(tx: Tx, ...names: string[]): Promise<void>;
  /** Fetches a file through its adapter and keeps it in the house: `file:<sha-256>`. Throws UserError over the cap. */
  keep(file: FileRef): Promise<FileRef>;
  /** Picks the twin for the configured language. */
  say<W>(words: { zh: W; en: W }): W;
  /** The example sentences of a command, from prompts/intents/*.md. */
  examples(command: string): string[];
  /** Narrow ports between features, filled by app.ts. */
  ports: Ports;
}

/** What one feature may ask of another; app.ts joins them. A feature sets its own in its function. */
export interface Ports {
  /** Tickets: opens a consultation that nobody could answer, told to staff; returns the words for the asker. */
  consult?: (tx: Tx, by: Member, question: string) => Promise<string>;
  /** Policy: staff answered a question for good; a secretary is asked whether it becomes a common one. Never the asker's words. */
  answered?: (tx: Tx, answered: { reply: string; unit: string | null; case: string }) => Promise<void>;
  /** Every feature's answer to a person's export and erasure; filled by app.ts. */
  rights?: () => Rights[];
  /** The core: removes what it keeps of these addresses before a moment; filled by app.ts. */
  forget?: (tx: Tx, addresses: Address[], before: number) => Promise<void>;
  /**
   * The core: says at once what the answer to this message will take the place of, and returns the living name under which
   * that stands; once a message, however often it is tried. Without a reply it only looks. Undefined where nothing was said,
   * because shown words cannot be changed there.
   */
  meanwhile?: (message: Message, reply?: Reply) => Promise<string | undefined>;
  /** The store: once this transaction is kept, gives back what erased rows took on disk. */
  scrubSoon?: (what?: Scrub) => void;
}

export interface Settings {
  orgName: string;
  timeZone: string;
  locale: "zh" | "en";
  publicUrl: string;
  libraryDir: string;
  /** The house's own reviewed file of kinds and clocks; left out: the built-in one. */
  casesFile?: string;
  /** Where a process may keep what it can make again; ":memory:" or left out: nowhere. */
  dataDir?: string;
  /** The policy library's index lies in PostgreSQL instead of in memory. */
  libraryInDatabase?: boolean;
  dutyPhone: string;
  admins: Address[];
  /** What answering may take of a model; left out: without limits. */
  answers?: AnswerLimits;
}

/** Questions that a model may be asked for: by a person in a minute and in a day, in a chat in a day. */
export interface AnswerLimits {
  personMinute: number;
  personDay: number;
  groupDay: number;
  /** Yuan a day, of all together; 0: not counted. */
  dayYuan: number;
  /** Yuan for a million tokens, read and written. */
  yuanIn: number;
  yuanOut: number;
}

/** Structured log: ids and counts only, never words that people said, never secrets. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Model {
  readonly name: string;
  /**
   * One question, one checked object; undefined when the endpoint fails, is slow or answers nonsense (never throws for that).
   * `prompt` is the system text, `input` plain data for the user turn.
   */
  ask<T>(prompt: string, input: unknown, schema: ZodType<T>, options?: AskOptions): Promise<T | undefined>;
  /**
   * The text of prompts/<name>.md, by its version. Throws at once, naming it, when a place is missing there or nothing
   * would fill it, so that this is asked for while the house is put together.
   */
  prompt<K extends string>(name: string, places: readonly K[]): Prompt<K>;
}

/** An endpoint that makes vectors of texts. Nothing here throws for what the endpoint does. */
export interface Embedder {
  /** Whose vectors may be compared: the model's name and, where one is asked for, the dimension. */
  readonly space: string;
  /**
   * The vector of a question, its numbers masked, within a small part of ANSWER_DEADLINE_MS; undefined when the endpoint
   * fails or its vectors do not have `dims` numbers.
   */
  question(text: string, dims: number): Promise<Float32Array | undefined>;
  /** Vectors of public texts, in their order; all of one dimension, which is `dims` where that is given. Takes its time. */
  passages(texts: readonly string[], dims: number | undefined): Promise<Embedded>;
}

/** `refused`: fewer or shorter texts may do; `later`: nothing will do now. `why` is a word of ours or a status. */
export type Embedded =
  | { kind: "vectors"; vectors: Float32Array[] }
  | { kind: "refused"; why: string }
  | { kind: "later"; why: string; afterMs?: number };

/** An endpoint that reads a question beside each text. Does not throw for what the endpoint does. */
export interface Reranker {
  /** How well each text answers, the higher the better; undefined for those it left out, or instead of all when it fails. */
  relevance(question: string, texts: readonly string[]): Promise<(number | undefined)[] | undefined>;
}

export interface AskOptions {
  maxTokens?: number;
  /** Real time for all tries together, as if ANSWER_DEADLINE_MS were the default of 12 s: it shrinks and grows with it. */
  deadlineMs?: number;
  /** More of the user turn: texts that are public, and are sent with the numbers that stand in them. */
  open?: object;
  /** Told once what came of it, an answer or not. */
  heard?: (report: AskReport) => void;
}

/** What a question cost, and in a word why it has no answer ("too slow", "401"): never words of the endpoint. */
export interface AskReport {
  why?: string;
  /** What is left of the deadline for asking otherwise. */
  leftMs: number;
  /** Of all tries; estimated where the endpoint does not say. */
  tokens: { read: number; written: number };
}

export interface Prompt<K extends string> {
  /** "answer@1". */
  version: string;
  maxTokens: number;
  fill(values: Record<K, string>): string;
  /** Is a run of at least `length` characters of the prompt, either way round, in this text? Marks and blanks do not count. */
  leaks(text: string, length: number): boolean;
}

/** Files kept by content: four functions, so that an object store can take their place. */
export interface Files {
  /** Stores a stream and returns its SHA-256 and size; throws UserError over the cap. */
  put(content: ReadableStream<Uint8Array>): Promise<{ hash: string; bytes: number }>;
  get(hash: string): Promise<ReadableStream<Uint8Array> | undefined>;
  has(hash: string): Promise<boolean>;
  remove(hash: string): Promise<void>;
}

/** Chinese working days and decent hours, in the configured time zone. Dates are "2026-11-23", moments epoch ms. */
export interface Calendar {
  /** The local date of a moment. */
  dateOf(at: number): string;
  /** "12:10" of a moment. */
  timeOf(at: number): string;
  /** "2026-11-23 12:10" and "2026-11-23" + "12:10" to a moment; undefined when it is no date or time. */
  moment(date: string, time: string): number | undefined;
  isWorkday(date: string): boolean;
  /** The n-th working day after a date (the day after the start is day 1); `provisional` when its year is not published. */
  addWorkdays(date: string, n: number): { date: string; provisional: boolean };
  /** True inside quiet hours (at least 22:30–06:00). */
  isQuiet(at: number): boolean;
  /** The moment itself, or the end of the quiet hours it lies in. */
  afterQuiet(at: number): number;
  /** Office hours: is anyone on duty, and when next? */
  onDuty(at: number): boolean;
  nextDuty(at: number): number;
}

/** What an adapter is given. */
export interface House {
  log: Log;
  files: Files;
  /** Platform tokens and the like; shared by processes when KEYV_URL says so. */
  cache: Cache;
  /** Routes of this adapter (a web hook, a page), served under `/<adapter>`. */
  routes: Hono;
  settings: Settings;
  /** One holder among all processes: for platforms that allow one connection. */
  lease: Lease;
  now(): number;
  /** Resolves after `ms` by the bot's clock, or early when the signal aborts. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface Lease {
  /** True if this process holds the name now, for `ms` from now; call again in time to keep it. */
  take(name: string, ms: number): Promise<boolean>;
  give(name: string): Promise<void>;
}

export interface Cache {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttlMs?: number): Promise<void>;
  delete(key: string): Promise<void>;
}

/** One line of what `doctor` found. */
export interface Finding {
  ok: boolean;
  /** What was looked at. */
  what: string;
  /** What to do, in both languages; empty when all is well. */
  remedy: string;
}
