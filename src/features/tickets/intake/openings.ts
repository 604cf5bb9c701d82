/** The words that open a case: those of each kind in the cases file. 提诉求 is for everybody who does not want to choose. */
import type { Bot, Command } from "#bot";
import { type Kind, kindNames, kinds } from "../case/kinds.ts";
import type { Room } from "../room.ts";
import { open } from "./intake.ts";

const ANYTHING = "提诉求";

/** `command` is the feature's own way of describing one. */
export function openings(
  bot: Bot,
  room: Room,
  command: (name: string, words: string[], says: string, more?: Partial<Command>) => Command,
): void {
  const { help, label, intake } = room.w;
  const { complaint, hazard, suggestion, wish } = help.about;
  const about: Partial<Record<Kind, string>> = {
    complaint,
    hazard,
    suggestion,
    wish,
    letter: intake.aboutLetter,
    help: "",
  };
  for (const kind of kindNames) {
    // What is said under 投诉 may as well be a question: the words tell.
    const sorted = kind === "complaint" ? null : kind;
    const words = kinds[kind].words.filter((word) => word !== ANYTHING);
    if (sorted === null) words.unshift(ANYTHING);
    if (words.length === 0) continue;
    const says = about[kind] ?? intake.aboutKind(label.kind[kind]);
    bot.command(command(`ticket.open.${kind}`, words, says), (turn) => open(room, turn, sorted));
  }
}
