/** The mock puppet behind the service: what a puppet would ask of WeChat, it asks of the world. */
import { Readable } from "node:stream";
import type { Fault, Faults } from "../wire/faults.ts";
import type { Limits } from "./limits.ts";
import type { FileBox, Packages, Puppet } from "./packages.ts";
import { GrpcError } from "./refusal.ts";
import { nameIn, type Sent, type World } from "./world.ts";

export interface Behind {
  world: World;
  limits: Limits;
  faults: Faults;
  /** Cuts the wire. */
  cut(): void;
  /** The service does not tell the ids of what it sent, as several do not. */
  noIds: boolean;
}

/** WeChat takes a message back for two minutes. */
const RECALL_MS = 120_000;
/** Longer ones are refused by this emulator. WeChat's own bound is not published; people meet it near here. */
const MOST_BYTES = 16_384;

export function mockPuppet({ PuppetMock, Mocker, FileBox }: Packages, behind: Behind): Puppet {
  const { world, limits, faults } = behind;
  const puppet = new PuppetMock({ mocker: new Mocker() });

  /** Does the work and answers, as far as the fault lets it. */
  async function met<T>(fault: Fault | undefined, work: () => Promise<T> | T): Promise<T> {
    if (fault?.kind === "answer") throw new GrpcError(fault.answer.status, String(fault.answer.body));
    if (fault?.kind === "drop" && fault.when === "before") return cutOff();
    const done = await work();
    world.changed();
    if (fault?.kind === "drop") return cutOff();
    if (fault?.kind === "late") await new Promise((go) => setTimeout(go, fault.ms).unref());
    return done;
  }

  function cutOff(): Promise<never> {
    behind.cut();
    return new Promise(() => {}); // nobody is left to be told
  }

  function show(to: string, what: Pick<Sent, "text" | "mentions" | "file">): string | undefined {
    if (!puppet.isLoggedIn) throw new GrpcError(9, "not logged in");
    if (!world.rooms.has(to) && !world.people.has(to)) throw new GrpcError(5, "no such conversation");
    limits.count(to);
    const sent: Sent = { id: `S${world.next()}`, to, ...what, recalled: false, at: world.now() };
    world.sent.push(sent);
    echo(sent);
    return behind.noIds ? undefined : sent.id;
  }

  /** The bot's own words come back to it, as on every WeChat client. */
  function echo({ id, to, text, file }: Sent): void {
    const place = world.rooms.has(to) ? { roomId: to } : { listenerId: to };
    const type = file ? 6 : 7;
    world.heard.set(id, { id, type, talkerId: world.bot.id, text, timestamp: world.now(), ...place });
    puppet.emit("message", { messageId: id });
  }

  const known = <T>(found: T | undefined): T => {
    if (found === undefined) throw new GrpcError(5, "not found");
    return found;
  };

  return Object.assign(puppet, {
    ding: (data: string) => puppet.emit("dong", { data }),
    messageSendText: (to: string, text: string, mentions: string[] = []) =>
      met(faults.take("send"), () => {
        if (Buffer.byteLength(text) > MOST_BYTES) throw new GrpcError(3, "too long");
        return show(to, { text, mentions });
      }),
    messageSendFile: (to: string, file: FileBox) =>
      met(faults.take("file"), async () =>
        show(to, { text: "", mentions: [], file: { name: file.name, bytes: await file.toBuffer() } }),
      ),
    messageRecall: (id: string) =>
      met(faults.take("recall"), () => {
        const sent = world.sent.find((one) => one.id === id);
        if (!sent || sent.recalled || world.now() - sent.at > RECALL_MS) return false;
        sent.recalled = true;
        return true;
      }),
    messageRawPayload: (id: string) => met(faults.take("payload"), () => known(world.heard.get(id))),
    messageLocation: async (id: string) => known(world.places.get(id)),
    async messageFile(id: string) {
      const { name, bytes, told, cutOff: missing = 0 } = known(world.files.get(id));
      const fault = faults.take("download");
      if (fault?.kind === "half") return FileBox.fromStream(halfOf(bytes), name);
      const whole = Buffer.from(bytes.subarray(0, bytes.length - missing));
      const box = FileBox.fromBase64(whole.toString("base64"), name);
      if (told !== undefined) Object.defineProperty(box, "size", { value: told });
      return met(fault, () => box);
    },
    contactRawPayload: async (id: string) => {
      const { name, type } = known(world.people.get(id));
      return { id, name, type, gender: 0, avatar: "", phone: [], friend: true };
    },
    roomRawPayload: async (id: string) => {
      const { topic } = known(world.rooms.get(id));
      return { id, topic, avatar: "", adminIdList: [], memberIdList: [...world.people.keys()] };
    },
    roomMemberRawPayload: async (roomId: string, id: string) => {
      const { name } = known(world.people.get(id));
      const alias = nameIn(world, roomId, id);
      return { id, name, avatar: "", roomAlias: alias === name ? "" : alias };
    },
  });

  /** The wire breaks while the file is on its way. */
  function halfOf(bytes: Uint8Array): Readable {
    async function* pieces() {
      yield Buffer.from(bytes.subarray(0, bytes.length >> 1));
      await new Promise((done) => setTimeout(done, 20));
      behind.cut();
    }
    return Readable.from(pieces());
  }
}
