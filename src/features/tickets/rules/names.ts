/** The names that the cases file gives to kinds and categories, among the words that are said. */
import { cases, type Hazard, type Kind, kinds } from "../case/kinds.ts";
import type { Words } from "../words/index.ts";

/** The same words with the unit's own names. A kind or category that nobody knows any more goes by the plain word for it. */
export function withNames(words: Words, locale: "zh" | "en"): Words {
  const file = cases();
  const kind = Object.fromEntries(Object.entries(file.kinds).map(([id, one]) => [id, one.name[locale]]));
  const categories = file.kinds.hazard?.categories ?? [];
  const hazard = Object.fromEntries(categories.map((one) => [one.id, one.name[locale]]));
  const unknown = "" as Kind;
  const label = {
    ...words.label,
    kind: orElse<Kind>({ ...words.label.kind, ...kind }, kinds[unknown].name[locale]),
    hazard: orElse<Hazard>({ ...words.label.hazard, ...hazard }, words.label.hazard.other),
  };
  return { ...words, label };
}

function orElse<K extends string>(names: Record<string, string>, plain: string): Record<K, string> {
  return new Proxy(names, {
    get: (all, key) => (typeof key === "string" ? (all[key] ?? plain) : undefined),
  }) as Record<K, string>;
}
