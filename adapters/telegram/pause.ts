/** Growing pauses: half a second, doubled each time, at most half a minute. */
export function pauseMs(failures: number): number {
  return Math.min(30_000, 500 * 2 ** Math.min(failures, 10));
}
