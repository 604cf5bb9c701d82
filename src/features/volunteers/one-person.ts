/** Two people who turn out to be one: each call-out has them once, and a place held twice is free again. */
import type { Kit, Member, Tx } from "#bot";
import { giveBack } from "./give-back.ts";
import { type SignUp, tables } from "./store.ts";
import { historyOf, owe, signUpOf } from "./store-people.ts";

export async function onePerson(kit: Kit, tx: Tx, from: Member, into: Member): Promise<void> {
  const seen = await historyOf(tx, from.id);
  const calls = seen.map(({ callout }) => `callout:${callout.id}`);
  await kit.lock(tx, ...[...calls, `volunteer:${from.id}`, `volunteer:${into.id}`].sort());
  const db = tables(tx);
  // Read again now that the call-outs are held.
  for (const { callout, signUp } of await historyOf(tx, from.id)) {
    const theirs = await signUpOf(tx, callout.id, into.id);
    const all = db.updateTable("callout_signups").where("callout", "=", callout.id);
    if (!theirs) {
      await all.set({ person: into.id }).where("person", "=", from.id).execute();
      continue;
    }
    await db.deleteFrom("callout_signups").where("callout", "=", callout.id).where("person", "=", from.id).execute();
    const { callout: _, person: __, ...once } = oneSeat(theirs, signUp);
    await all.set(once).where("person", "=", into.id).execute();
    await giveBack(kit, tx, callout.id);
  }
  const news = await db.deleteFrom("callout_news").where("person", "=", from.id).returningAll().execute();
  for (const one of news) await owe(tx, { ...one, person: into.id });
  await db.updateTable("callout_hours").set({ person: into.id }).where("person", "=", from.id).execute();
  await db.updateTable("callout_hours").set({ by: into.id }).where("by", "=", from.id).execute();
  await db.updateTable("callouts").set({ host: into.id }).where("host", "=", from.id).execute();
}

const BEST: SignUp["status"][] = ["signed_up", "waitlisted", "cancelled_by_host", "cancelled_by_self"];

/**
 * One sign-up out of two to the same call-out: the better standing, the earlier of equals. Two places held count the
 * larger party; of two that wait the earlier keeps its own, so that nobody comes with more than they stood in line for.
 */
export function oneSeat(a: SignUp, b: SignUp): SignUp {
  const better = BEST.indexOf(a.status) - BEST.indexOf(b.status) || a.seq - b.seq;
  const [kept, other] = better <= 0 ? [a, b] : [b, a];
  const seated = kept.status === "signed_up" && other.status === "signed_up";
  return {
    ...kept,
    party: seated ? Math.max(kept.party, other.party) : kept.party,
    in_at: pick(Math.min, kept.in_at, other.in_at),
    out_at: pick(Math.max, kept.out_at, other.out_at),
    minutes: pick(Math.max, kept.minutes, other.minutes),
  };
}

function pick(choose: (a: number, b: number) => number, a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : choose(a, b);
}
