/** One after another within a lane, side by side between lanes. */
export function lanes() {
  const tails = new Map<string, Promise<void>>();
  /** Does `work` when everything before it in this lane is done, whatever became of it. */
  return (lane: string, work: () => Promise<void>): Promise<void> => {
    const mine = (tails.get(lane) ?? Promise.resolve()).then(work);
    const tail: Promise<void> = mine
      .catch(() => undefined)
      .then(() => {
        if (tails.get(lane) === tail) tails.delete(lane);
      });
    tails.set(lane, tail);
    return mine;
  };
}
