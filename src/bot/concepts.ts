/** Words that mean much the same here: a sentence and an example that share no character may share a thought. */
import { fold, type Unit, units } from "./fold.ts";

/** Returns the groups that a folded text touches, each with how surely: 1 a word as written, less by sound or by one character. */
export function concepts(markdown: string): (all: Unit[]) => Map<string, number> {
  const written = new Map<string, Set<string>>();
  const heard = new Map<string, Set<string>>();
  let group = "";
  for (const line of markdown.split("\n")) {
    const title = /^## (.+)$/.exec(line)?.[1];
    if (title) group = title.trim();
    else if (group !== "") for (const word of line.split("/").map(fold)) if (word !== "") add(word);
  }
  const longest = Math.max(0, ...[...written.keys()].map((word) => Array.from(word).length));

  function add(word: string): void {
    put(written, word);
    const sounds = units(word).map((unit) => unit.sound);
    if (sounds.length > 1) put(heard, sounds.join(" "));
  }
  function put(table: Map<string, Set<string>>, key: string): void {
    table.set(key, (table.get(key) ?? new Set()).add(group));
  }

  return (all) => {
    const hits: { from: number; to: number; groups: Set<string>; weight: number }[] = [];
    for (let from = 0; from < all.length; from++) {
      let chars = "";
      let sounds = "";
      for (let to = from; to < Math.min(all.length, from + longest); to++) {
        const unit = all[to];
        if (!unit) break;
        chars += unit.char;
        sounds += to === from ? unit.sound : ` ${unit.sound}`;
        const exact = written.get(chars);
        const groups = exact ?? heard.get(sounds);
        // One character says less than a word: 分 is in 积分 and in 分开.
        if (groups) hits.push({ from, to, groups, weight: to === from ? 0.5 : exact ? 1 : 0.9 });
      }
    }
    const found = new Map<string, number>();
    for (const { from, to, groups, weight } of hits) {
      // 知道了 holds no 到了, and 取消报名 no 报名.
      if (hits.some((other) => other.from <= from && other.to >= to && other.to - other.from > to - from)) continue;
      for (const group of groups) found.set(group, Math.max(found.get(group) ?? 0, weight));
    }
    return found;
  };
}
