/**
 * The stacks: a library too large for one process's index, kept in PostgreSQL. Each passage lies there folded, with the
 * pairs and words it holds under a GIN index; how many passages hold a token is counted beside. Made from the library and
 * made again when lost, so it needs no migration.
 */
import { sql } from "kysely";
import type { Db } from "#bot";

/** A run of passages under one title, which stand side by side: places `first` to `first + size - 1`. */
export interface Group {
  key: string;
  first: number;
  size: number;
}

export interface Row {
  place: number;
  path: string;
  body: string;
  marks: number;
  first: number;
  size: number;
  kind: number;
  title: string;
}

/** Of the whole stacks: passages, articles among them, and folded units by field. */
export interface Sums {
  count: number;
  articles: number;
  title: number;
  path: number;
  body: number;
}

/** Tokens are 32 bits without a sign, PostgreSQL's integers have one. */
export const signed = (token: number): number => token | 0;

export async function makeStacks(db: Db): Promise<void> {
  for (const statement of [
    `create table if not exists policy_stacks (key text primary key, first integer not null, size integer not null,
      kind smallint not null, title text not null)`,
    "create index if not exists policy_stacks_first on policy_stacks (first)",
    `create table if not exists policy_stacks_texts (place integer primary key, first integer not null,
      marks smallint not null, path text not null, body text not null)`,
    // Apart from the texts: what a search visits stays small.
    `create table if not exists policy_stacks_tokens (place integer primary key, kind smallint not null,
      units integer not null, tokens integer[] not null)`,
    "create table if not exists policy_stacks_terms (token integer primary key, df integer not null)",
  ])
    await sql.raw(statement).execute(db);
}

/** A GIN index is filled many times faster when the rows are there before it: so it is made after the first of them. */
export async function indexTokens(db: Db): Promise<void> {
  await sql`create index if not exists policy_stacks_gin on policy_stacks_tokens using gin (tokens)
    with (fastupdate = off)`.execute(db);
  await sql`analyze policy_stacks_tokens`.execute(db);
}

export async function groupsOf(db: Db): Promise<Group[]> {
  return (await sql<Group>`select key, first, size from policy_stacks order by first`.execute(db)).rows;
}

export async function sumsOf(db: Db): Promise<Sums> {
  const { rows } =
    await sql<Sums>`select coalesce(sum(size), 0) as count, coalesce(sum(size * length(title)), 0) as title,
    (select coalesce(sum(length(path)), 0) from policy_stacks_texts) as path,
    (select coalesce(sum(length(body)), 0) from policy_stacks_texts) as body,
    (select count(*) from policy_stacks_texts where marks & 1 = 1) as articles from policy_stacks`.execute(db);
  return rows[0] ?? { count: 0, articles: 0, title: 0, path: 0, body: 0 };
}

/** How many passages hold each of these tokens; those that none holds are left out. */
export async function holdersOf(db: Db, tokens: number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ token: number; df: number }>`
    select token, df from policy_stacks_terms where token = any(${tokens.map(signed)}::int[]) and df > 0`.execute(db);
  return new Map(rows.map(({ token, df }) => [token >>> 0, df]));
}

export interface Search {
  tokens: number[];
  weights: number[];
  /** A kind's head start, by kind. */
  leads: number[];
  /** A passage's sum is divided by `base` and so much for each unit of its body. */
  base: number;
  perUnit: number;
}

/**
 * The `most` passages in which the most weight of these pairs and words stands, their texts with them, by place. One
 * search of the index a token; each is asked for alone so that no row has to be read for its tokens.
 */
export async function rowsHolding(db: Db, asked: Search, most: number): Promise<Row[]> {
  return db.transaction().execute(async (tx) => {
    // Compiling such a query takes longer than it saves: an eighth of the whole on a million passages.
    await sql`set local jit = off`.execute(tx);
    const { rows } = await sql<Row>`
    with found as materialized (
      select held.place from unnest(${asked.tokens.map(signed)}::int[], ${asked.weights}::float8[]) as asked (token, weight)
        cross join lateral (select place, kind, units from policy_stacks_tokens
          where tokens @> array[asked.token] offset 0) as held
        group by held.place, held.kind, held.units
        order by sum(asked.weight) / (${asked.base}::float8 + ${asked.perUnit}::float8 * held.units)
          + (${asked.leads}::float8[])[held.kind + 1] desc, held.place limit ${most})
    select t.place, t.path, t.body, t.marks, g.first, g.size, g.kind, g.title
      from found join policy_stacks_texts t using (place) join policy_stacks g on g.first = t.first order by t.place`.execute(
      tx,
    );
    return rows;
  });
}
