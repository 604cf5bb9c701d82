/**
 * WeChat in a box: the real gRPC server of wechaty-puppet-service on 127.0.0.1 with a mock puppet behind it, and a wire
 * that can be cut. Needs Wechaty's packages (packages.ts says how). Every way to fail is asked for by name: send, file,
 * recall, payload, download.
 */
import { randomUUID } from "node:crypto";
import { type Faults, faults } from "../wire/faults.ts";
import { type Limits, newLimits } from "./limits.ts";
import { numberOf } from "./numbers.ts";
import { packages } from "./packages.ts";
import { type Behind, mockPuppet } from "./puppet.ts";
import { type Said, type SaysOptions, says } from "./speak.ts";
import { freePort, wire } from "./wire.ts";
import { newWorld, type Sent, waitFor } from "./world.ts";

export interface WechatOptions {
  port?: number;
  botName?: string;
  /** Epoch ms, for limits, timestamps and the two minutes of a recall. */
  now?: () => number;
  /** Somebody still has to scan the code. */
  loggedOut?: true;
  /** The service does not tell the ids of what it sent. */
  noIds?: true;
  /** With Wechaty's own certificate, as services come out of the box. */
  tls?: true;
}

export interface WechatEmulator {
  /** WECHATY_PUPPET, WECHATY_PUPPET_SERVICE_TOKEN, WECHATY_PUPPET_SERVICE_ENDPOINT */
  puppet: string;
  token: string;
  endpoint: string;
  bot: { id: string; name: string };
  /** Makes a room with the bot in it (`<id>@chatroom`), or finds it; returns its id. */
  group(id: string, name?: string): string;
  /** Makes a person, or finds them; returns their id, which also stands for the direct chat. */
  user(id: string, name?: string): string;
  /** An account that is no person, and answers everything it is told. */
  official(id: string, name?: string): string;
  /** What somebody is called in one room alone. */
  alias(room: string, id: string, alias: string): void;
  /** `chat` is a room, or the person's own id for the direct chat. */
  says(user: string, chat: string, text: string, options?: SaysOptions): Said;
  /** Somebody chooses what is labelled so, by saying its number; throws when it is not offered there. */
  press(user: string, sent: Sent, label: string): Said;
  /** The bot is taken into a room, or put out of it, by somebody. */
  joins(room: string, by: string): void;
  leaves(room: string, by: string): void;
  /** The same event again at once. */
  again(said: Said): void;
  /** An event without anything behind it. */
  emit(event: string, payload: object): void;
  /** Everything of the bot's, what was taken back included, oldest first. */
  sent: Sent[];
  /** What people in this chat see. */
  shownIn(chat: string): Sent[];
  /** Resolves with the first truthy value, asked again after every change. */
  waitFor<T>(look: () => T | undefined | false | null, ms?: number): Promise<T>;
  faults: Faults;
  limits: Limits;
  connections(): number;
  /** Connections so far. */
  dialled(): number;
  scan(link: string): void;
  login(): void;
  /** Somebody logs the account out, or another device takes it. */
  logout(reason?: string): Promise<void>;
  cut(): void;
  freeze(): void;
  refuse(): Promise<void>;
  accept(): Promise<void>;
  close(): Promise<void>;
}

export async function wechatEmulator(options: WechatOptions = {}): Promise<WechatEmulator> {
  const { botName = "小驿", now = Date.now } = options;
  const parts = await packages();
  const world = newWorld(botName, now);
  const limits = newLimits(now);
  const rudeness = faults();
  const behind: Behind = { world, limits, faults: rudeness, cut: () => line.cut(), noIds: options.noIds === true };
  const puppet = mockPuppet(parts, behind);
  const token = `insecure_${randomUUID()}`;
  const inner = await freePort();
  const tls = { disable: !options.tls };
  const server = new parts.PuppetServer({ endpoint: `127.0.0.1:${inner}`, puppet, token, tls });
  await server.start();
  const line = await wire(inner, options.port);
  puppet.on("error", () => {});
  await puppet.start();
  if (!options.loggedOut) puppet.login(world.bot.id);
  const comes = (room: string, by: string, event: "room-join" | "room-leave") => {
    const who = event === "room-join" ? { inviteeIdList: [world.bot.id], inviterId: by } : {};
    const gone = event === "room-leave" ? { removeeIdList: [world.bot.id], removerId: by } : {};
    puppet.emit(event, { roomId: room, timestamp: now(), ...who, ...gone });
  };
  const person = (id: string, name: string, type: 1 | 2) => {
    if (!world.people.has(id)) world.people.set(id, { id, name, type });
    return id;
  };
  const speak: WechatEmulator["says"] = (user, chat, text, more = {}) => says(world, puppet, user, chat, text, more);
  const shownIn = (chat: string) => world.sent.filter((one) => one.to === chat && !one.recalled);
  return {
    puppet: "wechaty-puppet-service",
    token,
    endpoint: `127.0.0.1:${line.port}`,
    bot: world.bot,
    group(id, name = id) {
      const room = `${id}@chatroom`;
      if (!world.rooms.has(room)) world.rooms.set(room, { id: room, topic: name, aliases: new Map() });
      return room;
    },
    user: (id, name = id) => person(id, name, 1),
    official: (id, name = id) => person(id, name, 2),
    alias: (room, id, alias) => void world.rooms.get(room)?.aliases.set(id, alias),
    says: speak,
    press(user, sent, label) {
      const number = numberOf(sent.text, label);
      if (!number) throw new Error(`there is no choice 「${label}」`);
      return speak(user, sent.to, number);
    },
    joins: (room, by) => comes(room, by, "room-join"),
    leaves: (room, by) => comes(room, by, "room-leave"),
    again: ({ messageId }) => puppet.emit("message", { messageId }),
    emit: (event, payload) => puppet.emit(event, payload),
    sent: world.sent,
    shownIn,
    waitFor: (look, ms = 5_000) => waitFor(world, look, ms),
    faults: rudeness,
    limits,
    connections: line.open,
    dialled: line.ever,
    scan: (qrcode) => puppet.emit("scan", { qrcode, status: 2 }),
    login: () => puppet.login(world.bot.id),
    logout: (reason = "logged out on the phone") => puppet.logout(reason),
    cut: line.cut,
    freeze: line.freeze,
    refuse: line.refuse,
    accept: line.accept,
    async close() {
      await line.refuse();
      await server.stop();
      await puppet.stop();
    },
  };
}
