/** Cases files for tests: the built-in one with changes, reviewed by a second person. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { defaultText } from "../../../../src/features/tickets/rules/default.ts";
import { readCases } from "../../../../src/features/tickets/rules/read.ts";
import { signed } from "../../../../src/features/tickets/rules/review.ts";

export type Swap = [from: string | RegExp, to: string];

/** The built-in file with each piece exchanged; fails where a piece is not there. */
export function changed(...swaps: Swap[]): string {
  return swaps.reduce((text, [from, to]) => {
    const next = text.replace(from, () => to);
    if (next === text) throw new Error(`nothing to change: ${from}`);
    return next;
  }, defaultText);
}

export function reviewed(text: string): string {
  const { file, faults } = readCases(text);
  if (!file) throw new Error(JSON.stringify(faults));
  return signed(text, file, "李芳", "2026-11-22");
}

export function folder(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), "yizhan-cases-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** Writes a text to a file of its own; returns its path. */
export function written(t: TestContext, text: string): string {
  const path = join(folder(t), "cases.yaml");
  writeFileSync(path, text);
  return path;
}

/** A kind of the unit's own, to stand before `  wish:`. */
export const REPAIR = `  repair:
    name: { zh: 报修, en: repair }
    words: [报修]
    prompt: { zh: 驿站里什么坏了？, en: What is broken? }
    fields:
      - { ask: place, required: true }
      - { ask: date }
      - { ask: free, label: { zh: 设备编号, en: device }, required: true }
    privacy: { ask: true, choices: [named, confidential] }
    clock: { due: 4 }

  wish:
`;
