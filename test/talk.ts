/** Tests are talks: the whole bot on a fake clock, spoken to through the script protocol. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { readConfig } from "../src/config.ts";
import { quiet } from "../src/log.ts";
import { openScript, type Said, type Script } from "../src/script.ts";
import { placeWithTables } from "./tables.ts";

export interface Talk {
  /** One line of the protocol; returns everything said because of it, in order. */
  line(value: object): Promise<Said[]>;
  /** "王师傅" in "g1", with the bot mentioned: `group("g1", "wang", "帮助")`. */
  group(chat: string, from: string, text: string, more?: object): Promise<Said[]>;
  /** Privately. */
  direct(from: string, text: string, more?: object): Promise<Said[]>;
  /** Presses the newest button with this label (or these words) shown in `chat`; fails when there is none. */
  press(chat: string, from: string, label: string, id?: string): Promise<Said[]>;
  clock(time: string): Promise<Said[]>;
  role(role: string, of: string, unit?: string): Promise<void>;
  bind(chat: string, unit: string, purpose?: "handlers"): Promise<void>;
  /** Everything said so far. */
  readonly said: Said[];
  /** Ends the process's half and opens it again over the same data. */
  restart(): Promise<void>;
  /** Ends the process's half: what is on disk now is all there is. */
  stop(): Promise<void>;
  readonly script: Script;
  readonly dir: string;
}

/** The start of every talk, unless it sets another: a Monday morning on a working day. */
const START = "2026-11-23T09:00:00+08:00";

export async function openTalk(t: TestContext, env: Record<string, string> = {}, start = START): Promise<Talk> {
  const place = await placeWithTables(t);
  const config = readConfig(
    {
      ORG_NAME: "东街党群服务中心",
      LIBRARY_DIR: "./library",
      DATA_DIR: place.dir,
      ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl } : {}),
      ...env,
    },
    [],
  );
  const said: Said[] = [];
  const open = () =>
    openScript(config, { log: quiet, say: (one) => said.push(one), ...(place.schema ? { schema: place.schema } : {}) });
  let script = await open();
  let stopped = false;
  place.inUse(async () => {
    if (!stopped) await script.stop();
  });

  const line = async (value: object): Promise<Said[]> => {
    const before = said.length;
    await script.line(JSON.stringify(value));
    said.push(...asWritten(said.splice(before)));
    return said.slice(before);
  };
  const talk: Talk = {
    line,
    group: (chat, from, text, more = {}) => line({ chat, from, text, addressed: true, ...more }),
    direct: (from, text, more = {}) => line({ chat: `@${from}`, from, text, ...more }),
    async press(chat, from, label, id) {
      const shown = said.findLast(
        (one) => one.to === chat && one.buttons?.some((button) => button.label === label || button.says === label),
      );
      const button = shown?.buttons?.find((one) => one.label === label || one.says === label);
      assert.ok(button, `no button "${label}" was shown in ${chat}`);
      return line({ press: button.says, chat, from, ...(id ? { id } : {}) });
    },
    clock: (time) => line({ clock: time }),
    async role(role, of, unit) {
      await line({ role, of, ...(unit ? { unit } : {}) });
    },
    async bind(chat, unit, purpose) {
      await line({ bind: chat, unit, ...(purpose ? { for: purpose } : {}) });
    },
    said,
    async stop() {
      await script.stop();
      stopped = true;
    },
    async restart() {
      await talk.stop();
      script = await open();
      stopped = false;
    },
    get script() {
      return script;
    },
    dir: place.dir,
  };
  await talk.clock(start);
  return talk;
}

/**
 * Chats are spoken to side by side, so which of them hears first is luck: of one message's replies, the chat whose next
 * words were written first comes first. Within a chat nothing is moved.
 */
function asWritten(said: Said[]): Said[] {
  const ordered: Said[] = [];
  for (const one of Map.groupBy(said, ({ key }) => /^.{24}/.exec(key)?.[0]).values()) {
    const chats = [...Map.groupBy(one, ({ to }) => to).values()];
    while (chats.length > 0) {
      const next = chats.reduce((a, b) => (placeOf(b[0]) < placeOf(a[0]) ? b : a));
      ordered.push(...next.splice(0, 1));
      if (next.length === 0) chats.splice(chats.indexOf(next), 1);
    }
  }
  return ordered;
}

/** A key ends in the reply's place among the message's replies; the notice goes before them all. */
function placeOf(one: Said | undefined): number {
  const [, notice, place] = /^.{24}(?:-(notice)?(\d*))?$/.exec(one?.key ?? "") ?? [];
  return Number(place || 0) - (notice ? 100 : 0);
}

/** The words said to `to`, joined: for matching. */
export function words(said: Said[], to?: string): string {
  return said
    .filter((one) => to === undefined || one.to === to)
    .map((one) => one.text)
    .join("\n");
}
