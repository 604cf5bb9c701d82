/**
 * Makes the library's vectors in the background, a few portions a tick, and keeps them; what is kept is never asked for
 * again. Only texts that everybody may read leave the house.
 */
import { hash } from "node:crypto";
import { setImmediate as breath } from "node:timers/promises";
import type { Answer, Embedder, Kit } from "#bot";
import type { Entry, Shelf, Snapshot } from "../library/shelf.ts";
import { Batches, type Portion, type Text } from "./batches.ts";
import type { Fields } from "./build.ts";
import { showVectors } from "./vector-metrics.ts";
import {
  dropOtherSpaces,
  dropVectors,
  eachVector,
  hasOtherSpaces,
  type KeptVector,
  keepVectors,
  vectorsFor,
} from "./vector-rows.ts";
import { Vectors } from "./vectors.ts";

/** What a passage is sent as, at most: what a model is given of it (ANSWERS.md §4, caps). */
const LONGEST = 1_200;
/** A tick asks for so many texts, or for so long (real time), whichever ends first. */
const A_TICK = 512;
const A_TICK_MS = 5_000;
/** Ticks come no faster, on full seconds: of several processes one has each. */
const PACE_MS = 1_000;
/** The vectors of more passages would take more memory than everything else here (100 MB at 1,024 numbers). */
const MOST = 100_000;
/** Texts hashed between two breaths: some milliseconds. */
const BREATH = 1_000;

export interface VectorCounts {
  /** Numbers a vector; 0 while there are none. */
  dims: number;
  /** Passages that have a vector, that will get one, and that the endpoint refuses. */
  kept: number;
  missing: number;
  refused: number;
}

export class Filling {
  readonly #kit: Kit;
  readonly #shelf: Shelf;
  readonly #embedder: Embedder;
  readonly #batches: Batches;
  readonly #vectors = new Vectors();
  readonly #keys = new WeakMap<Snapshot, Promise<string[]>>();
  readonly #barred = new Set<string>();
  /** Where this process begins: two that fill at the same time rarely ask for the same. */
  readonly #luck = Math.random();
  #loading: Promise<void> | undefined;
  /** The library as it was last compared with what is kept, and whether anything is left to do for it. */
  #compared: { snapshot: Snapshot; work: boolean } | undefined;
  #busy = false;
  #notBefore = 0;

  constructor(kit: Kit, shelf: Shelf, embedder: Embedder) {
    this.#kit = kit;
    this.#shelf = shelf;
    this.#embedder = embedder;
    this.#batches = new Batches(embedder);
  }

