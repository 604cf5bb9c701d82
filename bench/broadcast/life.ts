/** One life of the bot: a real process, from its start to its end. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { eachLine } from "../crash/wire.ts";
import type { Down, Progress, Up } from "./wire.ts";

const CHILD = fileURLToPath(new URL("./child.ts", import.meta.url));
/** Where Node keeps compiled code: a start takes half the time. */
const CACHE = join(tmpdir(), "node-compile-cache");

export class Life {
  readonly ready: Promise<void>;
  /** Resolves when it is dead and everything that it said was read. */
  readonly dead: Promise<void>;
  /** The last that it told. */
  progress: Progress | undefined;
  /** Why it ended although nobody ended it. */
  fault: Error | undefined;
  readonly #process: ChildProcessWithoutNullStreams;
  #ended = false;
  #complaints = "";

  /** `orders`: the file; `cwd`: where optional packages are looked for. */
  constructor(orders: string, cwd: string, heard: (progress: Progress) => void) {
    const env = { NODE_COMPILE_CACHE: CACHE, ...process.env };
    this.#process = spawn(process.execPath, ["--expose-gc", CHILD, orders], { cwd, env });
    this.#process.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#complaints = (this.#complaints + text).slice(-4_000);
    });
    // Writing to a process that was just killed fails.
    this.#process.stdin.on("error", () => {});
    const ready = Promise.withResolvers<void>();
    this.ready = ready.promise;
    const read = eachLine<Up>(this.#process.stdout, (line) => {
      if ("ready" in line) return ready.resolve();
      this.progress = line;
      heard(line);
    });
    const closed = new Promise<number | null>((resolve) => this.#process.once("close", resolve));
    this.dead = Promise.all([closed, read]).then(([code]) => {
      if (!this.#ended) this.fault = new Error(`the bot ended by itself with ${code}:\n${this.#complaints}`);
      ready.resolve();
    });
  }

  tell(line: Down): void {
    if (this.#process.stdin.writable) this.#process.stdin.write(`${JSON.stringify(line)}\n`);
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    this.#ended = true;
    this.#process.kill("SIGKILL");
    await this.dead;
  }

  /** Lets it end as it does on a signal. */
  async end(): Promise<void> {
    this.#ended = true;
    this.#process.stdin.end();
    await this.dead;
  }
}
