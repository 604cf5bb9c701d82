/**
 * Feishu in a box: a real HTTP and WebSocket server on 127.0.0.1 that speaks what PLATFORMS.md §1.2 recorded, with
 * people and groups behind it. Point LARK_DOMAIN at `domain`. Every way to fail is asked for by name.
 */
import { loopback } from "../wire/loopback.ts";
import { handle, type Platform } from "./api.ts";
import { type Faults, faults } from "./faults.ts";
import { type HookKeys, type Hooks, webhooks } from "./hooks.ts";
import type { Limits } from "./messages.ts";
import { type Ack, type Line, longConnection } from "./socket.ts";
import { groupOf, idsOf, presses, type SaysOptions, says } from "./speak.ts";
import { newWorld, type Person, type Sent, type World, waitFor } from "./world.ts";

export interface LarkEmulator {
  domain: string;
  appId: string;
  appSecret: string;
  bot: { openId: string; name: string };
  /** Makes a group with the bot in it (`oc_<id>`), or finds it; returns its chat id. */
  group(id: string, name?: string): string;
  /** Makes a person (`ou_<id>`), or finds them; returns their open_id, which also stands for the direct chat. */
  user(id: string, name?: string): string;
  /**
   * Someone says something: `chat` is a group, or the person's own id for the direct chat. In a group nobody is
   * mentioned unless `mention` says so.
   */
  says(
    user: string,
    chat: string,
    text: string,
    options?: SaysOptions,
  ): { messageId: string; eventId: string; event: object };
  /** Someone taps the button with this label; throws when it is not shown now. Returns the event's id. */
  press(user: string, sent: Sent, label: string): string;
  /** The bot is taken into a group or put out of it. */
  botEnters(chat: string, by: string): string;
  botLeaves(chat: string, by: string): string;
  /** Any event, also of a kind that nobody listens to. */
  raw(type: string, event: object, eventId?: string): string;
  /** Everything of the bot's that people see, oldest first. */
  sent: Sent[];
  /** What one group or person sees of it now. */
  shownIn(chat: string): Sent[];
  acks: Ack[];
  /** LARK_ENCRYPT_KEY and LARK_VERIFICATION_TOKEN. */
  keys: HookKeys;
  /** Events by webhook instead of the long connection, once it has an address; and forged ones. */
  hooks: Hooks;
  /** Pushes the same event again at once. */
  again(eventId: string): void;
  /** Pushes again what was not acknowledged in time (after 15 s in real life); returns how many. */
  repush(): number;
  waitFor<T>(look: () => T | undefined | false | null, ms?: number): Promise<T>;
  /** Resolves when a client is connected. */
  connected(): Promise<void>;
  faults: Faults;
  limits: Limits;
  scopes: string[];
  requests: Platform["requests"];
  connections(): number;
  /** All tokens so far are refused with 99991663 until a new one is fetched. */
  expireTokens(): void;
  /** Cuts the long connection without a goodbye; the client may come back. */
  cut(): void;
  /** New connections are refused, open ones cut. */
  refuse(): Promise<void>;
  /** Listens again on the same port. */
  accept(): Promise<void>;
  close(): Promise<void>;
}

export interface LarkEmulatorOptions {
  port?: number;
  /** Epoch ms, for dates and signatures. */
  now?: () => number;
  /** How long the client shall wait before and between attempts to come back, in seconds. */
  reconnect?: { nonce: number; interval: number };
}

/** What the tenant granted. Without "im:message.group_msg" only mentions of the bot reach it in a group. */
const SCOPES = [
  "im:message",
  "im:message.group_at_msg:readonly",
  "im:message.group_msg",
  "im:message.p2p_msg:readonly",
  "im:chat:readonly",
  "im:resource",
];

export async function larkEmulator(options: LarkEmulatorOptions = {}): Promise<LarkEmulator> {
  const world: World = newWorld(options.now);
  const appId = "cli_a0b1c2d3e4f56789";
  const appSecret = "emulated-app-secret";
  const { nonce, interval } = options.reconnect ?? { nonce: 0, interval: 1 };
  const clientConfig = { ReconnectCount: -1, ReconnectInterval: interval, ReconnectNonce: nonce, PingInterval: 120 };
  const limits: Limits = { enforced: false, idempotentForMs: 3_600_000 };
  const http = await loopback((request, response) => handle(platform, request, response), options.port);
  const line = longConnection(http.server, world, appId, clientConfig);
  const keys = { encryptKey: "emulated-encrypt-key", verificationToken: "emulated-verification-token" };
  const hooks = webhooks(world, appId, keys);
  const push: Line["push"] = (type, event, eventId, fragments) =>
    hooks.on ? hooks.push(type, event, eventId) : line.push(type, event, eventId, fragments);
  const mouth = { ...line, push };
  const ticket = "fpid=493&aid=552564&device_id=7000000000000000000&access_key=ak&service_id=33554678&ticket=tk";
  const endpoint = () => ({ URL: `ws://127.0.0.1:${http.port}/ws/v2?${ticket}`, ClientConfig: clientConfig });
  const platform: Platform = {
    world,
    limits,
    faults: faults(),
    appId,
    appSecret,
    endpoint,
    tokens: new Set(),
    scopes: [...SCOPES],
    requests: [],
  };
  const person = (openId: string): Person => {
    const found = world.people.get(openId);
    if (!found) throw new Error(`there is no person ${openId}`);
    return found;
  };
  const moves = (type: string, chat: string, by: string, inside: boolean) => {
    const room = groupOf(world, chat);
    room.bot = inside;
    return push(type, { chat_id: chat, operator_id: idsOf(by), external: false, name: world.botName });
  };
  return {
    domain: http.url,
    appId,
    appSecret,
    bot: { openId: world.botOpenId, name: world.botName },
    group(id, name = id) {
      const chatId = `oc_${id}`;
      if (!world.rooms.has(chatId)) world.rooms.set(chatId, { chatId, name, members: new Set(), bot: true });
      return chatId;
    },
    user(id, name = id) {
      const openId = `ou_${id}`;
      if (!world.people.has(openId)) world.people.set(openId, { openId, name, direct: `oc_p2p${id}` });
      return openId;
    },
    says(user, chat, text, more = {}) {
      const heard = chat === user || more.mention || platform.scopes.includes("im:message.group_msg");
      return says(world, heard ? mouth : undefined, person(user), chat, text, more);
    },
    press: (user, sent, label) => presses(world, mouth, person(user), sent, label),
    botEnters: (chat, by) => moves("im.chat.member.bot.added_v1", chat, by, true),
    botLeaves: (chat, by) => moves("im.chat.member.bot.deleted_v1", chat, by, false),
    raw: (type, event, eventId) => push(type, event, eventId),
    sent: world.sent,
    acks: line.acks,
    keys,
    hooks,
    again: line.again,
    repush: line.repush,
    connections: line.connections,
    shownIn: (chat) => world.sent.filter((one) => one.to === chat && !one.recalled),
    waitFor: (look, ms = 5_000) => waitFor(world, look, ms),
    connected: async () => void (await waitFor(world, () => line.open() > 0, 30_000)),
    faults: platform.faults,
    limits,
    scopes: platform.scopes,
    requests: platform.requests,
    expireTokens: () => platform.tokens.clear(),
    cut: line.cut,
    refuse() {
      line.cut();
      return http.refuse();
    },
    accept: http.accept,
    async close() {
      line.close();
      line.cut();
      await http.close();
    },
  };
}
