/** 合并: two cases are one matter. The reporter of the one joins the other and gets its news; each keeps their privacy. */
import { type Answer, type Turn, UserError } from "#bot";
import { advance, hold } from "../case/advance.ts";
import { OPEN } from "../case/moves.ts";
import { reference } from "../case/numbers.ts";
import type { Room } from "../room.ts";
import { byNo, joinersOf } from "../store/read.ts";
import { addJoiner } from "../store/write.ts";
import { around } from "../told/around.ts";
import { mayDo } from "../told/desk.ts";
import { cards, toJoiners, toReporter } from "../told/tell.ts";
import type { Deed } from "./answer.ts";

export async function mergeInto(room: Room, turn: Turn, deed: Deed): Promise<Answer> {
  const { kit, w } = room;
  const { no } = reference(deed.text.replace(/^(到|入|进|并入)\s*/, ""));
  if (no === undefined) throw new UserError(w.staff.which(`合并 ${deed.row.no} 到`));
  const target = await byNo(kit.db, no);
  if (!target || target.no === deed.row.no || !(await mayDo(kit, turn.by, target, "secretary")))
    throw new UserError(w.staff.notFound);
  if (!OPEN.includes(target.state)) throw new UserError(w.reporter.notOpen(no));
  const [near, there] = await Promise.all([around(kit, deed.row), around(kit, target)]);
  return async (tx) => {
    // Sorted, so that two merges in opposite directions cannot wait for each other.
    await kit.lock(tx, ...[deed.row.no, no].sort().map((one) => `ticket:${one}`));
    const row = await hold(room, tx, deed.row);
    const into = await hold(room, tx, target);
    if (!OPEN.includes(into.state)) throw new UserError(w.reporter.notOpen(no));
    const merged = await advance(room, tx, row, {
      move: "merge",
      by: { id: turn.by.id, chief: deed.chief },
      side: "staff",
      change: { outcome: "merged", merged_into: no },
    });
    const people = [...(row.person === null ? [] : [row.person]), ...(await joinersOf(tx, row.no))];
    for (const person of people) if (person !== into.person) await addJoiner(tx, no, person, kit.now());
    const news = { text: w.reporter.merged(row.no, no) };
    return [
      { text: w.staff.done.merge(row.no, no) },
      ...(await cards(room, tx, merged, near)),
      ...(await cards(room, tx, into, there)),
      ...toReporter(near, news),
      ...toJoiners(near, news),
    ];
  };
}
