/** Sending, and changing a card in answer to a press. */
import { hash } from "node:crypto";
import { type Address, DeliveryError, type Receipt, type Reply } from "#bot";
import type { Budget } from "./budget.ts";
import type { Client } from "./client.ts";
import type { Places } from "./places.ts";
import type { Presses } from "./presses.ts";
import type { Robots } from "./robot.ts";
import { type Part, toCard } from "./toCard.ts";
import type { Ready } from "./uploads.ts";
import type { Words } from "./words.ts";

export interface SpeakParts {
  ask: Client["ask"];
  upload(files: NonNullable<Reply["files"]>): Promise<Ready>;
  places: Places;
  presses: Presses;
  robots: Robots;
  /** Of every conversation. */
  budget: Budget;
  words: Words;
}

/** Unfinished replies are few; the bound only keeps forgotten ones from piling up. */
const REMEMBERED = 1_000;

export function speaker({ ask, upload, places, presses, robots, budget, words }: SpeakParts) {
  /** How many parts of an unfinished reply have been shown: the next try with its key goes on behind them. */
  const shown = new Map<string, number>();

  async function show(chat: string, part: Part): Promise<void> {
    if (part.kind === "robot") return call(chat, part);
    const wait = budget.spend(chat);
    if (wait > 0) throw new DeliveryError("not-sent", "wecom: enough said here for now", wait);
    await ask("aibot_send_msg", { chatid: chat, ...bodyOf(part) });
  }

  /** What the robot may not say, the bot says, without calling anybody. */
  async function call(chat: string, { content, instead }: Extract<Part, { kind: "robot" }>): Promise<void> {
    try {
      const key = robots.keyFor(chat);
      if (key) return await robots.say(key, content);
    } catch (error) {
      if (!(error instanceof DeliveryError && error.outcome === "refused")) throw error;
    }
    return show(chat, { kind: "markdown", content: instead });
  }

  return {
    /** Throws DeliveryError. */
    async send(to: Address, reply: Reply, key: string): Promise<Receipt> {
      const chat = idOf(to);
      const task = taskOf(key);
      const group = places.isGroup(chat);
      const { media, lost } = await upload(reply.files ?? []);
      const text = [reply.text, ...lost.map(words.lostFile)].filter(Boolean).join("\n\n");
      const robot = group && robots.keyFor(chat) !== undefined;
      const parts = toCard({ ...reply, text }, { group, robot, task, media, words });
      if (parts.length === 0) throw new DeliveryError("refused", "wecom: nothing to say");
      for (let at = shown.get(key) ?? 0; at < parts.length; at += 1) {
        await show(chat, parts[at] as Part);
        shown.delete(key);
        if (at < parts.length - 1) shown.set(key, at + 1);
        const [oldest] = shown.keys();
        if (shown.size > REMEMBERED && oldest !== undefined) shown.delete(oldest);
      }
      return { id: task, chat, card: parts.length === 1 && parts[0]?.kind === "card" };
    },

    /** Only a card, only in answer to a press on it, and only by one card again. Refused, the reply is said anew. */
    async edit(receipt: Receipt, reply: Reply): Promise<Receipt> {
      const chat = String(receipt.chat ?? "");
      const { files: _, ...rest } = reply;
      const extras = { group: places.isGroup(chat), robot: false, task: receipt.id, media: [], words };
      const [part, ...more] = toCard(rest, extras);
      const fits = receipt.card === true && part?.kind === "card" && more.length === 0;
      const reqId = fits ? presses.take(receipt.id) : undefined;
      if (!fits || !reqId || budget.spend(chat) > 0)
        throw new DeliveryError("refused", "wecom: a card can only be changed in answer to a press");
      const body = { response_type: "update_template_card", template_card: part.card };
      await ask("aibot_respond_update_msg", body, reqId);
      return receipt;
    },
  };
}

function bodyOf(part: Exclude<Part, { kind: "robot" }>): Record<string, unknown> {
  if (part.kind === "markdown") return { msgtype: "markdown", markdown: { content: part.content } };
  if (part.kind === "card") return { msgtype: "template_card", template_card: part.card };
  return { msgtype: part.type, [part.type]: { media_id: part.media_id } };
}

/** A userid or a chat id: the platform itself tells which (`chat_type` left out is "automatic"). */
function idOf(to: Address): string {
  const id = to.startsWith("wecom:") ? to.slice("wecom:".length) : "";
  if (!id) throw new DeliveryError("refused", "wecom: not an address of this platform");
  return id;
}

/** A card's task id: unique, of letters, digits and _-@ only (document 101032); and the same at every try. */
function taskOf(key: string): string {
  return hash("sha256", key, "base64url");
}
