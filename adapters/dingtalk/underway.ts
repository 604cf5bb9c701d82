/** What has begun and not ended, so that a stop can wait for it. */
export interface Underway {
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
}

export function underway(): Underway {
  const begun = new Set<Promise<unknown>>();
  return {
    track(work) {
      const done = () => void begun.delete(work);
      begun.add(work);
      work.then(done, done);
      return work;
    },
    async settled() {
      while (begun.size > 0) await Promise.allSettled(begun);
    },
  };
}
