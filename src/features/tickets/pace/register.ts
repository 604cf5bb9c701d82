/** How much is too much, registered. */
import type { Bot, Command, Turn } from "#bot";
import { UserError } from "#bot";
import type { Room } from "../room.ts";
import { appeal, bar, decideAppeal } from "./appeal.ts";
import { limitsOf, USUAL } from "./pace.ts";
import { of } from "./store.ts";

/** `command` is the feature's own way of describing one. */
export function paceWords(
  bot: Bot,
  room: Room,
  command: (name: string, words: string[], says: string, more?: Partial<Command>) => Command,
): void {
  const { about } = room.w.pace;
  const chief = { role: "secretary" } as const;
  bot.command(command("ticket.appeal", ["申诉"], ""), (turn) => appeal(room, turn));
  bot.command(command("ticket.appeal.lift", ["解除限制"], "", chief), (turn) => decideAppeal(room, turn, true));
  bot.command(command("ticket.appeal.keep", ["维持限制"], "", chief), (turn) => decideAppeal(room, turn, false));
  bot.command(command("ticket.bar", ["限制提诉求"], about.bar, chief), (turn) => bar(room, turn));
  bot.command(command("ticket.pace", ["诉求上限"], about.pace, { role: "admin" }), (turn) => pace(room, turn));
}

/** 诉求上限, and 诉求上限 20 60: so many cases of one person in an hour and in a day. */
async function pace({ kit, w }: Room, turn: Turn) {
  const said = turn.rest.normalize("NFKC").match(/\d+/g)?.map(Number) ?? [];
  if (said.length === 0) {
    const { hour, day } = await limitsOf(kit);
    return { text: w.pace.limits(hour, day) };
  }
  const [hour = 0, day = 0] = said;
  if (said.length !== 2 || hour < 1 || day < hour || day > 10_000) throw new UserError(w.pace.howLimits(USUAL));
  return async (tx: Parameters<typeof of>[0]) => {
    for (const [name, n] of [
      ["hour", hour],
      ["day", day],
    ] as const) {
      const row = of(tx).insertInto("ticket_pace").values({ name, n });
      await row.onConflict((conflict) => conflict.column("name").doUpdateSet({ n })).execute();
    }
    return { text: w.pace.limits(hour, day) };
  };
}
