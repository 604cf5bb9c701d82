/**
 * Who answers: emergency words first, then an open dialog, exact words, a likely intent, else `otherwise`.
 * The role is checked here; a check that fails or throws refuses.
 */
import { z } from "zod";
import type { Answer, Bot, Member, Members, Message, Reply, Turn } from "./contract.ts";
import { UserError } from "./contract.ts";
import type { Dialogs, OpenDialog } from "./dialogs.ts";
import { type Match, matcher } from "./match.ts";
import { type Handler, nameOf, type Registered, type Registry } from "./registry.ts";
import { reaches } from "./roles.ts";
import type { zh } from "./words.ts";

export interface Decision {
  by: Member;
  answer: Answer;
  /** The open dialog was heard: it closes unless the answer opens one. */
  heard: boolean;
  /** The person left every dialog open here. */
  left?: true;
  /** Put in front of the first words said here: the number to call in an emergency. */
  urgent?: string;
  /** These are the person's first direct words: the notice comes before the answer. */
  first?: true;
}

export interface RouterParts {
  registry: Registry;
  dialogs: Dialogs;
  members: Members;
  words: typeof zh;
  now(): number;
  /** The number to call, if the words tell of an emergency. */
  emergency(text: string): string | undefined;
  /** Likely intents, best first; `sure` when the first is plainly meant. Only for those that this member may use. */
  likely(text: string, names: string[]): Promise<{ names: string[]; sure: boolean }>;
  /** The living name of the message replied to. */
  aboutOf(message: Message): Promise<string | undefined>;
  /** What a bare number means here, on a platform without buttons. */
  choice(message: Message): Promise<string | undefined>;
}

const offered = z.object({
  message: z.custom<Message>((value) => typeof value === "object"),
  names: z.array(z.string()),
});
const CANCEL = /^(取消|退出|算了)[。.!！]?$/;
const NONE = "都不是";

/** The dialog that offers what a sentence may have meant. */
export const OFFER = "house.offer";

export class Router {
  readonly #parts: RouterParts;
  readonly #match: (text: string) => Match<Registered> | undefined;
  readonly #offer: ReturnType<Bot["dialog"]>;

  constructor(parts: RouterParts) {
    this.#parts = parts;
    this.#match = matcher(parts.registry.commands);
    this.#offer = parts.registry.dialog(OFFER, offered, (turn, state) => this.#chosen(turn, state)) as never;
  }

