/** `talk --json`: the bot for scripts, with a clock that stands still until it is moved. The protocol is in docs/talk.md. */
import { z } from "zod";
import type { Address, Group, Log, Message, Reply, Role } from "#bot";
import { type Shown, terminal } from "../adapters/terminal/index.ts";
import { addressOf, spoken, toMessage } from "../adapters/terminal/toMessage.ts";
import { type App, openApp } from "./app.ts";
import { FakeClock } from "./bot/clock.ts";
import type { CoreTables } from "./bot/schema.ts";
import type { Config } from "./config.ts";

const setRole = z.object({
  role: z.enum(["member", "handler", "secretary", "admin"]),
  of: z.string().min(1),
  unit: z.string().min(1).optional(),
});
const setGroup = z.object({
  bind: z.string().min(1),
  unit: z.string().min(1),
  for: z.enum(["members", "handlers"]).default("members"),
});
const setClock = z.object({ clock: z.iso.datetime({ offset: true }) });

/** Each line takes this long by the fake clock: long enough for a tick that the line itself made due. */
const A_MOMENT_MS = 5;

/** What is printed for everything said. */
export interface Said {
  to: string;
  text: string;
  buttons?: { label: string; says: string }[];
  living?: string;
  gone?: true;
  mentions?: string[];
  files?: Reply["files"];
  key: string;
}

export interface Script {
  app: App;
  clock: FakeClock;
  /** Deals with one input line to the end; throws with what is wrong with it, nothing harmed. */
  line(input: string): Promise<void>;
  stop(): Promise<void>;
}

export interface ScriptOptions {
  log: Log;
  say(said: Said): void;
  schema?: string;
}

/** Opens the bot over `config` with the terminal as its only platform. No port is opened. */
export async function openScript(config: Config, { log, say, schema }: ScriptOptions): Promise<Script> {
  const clock = new FakeClock(Date.now());
  const groups = new Set<string>();
  const buttons = new Map<string, string>();
  const show = (shown: Shown) => {
    for (const button of shown.reply.buttons ?? []) buttons.set(`${shown.to} ${button.says}`, shown.key);
    say(saidOf(shown, groups));
  };
  const app = await openApp(config, {
    clock,
    log,
    watch: false,
    adapters: () => [terminal({ show, buttons: true })],
    ...(schema ? { schema } : {}),
  });
  const marks = app.database.db.withTables<CoreTables>();
  const stored = await marks.selectFrom("marks").select("value").where("name", "=", "clock").executeTakeFirst();
  let fresh = stored === undefined;
  if (stored) clock.set(Number(stored.value));
  for (const purpose of ["members", "handlers"] as const) {
    for (const group of await app.directory.groups(purpose)) groups.add(group.chat);
  }
  await app.start();
  await app.core.idle();

  async function moveClock(to: number): Promise<void> {
    if (fresh) {
      clock.set(to);
      await app.core.resetTicks();
    } else {
      if (to < clock.now()) throw new Error("the clock does not run backwards");
      await clock.advance(to, () => app.core.idle());
    }
    fresh = false;
    await app.database.unit(async (tx) => {
      const row = { name: "clock", value: String(to) };
      const all = tx.withTables<CoreTables>().insertInto("marks").values(row);
      await all.onConflict((conflict) => conflict.column("name").doUpdateSet({ value: row.value })).execute();
    });
  }

  async function giveRole(role: Role, of: string, unitName: string | undefined): Promise<void> {
    const person = await app.directory.of(addressOf(of));
    await app.database.unit(async (tx) => {
      const unit = unitName === undefined ? undefined : await app.directory.makeUnit(tx, unitName);
      await app.directory.appoint(tx, person.id, role, unit?.id);
    });
  }

  async function bindGroup(chat: string, unitName: string, purpose: Group["purpose"]): Promise<void> {
    const address = addressOf(chat);
    groups.add(address);
    await app.database.unit(async (tx) => {
      const unit = await app.directory.makeUnit(tx, unitName);
      await app.directory.bind(tx, address, unit.id, purpose, "");
    });
  }

  async function hear(line: z.infer<typeof spoken>): Promise<void> {
    const message: Message = toMessage(line, clock.now());
    if (message.chat !== message.from) groups.add(message.chat);
    const shownBy = line.press === undefined ? undefined : buttons.get(`${message.chat} ${line.press}`);
    if (shownBy && !message.replyTo) message.replyTo = shownBy;
    await app.core.receive(message);
  }

  return {
    app,
    clock,
    async line(input) {
      const value: unknown = JSON.parse(input);
      if (!value || typeof value !== "object" || Array.isArray(value)) throw new Error("a line must be a JSON object");
      const tickless = fresh;
      if ("clock" in value) await moveClock(Date.parse(setClock.parse(value).clock));
      else if ("role" in value) {
        const { role, of, unit } = setRole.parse(value);
        await giveRole(role, of, unit);
      } else if ("bind" in value) {
        const { bind, unit, for: purpose } = setGroup.parse(value);
        await bindGroup(bind, unit, purpose);
      } else await hear(spoken.parse(value));
      await app.core.idle();
      // What became due because of the line is part of dealing with it; only the first clock line ticks nothing.
      const first = "clock" in value && tickless;
      if (!first) await clock.advance(clock.now() + A_MOMENT_MS, () => app.core.idle());
    },
    stop: () => app.stop(),
  };
}

function saidOf({ to, reply, key }: Shown, groups: Set<string>): Said {
  const plain = (address: Address) => address.slice("terminal:".length);
  const buttons = reply.buttons?.filter((button) => !button.private).map(({ label, says }) => ({ label, says }));
  return {
    to: groups.has(to) ? plain(to) : `@${plain(to)}`,
    text: reply.text,
    ...(buttons?.length ? { buttons } : {}),
    ...(reply.living ? { living: reply.living } : {}),
    ...(reply.gone ? { gone: true as const } : {}),
    ...(reply.mentions?.length ? { mentions: reply.mentions.map(plain) } : {}),
    ...(reply.files?.length ? { files: reply.files } : {}),
    key,
  };
}
