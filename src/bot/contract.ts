/**
 * The contract: what a feature and an adapter may rely on. Everything else in the house is replaceable.
 *
 * An adapter turns what a platform says into a `Message`, and a `Reply` into what the platform shows.
 * A feature is a function that tells the bot what it hears, asks, does on time, keeps and shows.
 */
import type { Hono } from "hono";
import type { ZodType } from "zod";
import type { Finding, House, Kit, Migration, Rights } from "./kit.ts";
import type { Address, FileRef, Message, Next, Receipt, Reply } from "./message.ts";
import type { Member, Role } from "./people.ts";
import type { Db, Tx } from "./tx.ts";

export type * from "./kit.ts";
export type * from "./message.ts";
export type * from "./people.ts";
export type * from "./tx.ts";

export type Says = Reply | Reply[] | undefined;
export type Answer = Says | ((tx: Tx) => Promise<Says>);

export interface Turn {
  message: Message;
  by: Member;
  /** The words after the command; for a dialog or `otherwise`, the whole text. */
  rest: string;
  /** The living name, else the key, of the bot's message that this one replies to. */
  about?: string;
  /** Somebody may be in danger: the number to call stands before the answer, which waits for no endpoint. */
  urgent?: true;
}

/** A feature is one function, in one folder, on one line of features/index.ts. */
export type Feature = (bot: Bot, kit: Kit) => void;

export interface Bot {
  /** What it keeps: migrations are only ever appended; `rights` answers a person's export and erasure. */
  tables(feature: string, migrations: Migration[], rights?: Rights): void;
  command(command: Command, answer: (turn: Turn) => Promise<Answer>): void;
  dialog<S>(
    name: string,
    state: ZodType<S>,
    answer: (turn: Turn, state: S, again: (state: S) => Next) => Promise<Answer>,
  ): (state: S) => Next;
  event(kind: NonNullable<Message["event"]>, answer: (turn: Turn) => Promise<Answer>): void;
  /** `when`: a cron line in the configured time zone, or a function that names the next due time after a moment. */
  job(name: string, when: string | Due, run: (due: Date) => Promise<Answer>, missed?: Missed): void;
  /** What the console reads and does. */
  routes(role: Role, routes: Hono): void;
  /** Addressed, and nobody else answered: policy. */
  otherwise(answer: (turn: Turn) => Promise<Answer>): void;
}

/** The next moment (epoch ms) at which the job has work, not before `after`; undefined when there is none. */
export type Due = (db: Db, after: number) => Promise<number | undefined>;
/** What becomes of ticks missed while the process was down: run all of them late, only the last, or none. */
export type Missed = "each" | "last" | "skip";

export interface Command {
  /** "ticket.open.complaint": one name, used by the recogniser and in prompts/. */
  name: string;
  /** Matched as the whole message; one ending in " …" also as a prefix, the remainder being `rest`. */
  words: string[];
  /** Teach the recogniser, with or without a model. From prompts/intents/<feature>.md. */
  examples: string[];
  /** Shown in help; empty: not shown. */
  about: string;
  /** The least role that may say it; left out: everybody. */
  role?: Role;
  /** The recogniser may run it at once: it keeps and changes nothing that matters. Else the person taps first. */
  reads?: true;
}

/** An adapter is one function returning this. It alone knows its platform. */
export interface Adapter {
  readonly name: string;
  /** Claimed only if a contract test proves it. */
  readonly traits: Traits;
  /** Acknowledge to the platform only after `receive` resolves. */
  start(receive: (message: Message) => Promise<void>): Promise<void>;
  /** Throws DeliveryError. `key` is the same at every try of one reply. */
  send(to: Address, reply: Reply, key: string): Promise<Receipt>;
  edit?(receipt: Receipt, reply: Reply): Promise<Receipt>;
  recall?(receipt: Receipt): Promise<void>;
  fetch(file: FileRef): Promise<ReadableStream<Uint8Array>>;
  stop(): Promise<void>;
  /** Undefined while the platform is reached; else, in a few words, what is wrong. Shown by /readyz. */
  health?(): string | undefined;
}

export interface Traits {
  buttons: boolean;
  mentions: boolean;
  /** The bot may write to a person who never wrote to it. */
  coldDirect: boolean;
  groupPhotos: boolean;
  /** Longest text of one message, in bytes of UTF-8. */
  textBytes: number;
  /** 0: the same key twice shows the message twice. */
  idempotentForMs: number;
  /** `chat`: of each group; `person`: of each direct chat; `app`: of all together. */
  limits: { per: "app" | "chat" | "person"; n: number; ms: number }[];
}

/** Its message is said to the person. */
export class UserError extends Error {
  override name = "UserError";
}

/** Thrown by `send`, `edit` and `recall`: what is known of the message's fate. */
export class DeliveryError extends Error {
  override name = "DeliveryError";
  /** not-sent: try again; unknown: it may have been shown; refused: never again. */
  readonly outcome: "not-sent" | "unknown" | "refused";
  readonly retryAfterMs: number | undefined;
  constructor(outcome: "not-sent" | "unknown" | "refused", message: string, retryAfterMs?: number) {
    super(message);
    this.outcome = outcome;
    this.retryAfterMs = retryAfterMs;
  }
}

/** How app.ts gets an adapter: its variables, whether it is wanted, and how to open it. */
export interface AdapterPlan<S = unknown> {
  name: string;
  /** Reads its own variables out of the environment; every issue message names the variable and the remedy. */
  settings: ZodType<S>;
  /** Its credentials are there, or it needs none and runs by default. */
  wanted(env: Record<string, string | undefined>): boolean;
  open(settings: S, house: House): Adapter;
  /** What is to be mended before or while it runs; says nothing to anybody. `groups`: the bound chats of this platform. */
  doctor?(settings: S, groups: Address[]): Promise<Finding[]>;
}
