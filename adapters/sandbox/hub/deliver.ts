/** From the bot to people: shows, edits and takes back, with the faults a platform has when one was asked for. */
import { type Adapter, type Address, DeliveryError, type Receipt, type Reply } from "#bot";
import { cut, shortened } from "../../kit/cut.ts";
import { bot } from "../cast.ts";
import type { Shown } from "../wire.ts";
import type { Hub } from "./hub.ts";
import { shownFile } from "./shownFile.ts";

/** One message, bytes of UTF-8. Generous; the page shows what a real platform would make of it. */
export const TEXT_BYTES = 30_000;

export type Delivery = Required<Pick<Adapter, "send" | "edit" | "recall">>;

export function createDelivery(hub: Hub): Delivery {
  const { transcript, world, raw } = hub;
  // After a restart the lines are gone, and an edit shows the line anew; the next edit must find that one.
  const anew = new Map<string, string>();

  const strike = (body: object) => {
    const fault = hub.takeFault();
    if (fault) raw.note("fault", { fault, ...body });
    if (fault === "not-sent") throw new DeliveryError("not-sent", "sandbox: not sent, as asked");
    if (fault === "refused") throw new DeliveryError("refused", "sandbox: refused, as asked");
    return fault;
  };
  const put = (chat: Address, reply: Reply): Receipt => {
    world.recall(chat);
    if (!world.botIn(chat)) throw new DeliveryError("refused", "sandbox: the bot is not in this chat");
    const ids = parts(reply).map((part) => {
      const line = { id: hub.id(), chat, from: bot.address, kind: "said" as const, at: hub.at() };
      return transcript.add({ ...line, ...look(part) }).id;
    });
    // Named after the last line, which carries the buttons.
    const id = ids.pop() ?? "";
    return { id, chat, ...(ids.length > 0 && { earlier: ids.join(" ") }) };
  };

  return {
    async send(to, reply, key) {
      const known = hub.keys.get(key);
      if (known) {
        raw.note("same", { to, key });
        return known;
      }
      const fault = strike({ to, key });
      const receipt = put(to, reply);
      hub.keys.set(key, receipt);
      raw.note("said", { to, key, ...reply });
      // It is on the screen, but the answer got lost on the way: the hardest case, and the same key heals it.
      if (fault === "unknown") throw new DeliveryError("unknown", "sandbox: shown, but the answer got lost, as asked");
      return receipt;
    },
    async edit(receipt, reply) {
      const fault = strike({ edit: receipt.id });
      const chat = chatOf(receipt);
      const id = anew.get(receipt.id) ?? receipt.id;
      const edited = transcript.change(id, (was) => ({
        ...base(was),
        ...look(whole(reply)),
        edits: (was.edits ?? 0) + 1,
      }));
      const now = edited ? { ...receipt, id, chat } : put(chat, whole(reply));
      if (!edited) anew.set(receipt.id, now.id);
      raw.note("edited", { receipt: now, ...reply });
      if (fault === "unknown") throw new DeliveryError("unknown", "sandbox: edited, but the answer got lost, as asked");
      return now;
    },
    async recall(receipt) {
      const earlier = typeof receipt.earlier === "string" ? receipt.earlier.split(" ") : [];
      for (const id of [...earlier, anew.get(receipt.id) ?? receipt.id])
        transcript.change(id, (was) => ({ ...base(was), text: "", gone: true }));
      raw.note("recalled", { receipt });
    },
  };
}

function chatOf(receipt: Receipt): Address {
  if (typeof receipt.chat === "string" && receipt.chat.startsWith("sandbox:")) return receipt.chat as Address;
  throw new DeliveryError("refused", "sandbox: this receipt is not one of the sandbox's");
}

/** Long words in several lines, the last of which has all that is not words. A living line stays one: it will change. */
function parts(reply: Reply): Reply[] {
  if (reply.living !== undefined) return [whole(reply)];
  const pieces = cut(reply.text, Buffer.byteLength, TEXT_BYTES);
  const last = pieces.pop() ?? "";
  return [...pieces.map((text) => ({ text })), { ...reply, text: last }];
}

/** In one line, the rest left out with a sign that there was more. */
function whole(reply: Reply): Reply {
  return { ...reply, text: shortened(reply.text, Buffer.byteLength, TEXT_BYTES) };
}

/** What stays of a line when its words change. */
function base({ id, chat, from, kind, at, replyTo }: Shown): Omit<Shown, "text"> {
  return { id, chat, from, kind, at, ...(replyTo !== undefined && { replyTo }) };
}

/** The visible part of a reply. The way to the direct chat is left out: here the bot may write first. */
function look(reply: Reply): Pick<Shown, "text" | "buttons" | "files" | "mentions" | "living"> {
  const buttons = reply.buttons?.filter((button) => !button.private) ?? [];
  return {
    text: reply.text,
    ...(buttons.length > 0 && { buttons }),
    ...(reply.files?.length && { files: reply.files.map(shownFile) }),
    ...(reply.mentions?.length && { mentions: reply.mentions }),
    ...(reply.living !== undefined && { living: true as const }),
  };
}
