/** The names of those who submitted and published: what they see of it, and what becomes of it when they go. */
import type { Rights } from "#bot";
import { changePublisher, publishedBy } from "../store-library.ts";

interface RightsWords {
  line(n: number): string;
  erased(n: number): string;
}

/** The feature's other rights, and these in the same section. */
export function withPublishing(words: RightsWords, rest: Rights): Rights {
  return {
    async export(db, person) {
      const [other, mine] = [await rest.export(db, person), await publishedBy(db, person.id)];
      const lines = mine.length > 0 ? [words.line(mine.length)] : [];
      return { ...other, lines: [...other.lines, ...lines], data: { kept: other.data, published: mine } };
    },
    async erase(tx, person) {
      const n = await changePublisher(tx, person.id, "");
      return [...(await rest.erase(tx, person)), ...(n > 0 ? [words.erased(n)] : [])];
    },
    async merge(tx, from, into) {
      await rest.merge?.(tx, from, into);
      await changePublisher(tx, from.id, into.id);
    },
  };
}
