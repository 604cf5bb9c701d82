import { sql } from "kysely";
import type { Db } from "#bot";
import type { Fields } from "./folded.ts";
import { kindOf, marksOf } from "./kinds.ts";
import { fold, foldUnits } from "./normalise.ts";
import { signed } from "./stacks-store.ts";
import { readTokens } from "./tokens.ts";

/** Passages under one title, one after another, as the library gives them. */
export interface Run {
  /** Tells its content: equal runs have equal keys. */
  key: string;
  passages: Fields[];
}

/** Single characters choose no candidates: each stands in too many passages. */
const isPair = (token: number): boolean => token > 0xffff;

/** Passages on their way into the stacks, written a few statements at a time. `df` counts the passages of each token. */
export class Batch {
  readonly #df: Map<number, number>;
  readonly #groups: { key: string; first: number; size: number; kind: number; title: string }[] = [];
  readonly #texts: {
    place: number;
    first: number;
    kind: number;
    marks: number;
    path: string;
    body: string;
    tokens: string;
  }[] = [];

  constructor(df: Map<number, number>) {
    this.#df = df;
  }

  get rows(): number {
    return this.#texts.length;
  }

  put({ key, passages }: Run, first: number): void {
    const title = fold(passages[0]?.title ?? "");
    const kind = kindOf(title);
    this.#groups.push({ key, first, size: passages.length, kind, title });
    passages.forEach((one, i) => {
      const [path, body] = [fold(one.path), fold(one.body)];
      const tokens = tokensOf({ title, path, body });
      for (const token of tokens) this.#df.set(token, (this.#df.get(token) ?? 0) + 1);
      const pairs = [...tokens].filter(isPair).map(signed);
      this.#texts.push({
        place: first + i,
        first,
        kind,
        marks: marksOf(one.path, body),
        path,
        body,
        // As PostgreSQL writes a list: lists of different lengths cannot be sent as one.
        tokens: `{${pairs.join(",")}}`,
      });
    });
  }

  async write(tx: Db): Promise<void> {
    const groups = this.#groups;
    const texts = this.#texts;
    if (texts.length === 0) return;
    await sql`insert into policy_stacks (key, first, size, kind, title)
      select * from unnest(${groups.map((one) => one.key)}::text[], ${groups.map((one) => one.first)}::int[],
        ${groups.map((one) => one.size)}::int[], ${groups.map((one) => one.kind)}::smallint[],
        ${groups.map((one) => one.title)}::text[])`.execute(tx);
    const places = texts.map((one) => one.place);
    await sql`insert into policy_stacks_texts (place, first, marks, path, body)
      select * from unnest(${places}::int[], ${texts.map((one) => one.first)}::int[],
        ${texts.map((one) => one.marks)}::smallint[], ${texts.map((one) => one.path)}::text[],
        ${texts.map((one) => one.body)}::text[])`.execute(tx);
    await sql`insert into policy_stacks_tokens (place, kind, units, tokens)
      select place, kind, units, tokens::int[] from unnest(${places}::int[], ${texts.map((one) => one.kind)}::smallint[],
        ${texts.map((one) => one.body.length)}::int[], ${texts.map((one) => one.tokens)}::text[])
        as held (place, kind, units, tokens)`.execute(tx);
  }
}

/** The distinct tokens of a folded passage. */
export function tokensOf({ title, path, body }: Fields): Set<number> {
  const out = new Set<number>();
  for (const text of [title, path, body]) {
    // Folded once, a text folds to itself.
    const units = foldUnits(text);
    const into = new Uint32Array(units.length * 2);
    const n = readTokens(units, 0, units.length, into);
    for (let i = 0; i < n; i++) out.add(into[i] ?? 0);
  }
  return out;
}
