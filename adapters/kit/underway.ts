/** What has begun and not ended, so that a stop can wait for it. */
export interface Underway {
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when nothing is under way, or after `ms`. */
  settled(ms: number): Promise<void>;
}

export function underway(): Underway {
  const begun = new Set<Promise<unknown>>();
  return {
    track(work) {
      begun.add(work);
      const done = () => void begun.delete(work);
      work.then(done, done);
      return work;
    },
    async settled(ms) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const enough = new Promise<void>((done) => {
        timer = setTimeout(done, ms);
      });
      const all = async () => {
        while (begun.size > 0) await Promise.allSettled(begun);
      };
      await Promise.race([all(), enough]);
      clearTimeout(timer);
    },
  };
}
