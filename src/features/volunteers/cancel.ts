/** 取消报名: frees the places, moves the next one up and tells them alone. */
import type { Answer, Bot, Kit, Turn, Tx } from "#bot";
import { aloud, people, reseat } from "./desk.ts";
import { meant, which } from "./meant.ts";
import { byId } from "./store.ts";
import { commitmentsOf, live, mark, signUpOf } from "./store-people.ts";
import type { Words } from "./words.ts";

/** How many of the waiting are looked up beforehand; whoever comes after them is told by the next tick. */
const LOOK_AHEAD = 10;

export function cancel(bot: Bot, kit: Kit, w: Words): void {
  bot.command(
    {
      name: "volunteer.cancel",
      words: ["取消报名 …"],
      examples: kit.examples("volunteer.cancel"),
      about: w.aboutCancel,
    },
    async (turn): Promise<Answer> => {
      const found = await meant(kit, turn);
      if (found.code && !found.callout) return aloud(turn, w.unknownCode(found.code));
      if (found.callout) return leave(turn, found.callout.id);
      const mine = (await commitmentsOf(kit.db, turn.by.id, kit.now())).map((one) => one.callout);
      const [only] = mine;
      return only && mine.length === 1 ? leave(turn, only.id) : which(kit, w, turn, "取消报名", mine, w.noneMine);
    },
  );

  async function leave(turn: Turn, id: string): Promise<Answer> {
    const line = (await live(kit.db, id)).filter((seat) => seat.status === "waitlisted").slice(0, LOOK_AHEAD);
    const known = await people(
      kit,
      line.map((seat) => seat.person),
    );
    return async (tx: Tx) => {
      await kit.lock(tx, `callout:${id}`, `volunteer:${turn.by.id}`);
      const callout = await byId(tx, id);
      const mine = await signUpOf(tx, id, turn.by.id);
      if (!callout || !mine || mine.status === "cancelled_by_self")
        return aloud(turn, w.notSigned(callout?.code ?? ""));
      if (mine.status === "cancelled_by_host") return aloud(turn, w.wasCancelled(callout.code));
      if (kit.now() >= callout.ends || mine.in_at !== null) return aloud(turn, w.tooLateToCancel(callout.code));
      await mark(tx, id, turn.by.id, { status: "cancelled_by_self", passed: null });
      return [aloud(turn, w.cancelled(callout.code)), ...(await reseat(tx, kit, w, callout, known))];
    };
  }
}
