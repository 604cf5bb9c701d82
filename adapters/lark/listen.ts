/** What arrives: checked, turned into a message, named, handed on. The acknowledgement goes out when this is done. */
import type { Address, House, Message } from "#bot";
import { lanes } from "../kit/lanes.ts";
import type { Underway } from "../kit/underway.ts";
import type { Handlers } from "./connection.ts";
import { type LarkEvent, larkEvent } from "./events.ts";
import type { Identity } from "./identity.ts";
import type { Names } from "./names.ts";
import { toMessage } from "./toMessage.ts";
import type { Words } from "./words.ts";

/** Feishu wants its answer within 3 s, a name may take one of them; what cannot be judged in time shall come again. */
const IDENTITY_MS = 1_500;

const KINDS = ["im.message.receive_v1", "im.chat.member.bot.added_v1", "im.chat.member.bot.deleted_v1"];

export interface Parts {
  house: House;
  names: Names;
  identity: Identity;
  own(messageId: string): boolean;
  words: Words;
  underway: Underway;
  signal: AbortSignal;
}

/** By type of event, for the long connection and the webhook alike. */
export function handlers(parts: Parts, receive: (message: Message) => Promise<void>): Handlers {
  const { house, names, identity, own, words, signal } = parts;
  const inOrder = lanes();

  async function hear(raw: unknown): Promise<void> {
    const { data: event, error } = larkEvent.safeParse(raw);
    if (!event) {
      // Sent again it would be no better: it is acknowledged and noted, without its words.
      const { event_id, event_type } = (raw ?? {}) as Record<string, unknown>;
      const where = error.issues.map((issue) => issue.path.join(".")).join(" ");
      house.log.warn({ event: String(event_id), type: String(event_type), where }, "lark: an event of unknown shape");
      return;
    }
    // A look-up for one message must not let the next one of the same person overtake it.
    await inOrder(laneOf(event), () => handOn(event));
  }

  async function handOn(event: LarkEvent): Promise<void> {
    if (mayMentionBot(event)) await identity.known(IDENTITY_MS);
    const message = toMessage(event, { bot: identity.openId(), own, everybody: words.everybody });
    if (!message) return;
    if (message.addressed) learn(event); // of what is not said to the bot not even a name is kept
    const name = await nameOf(message);
    await receive({ ...message, name });
  }

  function learn(event: LarkEvent): void {
    if (event.event_type !== "im.message.receive_v1") return;
    for (const one of event.message.mentions ?? []) names.learn(one.id.open_id ?? "", one.name);
  }

  /** Looked up only for people who speak to the bot in a group: a direct chat has no list of members. */
  async function nameOf({ chat, from, addressed }: Message): Promise<string> {
    const person = from.slice("lark:".length);
    const ask = addressed && chat !== from && person.startsWith("ou_");
    return ask ? names.inGroup(chat as Address, person) : names.known(person);
  }

  /** A throw makes the SDK answer 500, and Feishu sends the event again. */
  function counted(raw: unknown): Promise<void> {
    if (signal.aborted) throw new Error("lark: stopping");
    const stored = hear(raw).catch((error: unknown) => {
      house.log.warn({ error: (error as Error).name }, "lark: an event could not be stored, Feishu will send it again");
      throw new Error("not stored"); // the SDK logs what it gets
    });
    return parts.underway.track(stored);
  }

  return {
    ...Object.fromEntries(KINDS.map((kind) => [kind, counted])),
    // An empty object: the card stays as it is, no toast. What the press leads to comes through the outbox.
    "card.action.trigger": async (raw: unknown) => {
      await counted(raw);
      return {};
    },
  };
}

/** One person in one chat. */
function laneOf(event: LarkEvent): string {
  if (event.event_type === "im.message.receive_v1")
    return `${event.message.chat_id} ${event.sender.sender_id?.open_id}`;
  if (event.event_type === "card.action.trigger") return `${event.context.open_chat_id} ${event.operator.open_id}`;
  return event.chat_id;
}

/** In a group, whether the bot is meant depends on who it is. */
function mayMentionBot(event: LarkEvent): boolean {
  return event.event_type === "im.message.receive_v1" && (event.message.mentions ?? []).length > 0;
}
