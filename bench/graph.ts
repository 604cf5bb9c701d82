/** Who imports whom, and who goes round in circles. */
import { posix } from "node:path";
import type { Import, Source } from "./scan.ts";

/** package.json's `imports`: "#bot" to a path from the root. */
export type Aliases = Record<string, string>;

/**
 * The path from the root that an import means, whether or not a file is there yet; undefined for a package.
 * `has` tells which files there are, for those who leave the extension out.
 */
export function resolve(
  from: string,
  specifier: string,
  aliases: Aliases,
  has: (path: string) => boolean,
): string | undefined {
  const alias = aliases[specifier];
  if (alias !== undefined) return posix.normalize(alias);
  if (!specifier.startsWith(".")) return undefined;
  const path = posix.join(posix.dirname(from), specifier);
  const tries = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`, path.replace(/\.js(x?)$/, ".ts$1")];
  return tries.find(has) ?? path;
}

/** "@scope/name/deep" and "name/deep" without the depth; "node:fs" as it is. */
export function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/**
 * The groups of files that reach each other in circles (strongly connected, more than one file or one that imports
 * itself), each sorted. `counts` chooses which imports count; by default all, type-only ones included.
 */
export function cycles(
  sources: Map<string, Source>,
  aliases: Aliases,
  counts: (each: Import) => boolean = () => true,
): string[][] {
  const next = new Map<string, string[]>();
  for (const [path, source] of sources) {
    const targets = source.imports
      .filter(counts)
      .map((i) => resolve(path, i.specifier, aliases, (p) => sources.has(p)));
    next.set(path, targets.filter((target) => target !== undefined && sources.has(target)).map(String));
  }
  // Tarjan: a group is complete when its first file can reach nothing that was met before it.
  const met = new Map<string, number>();
  const stack: string[] = [];
  const groups: string[][] = [];
  const visit = (path: string): number => {
    const order = met.size;
    met.set(path, order);
    let lowest = order;
    stack.push(path);
    for (const target of next.get(path) ?? []) {
      if (!met.has(target)) lowest = Math.min(lowest, visit(target));
      else if (stack.includes(target)) lowest = Math.min(lowest, met.get(target) ?? order);
    }
    if (lowest === order) {
      const group = stack.splice(stack.indexOf(path));
      if (group.length > 1 || (next.get(path) ?? []).includes(path)) groups.push(group.toSorted());
    }
    return lowest;
  };
  for (const path of sources.keys()) if (!met.has(path)) visit(path);
  return groups;
}
