/**
 * DingTalk in a box: a real HTTP and WebSocket server on 127.0.0.1 that speaks what PLATFORMS.md §4.2 recorded, with
 * people and groups behind it. Point DINGTALK_API_BASE and DINGTALK_OAPI_BASE at it. Every way to fail is asked for by
 * name.
 */
import { loopback } from "../wire/loopback.ts";
import { type Faults, faults } from "./faults.ts";
import { type Counter, counter } from "./limits.ts";
import { presses, type SaysOptions, type Spoken, says } from "./speak.ts";
import { type Stream, streamServer } from "./stream.ts";
import { handle, type Platform } from "./wire.ts";
import { newWorld, type Sent, type World, waitFor } from "./world.ts";

export interface DingtalkEmulator {
  /** What a bot is to be configured with to meet it. */
  variables: Record<string, string>;
  /** DINGTALK_API_BASE and DINGTALK_OAPI_BASE. */
  apiBase: string;
  oapiBase: string;
  clientId: string;
  clientSecret: string;
  robotCode: string;
  /** The id of the one card template that is published. */
  template: string;
  /** Makes a group with the robot in it, or finds it; returns its conversation id. */
  group(id: string, title?: string): string;
  /** Makes a person, or finds them; returns their staff id, which also stands for the direct chat. */
  user(id: string, name?: string): string;
  /** `chat` is a group, or the person's own id for the direct chat. */
  says(user: string, chat: string, text: string, options?: SaysOptions): Spoken;
  /** Someone taps the button; `bare`: the template hands no parameters on. Returns the push's id. */
  press(user: string, sent: Sent, label: string, bare?: boolean): string;
  /** Something happened in the organisation that nobody here waits for. Returns the push's id. */
  event(eventType: string, data?: object): string;
  /** Everything of the bot's that people see, oldest first. */
  sent: Sent[];
  /** What one group or person sees of it now. */
  shownIn(chat: string): Sent[];
  acks: Stream["acks"];
  pongs: Stream["pongs"];
  /** The very same frame once more, at once. */
  again(messageId: string): void;
  raw: Stream["raw"];
  ping: Stream["ping"];
  disconnect: Stream["disconnect"];
  cut: Stream["cut"];
  deaden: Stream["deaden"];
  /** Sockets open now that frames may travel on, and how often a client has connected. */
  open(): number;
  connections(): number;
  connected(): Promise<void>;
  waitFor<T>(look: () => T | undefined | false | null, ms?: number): Promise<T>;
  faults: Faults;
  limits: Counter["limits"];
  counter: Counter;
  requests: Platform["requests"];
  world: World;
  /** All tokens so far are refused until new ones are fetched. */
  expireTokens(): void;
  /** All answer addresses so far are forgotten, whatever they told. */
  expireSessions(): void;
  /** The download codes so far are good for nothing any more. */
  expireFiles(): void;
  /** Both kinds of interfaces take the newer token, as DingTalk is said to do for apps of one's own organisation. */
  setOneToken(is: boolean): void;
  /** The listener goes away (connection refused) and comes back on the same port. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  close(): Promise<void>;
}

export interface DingtalkEmulatorOptions {
  port?: number;
  /** False: the app is not published, so frames carry no senderStaffId. */
  published?: boolean;
  /** Epoch ms, for dates, sessions and limits. */
  now?: () => number;
}

export async function dingtalkEmulator(options: DingtalkEmulatorOptions = {}): Promise<DingtalkEmulator> {
  const { published = true, now = Date.now } = options;
  const world = newWorld(published, now);
  const ids = { clientId: "dingemulated", clientSecret: "emulated-client-secret", robotCode: "dingemulated" };
  const template = "a1b2c3d4-0000-4000-8000-000000000000.schema";
  const http = await loopback((request, response) => handle(platform, request, response), options.port);
  const stream = streamServer(http.server, world);
  const count = counter(now);
  const platform: Platform = {
    ...ids,
    world,
    template,
    counter: count,
    faults: faults(),
    tokens: new Set(),
    oldTokens: new Set(),
    oneToken: false,
    ticket: () => ({ endpoint: `ws://127.0.0.1:${http.port}/connect`, ticket: stream.ticket() }),
    url: () => http.url,
    requests: [],
  };
  const person = (staffId: string) => {
    const found = world.people.get(staffId);
    if (!found) throw new Error(`there is no person ${staffId}`);
    return found;
  };
  return {
    variables: {
      DINGTALK_CLIENT_ID: ids.clientId,
      DINGTALK_CLIENT_SECRET: ids.clientSecret,
      DINGTALK_ROBOT_CODE: ids.robotCode,
      DINGTALK_API_BASE: http.url,
      DINGTALK_OAPI_BASE: http.url,
      DINGTALK_CARD_TEMPLATE: template,
    },
    ...ids,
    apiBase: http.url,
    oapiBase: http.url,
    template,
    group(id, title = id) {
      const conversationId = `cid${id}==`;
      if (!world.groups.has(conversationId)) world.groups.set(conversationId, { conversationId, title, robot: true });
      return conversationId;
    },
    user(id, name = id) {
      const dingtalkId = `$:LWCP_v1:$${id}==`;
      if (!world.people.has(id)) world.people.set(id, { staffId: id, dingtalkId, name });
      return id;
    },
    says: (user, chat, text, more = {}) => says(world, stream, ids.robotCode, http.url, person(user), chat, text, more),
    press: (user, sent, label, bare = false) => presses(world, stream, person(user), sent, label, bare),
    event: (eventType, data = {}) => stream.push("EVENT", "*", { ...data, eventType }),
    sent: world.sent,
    shownIn: (chat) => world.sent.filter((one) => one.to === chat),
    acks: stream.acks,
    pongs: stream.pongs,
    again: stream.again,
    raw: stream.raw,
    ping: () => stream.ping(),
    disconnect: stream.disconnect,
    cut: stream.cut,
    deaden: stream.deaden,
    open: stream.open,
    connections: stream.connections,
    connected: async () => void (await waitFor(world, () => stream.open() > 0, 30_000)),
    waitFor: (look, ms = 5_000) => waitFor(world, look, ms),
    faults: platform.faults,
    limits: count.limits,
    counter: count,
    requests: platform.requests,
    world,
    expireTokens() {
      platform.tokens.clear();
      platform.oldTokens.clear();
    },
    expireSessions: () => world.sessions.clear(),
    expireFiles() {
      for (const one of world.attached.values()) one.expired = true;
    },
    setOneToken(is) {
      platform.oneToken = is;
    },
    refuse() {
      stream.cut();
      return http.refuse();
    },
    accept: http.accept,
    async close() {
      stream.close();
      await http.close();
    },
  };
}
