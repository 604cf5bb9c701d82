/** Brings the stacks to what the library holds: new runs of passages go in, gone ones go out, the others stay as they lie. */
import { hash } from "node:crypto";
import { setImmediate as breath } from "node:timers/promises";
import { sql } from "kysely";
import type { Db } from "#bot";
import type { Fields } from "./folded.ts";
import { Batch, type Run, tokensOf } from "./stacks-batch.ts";
import { type Group, groupsOf, indexTokens, makeStacks, type Sums, signed, sumsOf } from "./stacks-store.ts";

/** What lies in the stacks now. */
export interface Filled {
  groups: Group[];
  sums: Sums;
}

/** Cuts the library into runs; a run that comes twice has two keys. */
export function* runsOf(passages: Iterable<Fields>): Generator<Run> {
  const seen = new Map<string, number>();
  const close = (run: Fields[]): Run => {
    const sum = hash("sha256", JSON.stringify(run.map(({ title, path, body }) => [title, path, body])));
    const n = seen.get(sum) ?? 0;
    seen.set(sum, n + 1);
    return { key: `${sum} ${n}`, passages: run };
  };
  let run: Fields[] = [];
  for (const one of passages) {
    if (run[0] && run[0].title !== one.title) {
      yield close(run);
      run = [];
    }
    run.push(one);
  }
  if (run.length > 0) yield close(run);
}

/** Passages, and tokens, a statement. */
const ROWS = 2_000;
const TERMS = 20_000;
/** Runs between two breaths. */
const BREATH = 100;

/**
 * `runs` is everything that is to lie in the stacks. One process at a time, in one transaction: questions meanwhile see
 * the state before, and what is cut off leaves no trace.
 */
export async function fillStacks(db: Db, runs: Iterable<Run>): Promise<Filled> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('policy stacks'), hashtext(current_schema()))`.execute(tx);
    await makeStacks(tx);
    const known = new Map((await groupsOf(tx)).map((group) => [group.key, group]));
    const wanted = new Set<string>();
    const df = new Map<number, number>();
    let place = [...known.values()].reduce((end, { first, size }) => Math.max(end, first + size), 0);
    let batch = new Batch(df);
    let added = 0;
    let met = 0;
    for (const run of runs) {
      // What lies there already is told by reading it; the process breathes meanwhile.
      if (++met % BREATH === 0) await breath();
      wanted.add(run.key);
      if (known.has(run.key)) continue;
      batch.put(run, place);
      place += run.passages.length;
      added++;
      if (batch.rows < ROWS) continue;
      await batch.write(tx);
      batch = new Batch(df);
    }
    await batch.write(tx);
    const gone = [...known.values()].filter(({ key }) => !wanted.has(key));
    await remove(tx, gone, df);
    await countHolders(tx, df);
    if (added > 0) await indexTokens(tx);
    return { groups: await groupsOf(tx), sums: await sumsOf(tx) };
  });
}

/** Takes runs out, and their tokens off the counts. */
async function remove(tx: Db, gone: Group[], df: Map<number, number>): Promise<void> {
  const firsts = gone.map(({ first }) => first);
  if (firsts.length === 0) return;
  for (const { first, size } of gone) {
    const { rows } = await sql<{ path: string; body: string; title: string }>`
      select t.path, t.body, g.title from policy_stacks_texts t join policy_stacks g using (first)
        where t.place between ${first} and ${first + size - 1}`.execute(tx);
    for (const row of rows) for (const token of tokensOf(row)) df.set(token, (df.get(token) ?? 0) - 1);
    await sql`delete from policy_stacks_tokens where place between ${first} and ${first + size - 1}`.execute(tx);
    await sql`delete from policy_stacks_texts where place between ${first} and ${first + size - 1}`.execute(tx);
  }
  await sql`delete from policy_stacks where first = any(${firsts}::int[])`.execute(tx);
}

/** Adds to how many passages hold each token. */
async function countHolders(tx: Db, df: Map<number, number>): Promise<void> {
  const all = [...df].filter(([, n]) => n !== 0);
  for (let from = 0; from < all.length; from += TERMS) {
    const part = all.slice(from, from + TERMS);
    await sql`insert into policy_stacks_terms (token, df)
      select * from unnest(${part.map(([token]) => signed(token))}::int[], ${part.map(([, n]) => n)}::int[])
      on conflict (token) do update set df = policy_stacks_terms.df + excluded.df`.execute(tx);
  }
}
