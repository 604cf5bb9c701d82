/** Keeps the bot's one connection alive, as long as this process has the lease for it. */
import type { House } from "#bot";
import type { Client, Ending, Listener } from "./client.ts";
import { type Hold, hold } from "./lease.ts";
import type { Settings } from "./settings.ts";
import type { Words } from "./words.ts";

/** How often a process without the lease asks for it. */
const LOOK_MS = 10_000;
/** After a kick or a refused log-in: quick tries would only put the other one off, or lock the bot. */
const SLOW_MS = 60_000;
/** After a loss, doubled up to the last; jitter keeps many bots from coming at once. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

export type State = "starting" | "standby" | "up" | "lost" | "kicked" | "auth" | "stopped";

export interface Line {
  state(): State;
  /** The connection that is logged in, if there is one. */
  client(): Client | undefined;
  /** Ends at once; resolves when the lease is given back. */
  close(): Promise<void>;
}

export function openLine(settings: Settings, house: House, words: Words, frame: Listener["frame"]): Line {
  const end = new AbortController();
  let state: State = "starting";
  let client: Client | undefined;

  /** Connects again and again under one lease, until there is a reason to give it up; returns the pause after it. */
  async function tenure(held: Hold): Promise<number> {
    const { openClient } = await import("./client.ts");
    const stop = AbortSignal.any([end.signal, held.lost]);
    let pause = FIRST_PAUSE_MS;
    while (!stop.aborted) {
      const up = () => {
        state = "up";
        pause = FIRST_PAUSE_MS;
        house.log.info({}, "wecom: connected");
      };
      client = openClient(settings, house.log, words, { up, frame });
      const close = () => client?.close();
      stop.addEventListener("abort", close, { once: true });
      const ending = await client.ended;
      stop.removeEventListener("abort", close);
      client = undefined;
      if (stop.aborted) break;
      state = ending;
      told(ending, pause);
      if (ending !== "lost") return SLOW_MS;
      await house.wait(pause * (0.75 + Math.random() / 2), stop);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
    return 0;
  }

  function told(ending: Ending, pauseMs: number): void {
    if (ending === "lost") house.log.warn({ pauseMs }, "wecom: no connection, trying again");
    else house.log.error({ pauseMs: SLOW_MS }, `wecom: ${words[ending]}`);
  }

  async function run(): Promise<void> {
    while (!end.signal.aborted) {
      const held = await hold(house, `wecom ${settings.botId}`);
      if (held) {
        const pause = end.signal.aborted ? 0 : await tenure(held);
        await held.give();
        if (pause) await house.wait(pause, end.signal);
      } else {
        state = "standby";
        await house.wait(LOOK_MS, end.signal);
      }
    }
  }

  const running = run().catch((error) => house.log.error({ error: String((error as Error).name) }, "wecom: ended"));
  return {
    state: () => state,
    client: () => (client?.up() ? client : undefined),
    async close() {
      end.abort();
      state = "stopped";
      await running;
    },
  };
}
