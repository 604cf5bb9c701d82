/**
 * Five folds in which no passage answers questions of two: what is measured on a fold was learned from questions that
 * share no passage with it, so that learning passages by heart gains nothing.
 */
export function folds(gold: Set<string>[], count = 5): number[] {
  const above = new Map<string, string>();
  const root = (one: string): string => {
    let at = one;
    for (let up = above.get(at); up !== undefined; up = above.get(at)) at = up;
    return at;
  };
  gold.forEach((passages, i) => {
    for (const passage of passages) {
      const [a, b] = [root(`passage ${passage}`), root(`question ${i}`)];
      if (a !== b) above.set(a, b);
    }
  });
  const groups = new Map<string, number[]>();
  gold.forEach((_, i) => {
    const key = root(`question ${i}`);
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  const sizes = new Array<number>(count).fill(0);
  const out = new Array<number>(gold.length).fill(0);
  for (const group of [...groups.values()].sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0))) {
    const fold = sizes.indexOf(Math.min(...sizes));
    sizes[fold] = (sizes[fold] ?? 0) + group.length;
    for (const i of group) out[i] = fold;
  }
  return out;
}
