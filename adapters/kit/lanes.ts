/** One after another within a lane, side by side between lanes. */
export type Lanes = <T>(lane: string, work: () => Promise<T>) => Promise<T>;

/** Does `work` when everything before it in its lane is over, well or badly. */
export function lanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>();
  return (lane, work) => {
    const mine = (tails.get(lane) ?? Promise.resolve()).then(work);
    const tail: Promise<unknown> = mine
      .catch(() => undefined)
      .then(() => {
        if (tails.get(lane) === tail) tails.delete(lane);
      });
    tails.set(lane, tail);
    return mine;
  };
}
