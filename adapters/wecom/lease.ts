/** The right to connect: one process among all that share the store. Free again 60 s after its holder's death. */
import type { House } from "#bot";

const LEASE_MS = 60_000;
const RENEW_MS = 20_000;
/** While the store does not answer, the lease is believed to hold for so long after it was last renewed. */
const BELIEVED_MS = 50_000;

export interface Hold {
  /** Aborts when the lease is ours no longer. */
  lost: AbortSignal;
  give(): Promise<void>;
}

/** Takes the lease and keeps renewing it; undefined when somebody else has it, or when nobody can tell. */
export async function hold(house: House, name: string): Promise<Hold | undefined> {
  const take = () => house.lease.take(name, LEASE_MS);
  let renewed = house.now();
  if (!(await take().catch(() => unsure(house)))) return undefined;
  const lost = new AbortController();
  const given = new AbortController();

  async function keep(): Promise<void> {
    for (;;) {
      await house.wait(RENEW_MS, given.signal);
      if (given.signal.aborted) return;
      const before = house.now();
      const kept = await take().catch(() => undefined);
      if (given.signal.aborted) return;
      if (kept) renewed = before;
      else if (kept === false || house.now() - renewed > BELIEVED_MS) return lost.abort();
    }
  }

  const keeping = keep();
  return {
    lost: lost.signal,
    async give() {
      given.abort();
      await keeping;
      await house.lease.give(name).catch(() => unsure(house)); // it lapses by itself
    },
  };
}

function unsure(house: House): false {
  house.log.warn({}, "wecom: the store does not answer for the lease");
  return false;
}
