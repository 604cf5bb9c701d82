/** What one side of a link is told of the other: the platform, and enough of the name to know oneself by. */
import type { Side } from "./join.ts";
import type { LinkWords } from "./words-link.ts";

/** The adapter's name, as it stands in addresses. */
export function platformOf({ address }: { address: string }): string {
  return address.slice(0, address.indexOf(":"));
}

/** "王*傅": the first and the last character; whoever found a code by chance learns no name. */
export function called(w: LinkWords, { name }: Pick<Side, "name">): string {
  const [first, ...more] = name;
  if (first === undefined) return w.unnamed;
  if (more.length === 0) return "*";
  return `${first}*${more.length > 1 ? (more.at(-1) ?? "") : ""}`;
}

/** "东街承办人"; empty where there is no role to give. */
export function roleOf(w: LinkWords, side: Side): string {
  return side.role === "member" ? "" : w.role(side.role, side.unit_name ?? "");
}
