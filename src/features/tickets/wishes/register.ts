/** The words about wishes, registered. 微心愿 itself begins with the intake that all kinds share. */
import type { Bot, Command } from "#bot";
import type { Room } from "../room.ts";
import { board, myWishes } from "./board.ts";
import { claimWish, fulfilWish, releaseWish } from "./give.ts";
import { relay } from "./relay.ts";
import { hearReview, type Review, review, reviewShape, takeDown } from "./review.ts";
import { nextWish } from "./store.ts";
import { sweepWishes } from "./sweep.ts";
import { wisherSays } from "./wisher.ts";

/** `command` is the feature's own way of describing one. */
export function wishWords(
  bot: Bot,
  room: Room,
  command: (name: string, words: string[], says: string, more?: Partial<Command>) => Command,
): void {
  const { about } = room.w.wish;
  bot.command(command("wish.board", ["看心愿", "心愿墙"], about.board, { reads: true }), (turn) => board(room, turn));
  bot.command(command("wish.mine", ["我的心愿"], "", { reads: true }), (turn) => myWishes(room, turn));
  bot.command(command("wish.claim", ["认领心愿", "圆心愿"], ""), (turn) => claimWish(room, turn));
  bot.command(command("wish.release", ["圆不了了"], ""), (turn) => releaseWish(room, turn));
  bot.command(command("wish.fulfil", ["心愿办好"], ""), (turn) => fulfilWish(room, turn));
  bot.command(command("wish.relay", ["捎话"], ""), (turn) => relay(room, turn));
  bot.command(command("wish.confirm", ["心愿圆了"], ""), (turn) => wisherSays(room, turn, "confirm"));
  bot.command(command("wish.deny", ["心愿没圆"], ""), (turn) => wisherSays(room, turn, "deny"));
  bot.command(command("wish.withdraw", ["撤回心愿"], ""), (turn) => wisherSays(room, turn, "withdraw"));
  bot.command(command("wish.renew", ["再许心愿"], ""), (turn) => wisherSays(room, turn, "renew"));
  const asking: (state: Review) => ReturnType<Room["ask"]["wish"]> = bot.dialog(
    "tickets.review",
    reviewShape,
    (turn, state) => hearReview(room, turn, state, asking),
  );
  bot.command(command("wish.review", ["审心愿"], about.review, { role: "secretary" }), (turn) =>
    review(room, turn, asking),
  );
  bot.command(command("wish.down", ["撤下心愿"], "", { role: "secretary" }), (turn) => takeDown(room, turn));
  bot.job("tickets.wishes", nextWish, (due) => sweepWishes(room, due.getTime()));
}