  /** Throws UserError for what the person should be told; anything else means: try again. */
  async route(message: Message): Promise<Decision> {
    const { members, registry } = this.#parts;
    if (message.event) {
      // Nobody is made known by putting the bot into a group.
      const by = (await members.find(message.from)) ?? stranger(message);
      return { by, heard: false, answer: await this.#happened(message, by) };
    }
    const by = await members.of(message.from, message.name);
    if (message.from.startsWith("clock:")) {
      const job = registry.jobs.find((one) => `clock:${one.name}` === message.from);
      return { by, heard: false, answer: await job?.run(new Date(message.at)) };
    }
    const chosen = await this.#parts.choice(message);
    const said = chosen === undefined ? message : { ...message, text: chosen };
    const urgent = this.#parts.emergency(said.text);
    const decided = await this.#answer(said, by, urgent);
    const first = said.chat === said.from && !by.met;
    return { by, ...decided, ...(urgent ? { urgent } : {}), ...(first ? { first } : {}) };
  }

  async #answer(
    message: Message,
    by: Member,
    urgent: string | undefined,
  ): Promise<Pick<Decision, "answer" | "heard" | "left">> {
    const { dialogs, registry, words, now } = this.#parts;
    const open = await dialogs.find(message.chat, message.from, now());
    if (CANCEL.test(message.text.trim())) {
      return { heard: true, left: true, answer: { text: open ? words.cancelled : words.nothingOpen } };
    }
    const about = await this.#parts.aboutOf(message);
    const turn: Turn = {
      message,
      by,
      rest: message.text,
      ...(about ? { about } : {}),
      ...(urgent ? { urgent: true } : {}),
    };
    const match = this.#match(message.text);
    if (open && !this.#breaks(open, match, message.text)) {
      const dialog = registry.dialogs.get(open.dialog);
      if (dialog) return { heard: true, answer: await dialog.hear(turn, open.state) };
    }
    if (match) return { heard: false, answer: await this.#run(match.command, { ...turn, rest: match.rest }) };
    return { heard: false, answer: await this.#unnamed(turn, urgent) };
  }

  /** Words that name a command are heard as one even while a dialog is open, unless the dialog itself offered them. */
  #breaks(open: OpenDialog, match: Match | undefined, text: string): boolean {
    if (!match || match.kind === "loose") return false;
    return !open.offers.includes(text.trim());
  }

  async #run(command: Registered, turn: Turn): Promise<Answer> {
    if (command.role && !reaches(turn.by.role, command.role))
      throw new UserError(this.#parts.words.notAllowed(command.role));
    return command.answer(turn);
  }

  /** No word was named: a likely intent that only reads is followed; one that writes is offered; else policy. */
  async #unnamed(turn: Turn, urgent: string | undefined): Promise<Answer> {
    const { registry, words } = this.#parts;
    const text = turn.message.text.trim() || stand(turn.message);
    if (text === "") return registry.fallback?.(turn);
    // The link from a group leads here; what it was about is over, or was just said.
    const help = registry.commands.find((command) => command.name === "help");
    if (help && /^继续(\s|$)/.test(text)) return help.answer(turn);
    const mine = registry.commands.filter((command) => !command.role || reaches(turn.by.role, command.role));
    const { names, sure } = await this.#parts.likely(
      text,
      mine.map((command) => command.name),
    );
    const likely = names.flatMap((name) => mine.find((command) => command.name === name) ?? []);
    const first = likely[0];
    if (urgent) return urgentOnly(likely);
    if (!first) return registry.fallback?.(turn);
    if (sure && first.reads) return first.answer(turn);
    const buttons = likely.slice(0, 3).map((command) => ({ label: nameOf(command), says: nameOf(command) }));
    return {
      text: words.offer,
      buttons: [...buttons, { label: words.offerNone, says: NONE }],
      next: this.#offer({ message: turn.message, names: likely.slice(0, 3).map((command) => command.name) } as never),
    };
  }

  /** The tap (or word) that follows an offer: the original words, photos and place go to the chosen command. */
  async #chosen(turn: Turn, state: z.infer<typeof offered>): Promise<Answer> {
    const { registry, words } = this.#parts;
    const text = turn.message.text.trim();
    if (text === NONE || text === words.offerNone) return { text: words.offerNoneSaid };
    const command = registry.commands.find((one) => state.names.includes(one.name) && nameOf(one) === text);
    if (!command) {
      // Something else was said instead: it is heard afresh.
      const match = this.#match(text);
      return match
        ? this.#run(match.command, { ...turn, rest: match.rest })
        : this.#unnamed(turn, this.#parts.emergency(turn.message.text));
    }
    const original: Message = { ...turn.message, text: state.message.text, files: state.message.files };
    if (state.message.place) original.place = state.message.place;
    return this.#run(command, { ...turn, message: original, rest: state.message.text.trim() });
  }

  async #happened(message: Message, by: Member): Promise<Answer> {
    const answers: Handler[] = this.#parts.registry.events
      .filter((one) => one.kind === message.event)
      .map((one) => one.answer);
    const turn: Turn = { message, by, rest: message.text };
    const all = await Promise.all(answers.map((answer) => answer(turn)));
    return async (tx) => {
      const says = [];
      for (const answer of all) {
        const said = typeof answer === "function" ? await answer(tx) : answer;
        if (said) says.push(...(Array.isArray(said) ? said : [said]));
      }
      return says;
    };
  }
}

function stranger(message: Message): Member {
  return { id: "", address: message.from, name: message.name, role: "member", met: false };
}

/** What stands for words where only a picture or a place was sent; the examples may use it too. */
function stand(message: Message): string {
  if (message.files.some((file) => file.kind === "image")) return "[照片]";
  return message.place ? "[位置]" : "";
}

/** The number to call is said by itself; what may be wanted afterwards is one tap away. */
function urgentOnly(likely: Registered[]): Reply {
  const buttons = likely.slice(0, 2).map((command) => ({ label: nameOf(command), says: nameOf(command) }));
  return { text: "", ...(buttons.length > 0 ? { buttons } : {}) };
}
