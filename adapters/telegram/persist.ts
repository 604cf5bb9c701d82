/** Calls the platform until it answers: for what nothing can go on without. */
import type { House } from "#bot";
import { reason, retryAfter } from "./outcome.ts";
import { pauseMs } from "./pause.ts";

/** Resolves with the first answer, or undefined when the signal aborts first. Each failure is logged. */
export async function persist<T>(
  what: string,
  call: () => Promise<T>,
  house: House,
  signal: AbortSignal,
): Promise<T | undefined> {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      return await call();
    } catch (error) {
      if (signal.aborted) break;
      const ms = Math.max(pauseMs(failures), retryAfter(error) ?? 0);
      house.log.warn({ adapter: "telegram", failures: failures + 1, ms, why: reason(error) }, `${what}: trying again`);
      await house.wait(ms, signal);
    }
  }
  return undefined;
}
