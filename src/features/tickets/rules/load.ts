/** The cases file at the start: the one that is configured if it is whole and reviewed, else the last good one, else none. */
import { readFileSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type Fault, readCases } from "./read.ts";
import { unreviewed } from "./review.ts";
import { type CasesFile, casesShape } from "./shape.ts";

export interface Loaded {
  file: CasesFile;
  text: string;
}

/** What was in force before, with the kinds that it had carried on. */
const keptShape = z.object({ text: z.string(), file: casesShape });

/** Everything that keeps a file from being used: what is wrong in it, and whether two people stand behind it. */
export function faultsOf(text: string): { file: CasesFile | undefined; faults: Fault[] } {
  const { file, faults } = readCases(text);
  if (!file) return { file, faults };
  const why = unreviewed(text, file);
  return { file, faults: why === undefined ? [] : [{ line: 1, text: why }] };
}

/** Reads and checks the file at `path`; a file that cannot be read has one fault. */
export function loadFile(path: string): { loaded: Loaded | undefined; faults: Fault[] } {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return { loaded: undefined, faults: [{ line: 0, text: "读不到这个文件，请检查路径和权限 / cannot be read" }] };
  }
  const { file, faults } = faultsOf(text);
  return { loaded: file && faults.length === 0 ? { file, text } : undefined, faults };
}

/** What was last in force here; undefined where nothing was kept. */
export function lastGood(dataDir: string | undefined): Loaded | undefined {
  const path = keptAt(dataDir);
  if (path === undefined) return undefined;
  try {
    return keptShape.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined; // none yet, or of another version of this program
  }
}

/** The new file, with the kinds of the last one that it leaves out: retired, so that their cases stay in good hands. */
export function carried(next: CasesFile, last: CasesFile | undefined): CasesFile {
  const gone = Object.entries(last?.kinds ?? {}).filter(([kind]) => next.kinds[kind] === undefined);
  return {
    ...next,
    kinds: { ...next.kinds, ...Object.fromEntries(gone.map(([id, one]) => [id, { ...one, retired: true }])) },
  };
}

/** Keeps what is in force, whole or not at all. */
export async function keepGood(dataDir: string | undefined, loaded: Loaded): Promise<void> {
  const path = keptAt(dataDir);
  if (path === undefined || dataDir === undefined) return;
  await mkdir(dataDir, { recursive: true });
  await writeFile(`${path}.${process.pid}`, JSON.stringify(loaded), { mode: 0o600 });
  await rename(`${path}.${process.pid}`, path);
}

/** One line a fault: where, what, and what to do. */
export function listed(faults: readonly Fault[]): string[] {
  return faults.map(({ line, text }) => (line > 0 ? `第 ${line} 行 / line ${line}：${text}` : text));
}

function keptAt(dataDir: string | undefined): string | undefined {
  return dataDir === undefined || dataDir === ":memory:" ? undefined : join(dataDir, "cases.json");
}