  /** When there is work next. The first look is a tick of its own: opening a large library must not hold up the start. */
  async due(after: number): Promise<number | undefined> {
    if (this.#busy) return undefined;
    const from = Math.max(after, this.#kit.now(), this.#notBefore);
    const next = Math.ceil(from / PACE_MS) * PACE_MS;
    if (!this.#compared || this.#compared.work) return next;
    return (await this.#shelf.fresh()) === this.#compared.snapshot ? undefined : next;
  }

  /** One tick of it. What it made is kept with the tick, and read from there by the next. */
  async tick(): Promise<Answer> {
    this.#busy = true;
    try {
      const { db, log } = this.#kit;
      const { space } = this.#embedder;
      await this.load();
      const snapshot = await this.#shelf.fresh();
      const passages = snapshot.entries.length;
      if (passages > MOST) log.warn({ passages, most: MOST }, "too many passages for vectors: words decide alone");
      const keys = await this.#keysOf(snapshot);
      const wanted = new Map<string, number>();
      for (const [at, key] of keys.entries())
        if (key !== "" && this.#vectors.place(key) < 0 && !this.#barred.has(key)) wanted.set(key, at);
      const some = this.#some([...wanted.keys()]);
      const foreign = this.#take(await vectorsFor(db, space, some), wanted);
      const texts = some.flatMap((key): Text[] => {
        const entry = snapshot.entries[wanted.get(key) ?? -1];
        return entry ? [{ key, text: textOf(entry) }] : [];
      });
      const { made, why } = await this.#ask(texts);
      const left = wanted.size - made.length;
      if (texts.length > 0)
        log[why ? "warn" : "info"](
          { space, made: made.length, left, ...(why ? { why } : {}) },
          "vectors of the library",
        );
      const surplus = wanted.size === 0 ? this.#surplus(keys) : [];
      const others = wanted.size === 0 && (await hasOtherSpaces(db, space));
      this.#compared = { snapshot, work: wanted.size > 0 };
      showVectors(this.#counted(keys));
      return async (tx) => {
        await dropVectors(tx, space, [...foreign, ...surplus]);
        await keepVectors(tx, space, made);
        if (others) await dropOtherSpaces(tx, space);
        return undefined;
      };
    } finally {
      this.#busy = false;
    }
  }

  /** The cosine of each passage of a library with a question, NaN for those without a vector; undefined without any. */
  async cosines(snapshot: Snapshot, question: Float32Array): Promise<Float32Array | undefined> {
    const keys = await this.#keysOf(snapshot);
    return this.#vectors.cosines(
      Int32Array.from(keys, (key) => (key === "" ? -1 : this.#vectors.place(key))),
      question,
    );
  }

  /** Numbers a vector; 0 while there are none. */
  get dims(): number {
    return this.#vectors.dims;
  }

  async counts(): Promise<VectorCounts> {
    await this.load();
    return this.#counted(await this.#keysOf(await this.#shelf.fresh()));
  }

  #counted(all: readonly string[]): VectorCounts {
    const keys = new Set(all);
    keys.delete("");
    const kept = [...keys].filter((key) => this.#vectors.place(key) >= 0).length;
    const refused = [...keys].filter((key) => this.#barred.has(key)).length;
    return { dims: this.#vectors.dims, kept, missing: keys.size - kept - refused, refused };
  }

  /** Reads what was kept before, once. */
  load(): Promise<void> {
    this.#loading ??= eachVector(this.#kit.db, this.#embedder.space, (one) => {
      this.#vectors.add(one.key, one.vector);
    }).catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  #some(keys: string[]): string[] {
    const turn = Math.floor(this.#luck * keys.length);
    return [...keys.slice(turn), ...keys.slice(0, turn)].slice(0, A_TICK);
  }

  /** Returns those that are of another dimension: the model behind the name changed once, and these are of no use. */
  #take(found: readonly KeptVector[], wanted: Map<string, number>): string[] {
    const foreign: string[] = [];
    for (const { key, vector } of found) {
      if (this.#vectors.add(key, vector)) wanted.delete(key);
      else foreign.push(key);
    }
    return foreign;
  }

  async #ask(all: readonly Text[]): Promise<Pick<Portion, "made" | "why">> {
    const made: KeptVector[] = [];
    let why: string | undefined;
    let texts = all.filter(({ key }) => this.#vectors.place(key) < 0);
    const until = performance.now() + A_TICK_MS;
    while (texts.length > 0 && performance.now() < until) {
      const dims = this.#vectors.dims || made[0]?.vector.length;
      const portion = await this.#batches.next(texts, dims);
      made.push(...portion.made);
      for (const key of portion.barred) this.#barred.add(key);
      for (const key of portion.pardoned ?? []) this.#barred.delete(key);
      why = portion.why;
      if (portion.pauseMs !== undefined) {
        this.#notBefore = this.#kit.now() + portion.pauseMs;
        break;
      }
      const done = new Set([...portion.barred, ...portion.made.map(({ key }) => key)]);
      texts = texts.filter(({ key }) => !done.has(key));
    }
    return { made, ...(why ? { why } : {}) };
  }

  /** Vectors of passages that are gone; they leave the memory at once, and the store with this tick. */
  #surplus(keys: readonly string[]): string[] {
    const present = new Set(keys);
    present.delete("");
    // A folder that is away for a moment is not a library without texts.
    if (present.size === 0) return [];
    const gone = [...this.#vectors.keys()].filter((key) => !present.has(key));
    for (const key of gone) this.#vectors.drop(key);
    return gone;
  }

  #keysOf(snapshot: Snapshot): Promise<string[]> {
    const known = this.#keys.get(snapshot) ?? keysOf(snapshot);
    this.#keys.set(snapshot, known);
    return known;
  }
}

/** The key of each passage; "" for those that stay in the house. */
async function keysOf({ entries }: Snapshot): Promise<string[]> {
  if (entries.length > MOST) return entries.map(() => "");
  const keys: string[] = [];
  for (const entry of entries) {
    keys.push(isOpen(entry) ? keyOf(textOf(entry)) : "");
    if (keys.length % BREATH === 0) await breath();
  }
  return keys;
}

/** May a passage be sent to an endpoint that serves everybody's questions? Texts for staff stay here. */
export function isOpen({ document }: Entry): boolean {
  return document.front.audience === undefined;
}

/** A passage as endpoints read it. */
export function textOf({ document, passage }: Entry): string {
  const path = [...passage.path, passage.article].join(" ");
  return sentAs({ title: document.front.title, path, body: document.raw.slice(passage.start, passage.end) });
}

/** Where it stands, and its words. */
export function sentAs({ title, path, body }: Fields): string {
  return `${[title, path].filter(Boolean).join(" ")}\n${body}`.slice(0, LONGEST);
}

/** What a text's vector is kept under. */
export function keyOf(text: string): string {
  return hash("sha256", text, "base64url");
}
