/** Which reply was shown under which key, so that a repeated send is shown once. */
import type { Receipt } from "#bot";

export interface Keys {
  get(key: string): Receipt | undefined;
  set(key: string, receipt: Receipt): void;
  clear(): void;
}

/** One hour, as Feishu's `uuid` promises. The transcript is as short-lived as these, so a restart shows nothing twice. */
export const KEY_MS = 60 * 60 * 1000;

export function createKeys(now: () => number): Keys {
  const kept = new Map<string, { receipt: Receipt; at: number }>();
  return {
    get(key) {
      const found = kept.get(key);
      return found && now() - found.at < KEY_MS ? found.receipt : undefined;
    },
    set(key, receipt) {
      for (const [old, { at }] of kept) {
        // Kept in order of time, so the first young one ends the sweep.
        if (now() - at < KEY_MS) break;
        kept.delete(old);
      }
      kept.set(key, { receipt, at: now() });
    },
    clear: () => kept.clear(),
  };
}
