/** Sending, editing, taking back. */
import { createHash } from "node:crypto";
import { type Address, DeliveryError, type Receipt, type Reply } from "#bot";
import type { Api } from "./api.ts";
import type { Names } from "./names.ts";
import { type Shown, toCard } from "./toCard.ts";
import type { Uploaded } from "./uploads.ts";
import type { Words } from "./words.ts";

const MESSAGES = "/open-apis/im/v1/messages";
const ALREADY_RECALLED = 230011;

export interface SpeakParts {
  api: () => Promise<Api>;
  upload(files: NonNullable<Reply["files"]>): Promise<Uploaded>;
  names: Names;
  /** Told the id of every message that was shown. */
  shown(messageId: string): void;
  words: Words;
}

export function speaker({ api, upload, names, shown, words }: SpeakParts) {
  async function show(to: Target, part: Shown, key: string): Promise<string> {
    const answer = await (await api()).call({
      method: "POST",
      path: MESSAGES,
      params: { receive_id_type: to.type },
      data: { receive_id: to.id, ...part, uuid: uuidOf(key) },
    });
    const id = (answer.data as { message_id?: unknown } | undefined)?.message_id;
    if (typeof id !== "string" || !id) throw new DeliveryError("unknown", "lark: no message id");
    shown(id);
    return id;
  }

  /** The reply with a line for every file that cannot be attached. */
  async function prepared(reply: Reply, direct: boolean): Promise<Shown[]> {
    const { images, files, lost } = await upload(reply.files ?? []);
    const text = [reply.text, ...lost.map(words.lost)].filter(Boolean).join("\n\n");
    return toCard({ ...reply, text }, { direct, images, files, nameOf: names.known });
  }

  return {
    /** Every part has its own uuid made of the key, so a retry repeats none that was shown. */
    async send(to: Address, reply: Reply, key: string): Promise<Receipt> {
      const target = targetOf(to);
      const direct = target.type === "open_id";
      const parts = await prepared(reply, direct);
      const ids: string[] = [];
      for (const [at, part] of parts.entries()) ids.push(await show(target, part, at ? `${key}#${at}` : key));
      // The receipt names the part with the buttons: a press and most replies refer to it.
      const worded = parts.findLastIndex((one) => one.msg_type === "interactive" || one.msg_type === "text");
      const id = ids[Math.max(worded, 0)];
      if (id === undefined) throw new DeliveryError("refused", "lark: nothing to say");
      const card = parts[worded]?.msg_type === "interactive";
      return { id, card, direct, ...(ids.length > 1 && { parts: ids.join(" ") }) };
    },

    /** Only cards can be edited, for 14 days: anything else is refused. */
    async edit(receipt: Receipt, reply: Reply): Promise<Receipt> {
      if (receipt.card !== true) throw new DeliveryError("refused", "lark: only cards can be edited");
      const living = { ...reply, living: reply.living ?? receipt.id };
      const [card] = await prepared(living, receipt.direct === true);
      if (card?.msg_type !== "interactive") throw new DeliveryError("refused", "lark: nothing to show");
      const path = `${MESSAGES}/${encodeURIComponent(receipt.id)}`;
      await (await api()).call({ method: "PATCH", path, data: { content: card.content } });
      return receipt;
    },

    async recall(receipt: Receipt): Promise<void> {
      const ids = typeof receipt.parts === "string" ? receipt.parts.split(" ") : [receipt.id];
      const { call } = await api();
      for (const id of ids) {
        const path = `${MESSAGES}/${encodeURIComponent(id)}`;
        await call({ method: "DELETE", path, alsoFine: [ALREADY_RECALLED] });
      }
    },
  };
}

interface Target {
  type: "open_id" | "chat_id";
  id: string;
}

function targetOf(to: Address): Target {
  const id = to.startsWith("lark:") ? to.slice("lark:".length) : "";
  if (id.startsWith("ou_")) return { type: "open_id", id };
  if (id.startsWith("oc_")) return { type: "chat_id", id };
  throw new DeliveryError("refused", "lark: the address is neither a person (ou_) nor a chat (oc_)");
}

/** At most 50 characters, and the same at every try: Feishu shows one message per uuid within an hour. */
function uuidOf(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}
