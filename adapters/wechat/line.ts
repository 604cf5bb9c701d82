/** Keeps the one connection alive, as long as this process has the lease for it. */
import type { House } from "#bot";
import { type Ear, type Ending, type Link, openLink, type Timing } from "./link.ts";
import { load } from "./load.ts";
import type { Loaded, Puppet } from "./puppet.ts";
import type { Settings } from "./settings.ts";
import type { Words } from "./words.ts";

const LEASE_MS = 60_000;
const RENEW_MS = 20_000;
/** How often a process without the lease asks for it. */
const LOOK_MS = 10_000;
/** A wrong token, or a stream that somebody else holds: quick tries mend neither. */
const SLOW_MS = 30_000;
/** After a loss, doubled up to the last; jitter keeps many bots from coming at once. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

export type State = "starting" | "standby" | "up" | "scan" | "out" | "stopped" | "broken" | Ending;

/** A puppet that is logged in, and as whom. */
export interface Online {
  puppet: Puppet;
  self: string;
  box: Loaded["box"];
}

export interface Line {
  state(): State;
  online(): Online | undefined;
  close(): Promise<void>;
}

export interface LineParts {
  settings: Settings;
  house: House;
  words: Words;
  timing: Timing;
  /** Subscribes to what people do. */
  hears(puppet: Puppet): void;
  /** Shows the code to whoever sits in front of the machine. */
  show(code: string): void;
}

export function openLine({ settings, house, words, timing, hears, show }: LineParts): Line {
  const end = new AbortController();
  let state: State = "starting";
  let self: string | undefined;
  let link: Link | undefined;
  let loaded: Loaded | undefined;
  let pause = FIRST_PAUSE_MS;

  const ear: Ear = {
    login(account) {
      self = account;
      state = "up";
      pause = FIRST_PAUSE_MS;
      house.log.info({}, "wechat: logged in");
    },
    scan(code) {
      if (state !== "scan") house.log.warn({}, `wechat: ${words.scan}`);
      self = undefined;
      state = "scan";
      show(code);
    },
    logout() {
      if (self === undefined || end.signal.aborted) return;
      self = undefined;
      state = "out";
      house.log.error({}, `wechat: ${words.out}`);
    },
    hears,
  };

  /** One connection from its beginning to its end; returns the pause after it. */
  async function once(): Promise<number> {
    loaded ??= await load(settings.puppet, settings.folders);
    link = await openLink(settings, loaded, ear, timing);
    const close = () => void link?.close();
    end.signal.addEventListener("abort", close, { once: true });
    if (end.signal.aborted) close();
    const ending = await link.ended;
    end.signal.removeEventListener("abort", close);
    self = undefined;
    await link.close();
    link = undefined;
    if (end.signal.aborted) return 0;
    state = ending;
    house.log.warn({ ending }, `wechat: ${words[ending]}`);
    return ending === "lost" ? longer() : SLOW_MS;
  }

  function longer(): number {
    const now = pause;
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    return now * (0.75 + Math.random() / 2);
  }

  async function run(): Promise<void> {
    const name = `wechat ${settings.puppet} ${settings.endpoint}`;
    while (!end.signal.aborted) {
      const held = await house.lease.take(name, LEASE_MS).catch(() => false);
      if (!held) {
        state = "standby";
        await house.wait(LOOK_MS, end.signal);
        continue;
      }
      const over = new AbortController();
      const keeping = keep(name, over.signal);
      const wait = await once().catch((error: unknown) => {
        state = "broken";
        house.log.error({ error: (error as Error).name }, `wechat: ${words.broken}`);
        return SLOW_MS;
      });
      over.abort();
      await keeping;
      if (!end.signal.aborted) await house.wait(wait, end.signal);
    }
    await house.lease.give(name).catch(() => undefined); // it lapses by itself
  }

  /** Hangs up when the lease has gone to another process. */
  async function keep(name: string, over: AbortSignal): Promise<void> {
    for (;;) {
      await house.wait(RENEW_MS, over);
      if (over.aborted) return;
      if (!(await house.lease.take(name, LEASE_MS).catch(() => true))) void link?.close();
    }
  }

  const running = run();
  return {
    state: () => state,
    online: () => (self !== undefined && link && loaded ? { puppet: link.puppet, self, box: loaded.box } : undefined),
    async close() {
      end.abort();
      state = "stopped";
      await running;
    },
  };
}
