/** What runs in each process that `run.ts` starts: test files, one after the other. */
import { createHook } from "node:async_hooks";
import { relative } from "node:path";
import { after, beforeEach, type TestContext, test } from "node:test";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";

/** A file that cannot be read, or that ends the process before every test is over, is a failure of its own. */
export async function runFiles(files: readonly string[]): Promise<void> {
  followNoPromises();
  let running = "no test";
  let over = false;
  beforeEach((t) => {
    running = `"${(t as TestContext).fullName}"`;
  });
  after(() => {
    over = true;
    setTimeout(() => {
      failed(`Its tests are over, and it is kept from ending by ${process.getActiveResourcesInfo().join(", ")}`);
      process.exit();
    }, LINGERS_MS).unref();
  });
  const failed = (words: string) => {
    process.exitCode = 1;
    process.stderr.write(`${words}, while ${running} ran, in one of\n  ${files.map(short).join("\n  ")}\n`);
  };
  process.on("exit", () => {
    if (!over) failed("The process ended before its tests were over");
  });
  for (const kind of ["uncaughtException", "unhandledRejection"])
    process.on(kind, (error: unknown) => failed(`${inspect(error)}\nNobody awaited this`));
  for (const file of files) {
    try {
      await import(pathToFileURL(file).href);
    } catch (error) {
      test(short(file), () => {
        throw error;
      });
    }
  }
}

/** Longer than any keep-alive, and than dropping what the tests left in a database. */
const LINGERS_MS = 60_000;

const short = (file: string) => relative(process.cwd(), file);

/**
 * Node's runner follows every promise of a process by async_hooks, to name the test that an error nobody awaited belongs
 * to: 40 % of the CPU of these tests, measured. Without it such an error still fails the run, by `runFiles`. The
 * switch is node's own `trackPromises: false`, set on the runner's hook; a node that has no such switch goes on as before.
 */
function followNoPromises(): void {
  const hook = createHook({ init() {}, trackPromises: false });
  const own = hook as unknown as Record<symbol, unknown>;
  const untracked = Object.getOwnPropertySymbols(hook).find((key) => key.description === "kNoPromiseHook");
  if (!untracked || own[untracked] !== true) return;
  const all = Object.getPrototypeOf(hook) as typeof hook;
  const { enable } = all;
  all.enable = function (this: typeof hook) {
    (this as unknown as Record<symbol, unknown>)[untracked] = true;
    return enable.call(this);
  };
}
