/** Who the bot is: its open_id, asked until it is known. Mentions of the bot can be told from others only by it. */
import type { House } from "#bot";
import type { Api } from "./api.ts";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

export interface Identity {
  /** Undefined while it is not known. */
  openId(): string | undefined;
  /** Resolves when it is known; rejects after `ms`, so that the platform sends the event again. */
  known(ms: number): Promise<void>;
}

export function identify(house: House, api: () => Promise<Api>, signal: AbortSignal): Identity {
  let openId: string | undefined;
  const found = ask();

  async function ask(): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        const answer = await (await api()).call({ method: "GET", path: "/open-apis/bot/v3/info" });
        const told = (answer.bot as { open_id?: unknown } | undefined)?.open_id;
        if (typeof told === "string" && told) {
          openId = told;
          return;
        }
        house.log.warn({}, "lark: the app has no bot yet; `yizhan doctor` says what to do");
      } catch (error) {
        if (signal.aborted) return;
        house.log.warn({ error: (error as Error).message }, "lark: who the bot is cannot be asked yet");
      }
      await house.wait(pause, signal);
    }
  }

  return {
    openId: () => openId,
    async known(ms) {
      if (openId) return;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<void>((done) => {
        timer = setTimeout(done, ms);
      });
      await Promise.race([found, late]);
      clearTimeout(timer);
      if (!openId) throw new Error("lark: the bot does not know its own id yet");
    },
  };
}
