/** Work on time that is done in batches, each with a commit of its own: killed between two, it goes on with the next. */

/** Cases in one batch: long enough to share its queries and its commit, short enough that nobody waits for it. */
export const BATCH = 200;

/**
 * For a job's next due time, once it is past: a moment that differs with the case that is next. What a tick leaves there
 * is tried a few times and then rested from; a batch leaves other work each time, and says so with this.
 */
export function goesOn(no: string): number {
  return -Number(no);
}
