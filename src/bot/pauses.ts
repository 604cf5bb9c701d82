/** How long to wait before trying again, and when to stop trying. */

/** Before the 2nd, 3rd … attempt at answering a message; after the last it is parked. A lane waits meanwhile, so it stays short. */
export const ANSWER_PAUSES_MS = [300, 1_000, 4_000, 15_000];

/** Before the next attempt at a delivery that certainly failed; the last one repeats. */
const SEND_PAUSES_MS = [1_000, 2_000, 5_000, 15_000, 60_000, 300_000];

/** A delivery that the platform has refused to take for this long is given up and shown to staff. */
export const GIVE_UP_SENDING_MS = 24 * 3600_000;

/** The pause before the next try of a delivery, `tries` attempts having failed. */
export function sendPause(tries: number): number {
  return SEND_PAUSES_MS[Math.min(tries, SEND_PAUSES_MS.length) - 1] ?? 1_000;
}

/** How long a process may hold a row of the inbox or outbox before another may take it over (several processes only). */
export const CLAIM_MS = 60_000;
