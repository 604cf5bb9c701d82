/** What a new cases file would change, in plain lines, and what it must not do to cases that are open. Pure. */
import type { Fault } from "./read.ts";
import { type CasesFile, clocksOf } from "./shape.ts";

export interface Change {
  /** Open cases per kind: what is promised to them stays promised. */
  open: ReadonlyMap<string, number>;
}

/** Kinds that are taken away while cases of them are open. */
export function orphans(now: CasesFile, next: CasesFile, { open }: Change): Fault[] {
  return [...new Set([...Object.keys(now.kinds), ...open.keys()])].flatMap((kind) => {
    const n = open.get(kind) ?? 0;
    if (n === 0 || next.kinds[kind] !== undefined) return [];
    return [
      {
        line: 0,
        text: `kinds.${kind}：还有 ${n} 件在办，不能删；不再受理就写 retired: true / ${n} open cases, so it cannot go; write retired: true`,
      },
    ];
  });
}

/** Line by line, a kind at a time; empty when nothing changes. */
export function changes(now: CasesFile, next: CasesFile, { open }: Change): string[] {
  const lines: string[] = [];
  for (const [kind, to] of Object.entries(next.kinds)) {
    const from = now.kinds[kind];
    const name = `${to.name.zh}（${kind}）`;
    if (!from) {
      lines.push(`${name}：新增 / new`);
      continue;
    }
    if (to.retired !== from.retired)
      lines.push(`${name}：${to.retired ? "停止受理 / retired" : "恢复受理 / taken again"}`);
    const before: Record<string, unknown> = { due: from.clock.due, ...clocksOf(now, from) };
    const after: Record<string, unknown> = { due: to.clock.due, ...clocksOf(next, to) };
    const steps = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
      (step) => before[step] !== after[step],
    );
    for (const step of steps) lines.push(`${name}：${step} ${before[step] ?? "—"} → ${after[step] ?? "—"}`);
    const n = open.get(kind) ?? 0;
    if (steps.length > 0 && n > 0)
      lines.push(`    在办的 ${n} 件，办理时限不变，只用于新的 / ${n} open cases keep their due dates`);
    for (const part of [
      "name",
      "words",
      "hints",
      "fields",
      "privacy",
      "ends_with",
      "handled_by",
      "categories",
      "prompt",
      "accuses",
    ] as const)
      if (JSON.stringify(from[part]) !== JSON.stringify(to[part])) lines.push(`${name}：${part} 有改动 / changed`);
  }
  for (const [kind, from] of Object.entries(now.kinds))
    if (next.kinds[kind] === undefined) lines.push(`${from.name.zh}（${kind}）：删去 / removed`);
  for (const part of ["areas", "responsibility", "catch_all"] as const)
    if (JSON.stringify(now[part]) !== JSON.stringify(next[part])) lines.push(`${part}：有改动 / changed`);
  return lines;
}
