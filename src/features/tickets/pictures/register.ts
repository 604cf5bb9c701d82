/** Pictures, registered: covering them, opening what was covered, keeping it or letting it go. */
import type { Bot, Command } from "#bot";
import type { Room } from "../room.ts";
import { type AskCover, cover, coverShape, hearCover } from "./cover.ts";
import { evidence, original, tidy } from "./originals.ts";
import { nextLook } from "./store.ts";

/** `command` is the feature's own way of describing one. */
export function pictureWords(
  bot: Bot,
  room: Room,
  command: (name: string, words: string[], says: string, more?: Partial<Command>) => Command,
): void {
  const { about } = room.w.pictures;
  const chief = { role: "secretary" } as const;
  const ask: AskCover = bot.dialog("tickets.cover", coverShape, (turn, state) => hearCover(room, turn, state, ask));
  bot.command(command("ticket.cover", ["遮挡"], about.cover, chief), (turn) => cover(room, turn, ask));
  bot.command(command("ticket.original", ["看原图"], about.original, chief), (turn) => original(room, turn));
  bot.command(command("ticket.evidence", ["留作证据"], ""), (turn) => evidence(room, turn, true));
  bot.command(command("ticket.evidence.undo", ["不留证据"], ""), (turn) => evidence(room, turn, false));
  bot.job("tickets.pictures", nextLook, (due) => tidy(room, due.getTime()));
}
