/**
 * `npm test`: node's own runner over a few processes with many test files each, instead of a process for every file.
 *
 *     npm test                                    everything
 *     npm test -- test/bot/inbox.test.ts          these files, or a pattern: "test/bot/*.test.ts"
 *     npm test -- --test-name-pattern=退回        node's own options reach the processes
 */
import { globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { pathToFileURL } from "node:url";
import { SHARED, shareProcesses } from "./processes.ts";

const root = join(import.meta.dirname, "..");
const TEST_MS = 300_000;
/** For a whole process: only what hangs without end needs so long. */
const PROCESS_MS = 3_600_000;

const words = process.argv.slice(2);
const options = words.filter((word) => word.startsWith("-"));
const patterns = words.filter((word) => !word.startsWith("-"));
const found =
  patterns.length > 0
    ? patterns.flatMap((pattern) => named(pattern))
    : globSync("test/**/*.test.ts", { cwd: root, exclude: (name) => name === "node_modules" });
const files = [...new Set(found.map((file) => resolve(root, file)))].sort();

function named(pattern: string): string[] {
  const some = globSync(pattern);
  if (some.length === 0) {
    process.stderr.write(`no such test file: ${pattern}\n`);
    process.exit(1);
  }
  return some.map((file) => resolve(file));
}

// Compiled code is kept beside the packages it belongs to.
process.env.NODE_COMPILE_CACHE ??= join(root, "node_modules/.cache/yizhan/code");

const dir = mkdtempSync(join(tmpdir(), "yizhan-tests-"));
process.on("exit", () => rmSync(dir, { recursive: true, force: true }));

const entries = shareProcesses(files).map((group, place) => {
  const name = group.length === 1 ? basename(group[0] ?? "", ".ts") : `process-${place + 1}`;
  const path = join(dir, `${place + 1}-${name}.mjs`);
  const runs = pathToFileURL(join(import.meta.dirname, "process.ts")).href;
  writeFileSync(path, `import { runFiles } from ${JSON.stringify(runs)};\nawait runFiles(${JSON.stringify(group)});\n`);
  return path;
});

let succeeded = false;
const stream = run({
  files: entries,
  concurrency: SHARED + 1, // those with one file each follow each other beside the shared ones
  timeout: PROCESS_MS,
  execArgv: [`--test-timeout=${TEST_MS}`, ...options],
});
stream.on("test:summary", ({ file, success }) => {
  if (file === undefined) succeeded = success;
});
stream.compose(spec).pipe(process.stdout);
stream.on("end", () => {
  process.exitCode = succeeded ? 0 : 1;
});
// Until then nothing has succeeded.
process.exitCode = 1;
