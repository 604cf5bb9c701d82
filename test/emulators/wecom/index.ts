/**
 * WeCom in a box: a real HTTP and WebSocket server on 127.0.0.1 that speaks what PLATFORMS.md §3.2 recorded, with people
 * and groups behind it. Point WECOM_WS_URL at `wsUrl` and WECOM_WEBHOOK_BASE at `webhookBase`. Every way to fail is
 * asked for by name: subscribe, ping, send, update, init, chunk, finish, media (downloads), webhook.
 */
import { type Faults, faults } from "../wire/faults.ts";
import { loopback } from "../wire/loopback.ts";
import { commands } from "./commands.ts";
import { fileHost } from "./files.ts";
import { type Limits, newLimits } from "./limits.ts";
import { robots } from "./robots.ts";
import { type Line, longConnection } from "./socket.ts";
import { enters, presses, type Said, type SaysOptions, says } from "./speak.ts";
import { newWorld, type Sent, waitFor } from "./world.ts";

export interface WecomOptions {
  port?: number;
  botName?: string;
  botId?: string;
  secret?: string;
  /** Epoch ms, for limits, the five seconds after a press and the five minutes of a file. */
  now?: () => number;
}

export interface WecomEmulator {
  /** What a bot is to be configured with to meet it; a group's robot has a key of its own. */
  variables: Record<string, string>;
  /** WECOM_WS_URL */
  wsUrl: string;
  /** WECOM_WEBHOOK_BASE */
  webhookBase: string;
  /** WECOM_BOT_ID, WECOM_BOT_SECRET */
  botId: string;
  secret: string;
  bot: { name: string };
  /** Makes a group with the bot in it (`wr_<id>`), or finds it; returns its chat id. */
  group(id: string, name?: string): string;
  /** Makes a person, or finds them; returns their userid, which also stands for the direct chat. */
  user(id: string, name?: string): string;
  /** Gives a group a robot; returns its key (WECOM_WEBHOOK_KEY). */
  robot(chat: string): string;
  /** `chat` is a group, or the person's own id for the direct chat. */
  says(user: string, chat: string, text: string, options?: SaysOptions): Said;
  /** Someone taps the button with this label; throws when it is not shown now. */
  press(user: string, sent: Sent, label: string): Said;
  /** Someone opens the direct chat. */
  enter(user: string): Said;
  /** Pushes the same frame again at once. */
  again(said: Said): void;
  /** Any frame, also one that is none. */
  raw(frame: object | string): void;
  /** Bytes that are no frame at all: the connection cannot survive them. */
  garble(): void;
  /** Everything of the bot's and the robots' that people see, oldest first. */
  sent: Sent[];
  shownIn(chat: string): Sent[];
  /** Resolves with the first truthy value, asked again after every change. */
  waitFor<T>(look: () => T | undefined | false | null, ms?: number): Promise<T>;
  /** Resolves when the bot is logged in. */
  connected(): Promise<void>;
  faults: Faults;
  limits: Limits;
  requests: Line["requests"];
  connections(): number;
  logins(): number;
  online(): boolean;
  /** How often files were asked for. */
  downloads(): number;
  /** Another connection of the same bot puts this one off. */
  kick(): void;
  /** Cuts the connection without a goodbye; the client may come back. */
  cut(): void;
  refuse(): Promise<void>;
  accept(): Promise<void>;
  close(): Promise<void>;
}

export async function wecomEmulator(options: WecomOptions = {}): Promise<WecomEmulator> {
  const { botName = "小驿", botId = "aibEMULATED", secret = "emulated-secret", now = Date.now } = options;
  const world = newWorld(botName, now);
  const limits = newLimits(now);
  const rudeness = faults();
  const files = fileHost(() => http.url, now, rudeness);
  const robot = robots(world, limits, rudeness);
  const http = await loopback((request, response) => {
    if (request.url?.startsWith("/media/")) return files.serve(request, response);
    if (request.url?.startsWith("/cgi-bin/webhook/send?")) return robot(request, response);
    response.writeHead(404).end();
  }, options.port);
  const line = longConnection({
    server: http.server,
    world,
    faults: rudeness,
    commands: commands(world, limits),
    botId,
    secret,
  });
  const wsUrl = `ws://127.0.0.1:${http.port}`;
  return {
    variables: {
      WECOM_BOT_ID: botId,
      WECOM_BOT_SECRET: secret,
      WECOM_WS_URL: wsUrl,
      WECOM_WEBHOOK_BASE: http.url,
      WECOM_BOT_NAME: botName,
    },
    wsUrl,
    webhookBase: http.url,
    botId,
    secret,
    bot: { name: botName },
    group(id, name = id) {
      const chat = `wr_${id}`;
      world.groups.set(chat, world.groups.get(chat) ?? name);
      return chat;
    },
    user(id, name = id) {
      world.people.set(id, world.people.get(id) ?? name);
      return id;
    },
    robot(chat) {
      const key = `robot-of-${chat}`;
      world.robots.set(key, chat);
      return key;
    },
    says: (user, chat, text, more = {}) => says(world, line, files, user, chat, text, more),
    press: (user, sent, label) => presses(world, line, user, sent, label),
    enter: (user) => enters(world, line, user),
    again: ({ frame }) => void line.push(frame),
    raw: (frame) => void line.push(frame),
    garble: line.garble,
    sent: world.sent,
    shownIn: (chat) => world.sent.filter((one) => one.to === chat),
    waitFor: (look, ms = 5_000) => waitFor(world, look, ms),
    connected: async () => void (await waitFor(world, line.online, 30_000)),
    faults: rudeness,
    limits,
    requests: line.requests,
    connections: line.connections,
    logins: line.logins,
    online: line.online,
    downloads: files.asked,
    kick: line.kick,
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
