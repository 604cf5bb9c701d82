/** What the bot's commands do to the world. Each returns the body of the answer, or throws a Refusal. */
import { createHash } from "node:crypto";
import type { Limits } from "./limits.ts";
import { Refusal } from "./refusal.ts";
import { cardShown, checkedCard, shown } from "./show.ts";
import type { Card, Sent, World } from "./world.ts";

type Json = Record<string, unknown>;
export type Command = (body: Json, reqId: string) => Json | undefined;

/** A press can be answered for so long (PLATFORMS.md §3.4). */
const UPDATE_WITHIN_MS = 5_000;
const PIECE_BYTES = 512 * 1024;

/** By the name under which faults are asked for, too. */
export const NAMES: Record<string, string> = {
  aibot_subscribe: "subscribe",
  ping: "ping",
  aibot_send_msg: "send",
  aibot_respond_msg: "respond",
  aibot_respond_welcome_msg: "welcome",
  aibot_respond_update_msg: "update",
  aibot_upload_media_init: "init",
  aibot_upload_media_chunk: "chunk",
  aibot_upload_media_finish: "finish",
};

export function commands(world: World, limits: Limits): Record<string, Command> {
  const uploads = new Map<string, { about: Json; pieces: Map<number, Buffer> }>();

  function show(to: string, body: Json): undefined {
    limits.count(to);
    const what = shown(world, body);
    world.sent.push({ id: `s${world.next()}`, to, via: "bot", ...what, edits: [], at: world.now() });
    return undefined;
  }

  return {
    ping: () => undefined,

    aibot_send_msg(body) {
      const to = String(body.chatid ?? "");
      if (!world.groups.has(to) && !world.people.has(to)) throw new Refusal(93006, "invalid chatid");
      if (!world.open.has(to)) throw new Refusal(93006, "invalid chatid: nobody there has written to the bot");
      if (body.chat_type === 1 && world.groups.has(to)) throw new Refusal(93006, "invalid chatid");
      return show(to, body);
    },

    aibot_respond_update_msg(body, reqId) {
      const press = world.presses.get(reqId);
      if (!press || world.now() - press.at > UPDATE_WITHIN_MS) throw new Refusal(846605, "invalid req_id");
      const card = checkedCard(body.template_card as Card);
      if (body.response_type !== "update_template_card" || card.task_id !== press.task)
        throw new Refusal(40058, "task_id differs from the pressed card's");
      const sent = world.sent.find((one) => one.task === press.task) as Sent;
      limits.count(sent.to);
      sent.edits.push(sent.text);
      Object.assign(sent, cardShown(card));
      world.presses.delete(reqId);
      return undefined;
    },

    aibot_upload_media_init(about) {
      const chunks = Number(about.total_chunks);
      if (!about.filename || !about.type || !(chunks >= 1 && chunks <= 100)) throw new Refusal(40058, "invalid upload");
      const upload_id = `u${world.next()}`;
      uploads.set(upload_id, { about, pieces: new Map() });
      return { upload_id };
    },

    aibot_upload_media_chunk(body) {
      const upload = uploads.get(String(body.upload_id));
      const piece = Buffer.from(String(body.base64_data), "base64");
      const index = Number(body.chunk_index);
      if (!upload || piece.length > PIECE_BYTES || !(index >= 0 && index < Number(upload.about.total_chunks)))
        throw new Refusal(40058, "invalid piece");
      upload.pieces.set(index, piece);
      return undefined;
    },

    aibot_upload_media_finish(body) {
      const upload = uploads.get(String(body.upload_id));
      if (!upload) throw new Refusal(40058, "invalid upload_id");
      const { about, pieces } = upload;
      const ordered = [...pieces].sort(([a], [b]) => a - b).map(([, piece]) => piece);
      const bytes = Buffer.concat(ordered);
      const md5 = createHash("md5").update(bytes).digest("hex");
      if (pieces.size !== about.total_chunks || bytes.length !== about.total_size || md5 !== about.md5)
        throw new Refusal(40058, "the upload is not whole");
      const media_id = `m${world.next()}`;
      const type = String(about.type);
      world.media.set(media_id, { type, name: String(about.filename), bytes });
      return { type, media_id, created_at: String(Math.floor(world.now() / 1_000)) };
    },
  };
}
