/** Feishu as an adapter: joins the transport, the pure converters and what has to be remembered between them. */
import { createHash } from "node:crypto";
import { setMaxListeners } from "node:events";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { type Adapter, type Address, DeliveryError, type House, type Message, type Receipt, type Reply } from "#bot";
import type { Connection } from "./connection.ts";
import { handlers } from "./listen.ts";
import { namesOf } from "./names.ts";
import type { Platform } from "./platform.ts";
import type { Settings } from "./settings.ts";
import { ONE_CARD_BYTES, type Shown, toCard } from "./toCard.ts";
import { underway } from "./underway.ts";
import { uploader } from "./uploads.ts";
import { en, zh } from "./words.ts";

/** So long a stop waits for events being stored, so that they are acknowledged, and for messages under way. */
const LAST_WORDS_MS = 1_500;
/** So many of the bot's own messages are recognised when someone replies to them without a mention. */
const MOST_OWN = 5_000;
const ALREADY_RECALLED = 230011;

export function larkAdapter(settings: Settings, house: House): Adapter {
  const say = house.settings.locale === "en" ? en : zh;
  const end = new AbortController();
  setMaxListeners(0, end.signal); // every call under way listens to it
  let opened: Promise<Platform> | undefined;
  const platform = () => {
    opened ??= import("./platform.ts").then(({ openPlatform }) => openPlatform(settings, house, say, end.signal));
    return opened;
  };
  const api = () => platform().then((one) => one.api);
  const names = namesOf(house, api);
  const upload = uploader(house, platform, say);
  const own = new Set<string>();
  let connection: Connection | undefined;
  const busy = underway();

  function remember(id: string): void {
    own.add(id);
    const [oldest] = own;
    if (own.size > MOST_OWN && oldest !== undefined) own.delete(oldest);
  }

  async function show(to: Target, shown: Shown, key: string): Promise<string> {
    const answer = await (await api()).call({
      method: "POST",
      path: "/open-apis/im/v1/messages",
      params: { receive_id_type: to.type },
      data: { receive_id: to.id, ...shown, uuid: uuidOf(key) },
    });
    const id = (answer.data as { message_id?: unknown } | undefined)?.message_id;
    if (typeof id !== "string" || !id) throw new DeliveryError("unknown", "lark: no message id");
    remember(id);
    return id;
  }

  /** The reply with a line for every file that cannot be attached. */
  async function prepared(reply: Reply, direct: boolean): Promise<Shown[]> {
    const { images, files, lost } = await upload(reply.files ?? []);
    const text = [reply.text, ...lost.map(say.lost)].filter(Boolean).join("\n\n");
    return toCard({ ...reply, text }, { direct, images, files, nameOf: names.known });
  }

  return {
    name: "lark",
    traits: {
      buttons: true,
      mentions: true,
      coldDirect: true,
      groupPhotos: true,
      textBytes: ONE_CARD_BYTES,
      idempotentForMs: 3_600_000, // Feishu, im-v1 message/create: `uuid` holds for one hour
      limits: [
        { per: "app", n: 50, ms: 1_000 },
        { per: "app", n: 1_000, ms: 60_000 },
        { per: "chat", n: 4, ms: 1_000 }, // 5/s are shared by all bots of a group
        { per: "person", n: 5, ms: 1_000 },
      ],
    },
    health: () => (connection?.connected() ? undefined : say.offline),

    /** Resolves at once, also when Feishu is down: the connection is made and kept in the background. */
    async start(receive: (message: Message) => Promise<void>) {
      const { connect } = await platform();
      if (end.signal.aborted) return;
      const heard = { house, api, names, own: (id: string) => own.has(id), words: say, underway: busy, signal: end.signal };
      connection = connect(handlers(heard, receive));
    },

SEND
      const target = targetOf(to);
      const direct = target.type === "open_id";
      const parts = await prepared(reply, direct);
      const ids: string[] = [];
      for (const [at, part] of parts.entries()) ids.push(await show(target, part, at ? `${key}#${at}` : key));
      // The receipt names the part with the buttons: a press and most replies refer to it.
      const main =
        ids[parts.findLastIndex((one) => one.msg_type === "interactive" || one.msg_type === "text")] ?? ids[0];
      if (main === undefined) throw new DeliveryError("refused", "lark: nothing to say");
      const card = parts[ids.indexOf(main)]?.msg_type === "interactive";
      return { id: main, card, direct, ...(ids.length > 1 && { parts: ids.join(" ") }) };
    },

    /** Only cards can be edited, for 14 days: anything else is refused. */
    async edit(receipt: Receipt, reply: Reply): Promise<Receipt> {
      if (receipt.card !== true) throw new DeliveryError("refused", "lark: only cards can be edited");
      const living = { ...reply, living: reply.living ?? receipt.id };
      const [card] = await prepared(living, receipt.direct === true);
      if (card?.msg_type !== "interactive") throw new DeliveryError("refused", "lark: nothing to show");
      const path = `/open-apis/im/v1/messages/${encodeURIComponent(receipt.id)}`;
      await (await api()).call({ method: "PATCH", path, data: { content: card.content } });
      return receipt;
    },

    async recall(receipt: Receipt): Promise<void> {
      const ids = typeof receipt.parts === "string" ? receipt.parts.split(" ") : [receipt.id];
      const { call } = await api();
      for (const id of ids) {
        const path = `/open-apis/im/v1/messages/${encodeURIComponent(id)}`;
        await call({ method: "DELETE", path, alsoFine: [ALREADY_RECALLED] });
      }
    },

    fetch: async (file) => (await platform()).download(file),

    async stop(): Promise<void> {
      const last = busy.settled().then(() => setImmediate()); // one more turn: the acknowledgement is written
      await Promise.race([last, sleep(LAST_WORDS_MS, undefined, { ref: false })]);
      end.abort();
      connection?.close();
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
