/** A name's form for comparing, made once: the directory's names are asked of every case there is. */

/** A directory is smaller; beyond it the memory begins anew. */
const MOST = 20_000;

export function onceAName(make: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const made = make(name);
    if (known.size >= MOST) known.clear();
    known.set(name, made);
    return made;
  };
}
