/**
 * Which test files share a process. A start costs a second of CPU, so most do; a file that changes what belongs to the
 * whole process keeps one of its own.
 */
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/** The environment, the working folder, signals, what is printed, a built-in's method; or the file says so, and why. */
const CHANGES_THE_PROCESS = [
  /\bprocess\.env(\.\w+|\[\w+\]) = /,
  /\bdelete process\.env\b/,
  /\bprocess\.(chdir|on|once|umask)\(/,
  /\bprocess\.std(out|err)\b/,
  /\bmock\.method\((performance|console|process|globalThis)\b/,
  /\bmock\.timers\b/,
  /\bprototype\.\w+ = /,
  /\bAlone in its process: /,
];

/**
 * Each process compiles what it runs anew, so few are quicker than many: two for a processor, because wires and other
 * processes are waited for half of the time.
 */
export const SHARED = Math.min(2 * availableParallelism(), 16);

/** Each file in exactly one list. Neighbours weigh alike, so they are dealt out like cards. */
export function shareProcesses(files: readonly string[]): string[][] {
  const { alone = [], together = [] } = Object.groupBy(files, (file) => {
    const text = readFileSync(file, "utf8");
    return CHANGES_THE_PROCESS.some((change) => change.test(text)) ? "alone" : "together";
  });
  const shared: string[][] = Array.from({ length: Math.min(SHARED, together.length) }, () => []);
  for (const [place, file] of together.entries()) shared[place % shared.length]?.push(file);
  return [...alone.map((file) => [file]), ...shared];
}
