/** One after another within a lane, side by side between lanes. */
export function lanes() {
  const last = new Map<string, Promise<void>>();
  /** Does `work` when everything before it in this lane is over, well or badly. */
  return async (lane: string, work: () => Promise<void>): Promise<void> => {
    const mine = (last.get(lane) ?? Promise.resolve()).catch(() => undefined).then(work);
    last.set(lane, mine);
    try {
      await mine;
    } finally {
      if (last.get(lane) === mine) last.delete(lane);
    }
  };
}
