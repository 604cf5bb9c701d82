/** One life of the bot: a real process, from its start to its end. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Orders } from "./child.ts";
import { type Down, eachLine, type Up } from "./wire.ts";

const CHILD = fileURLToPath(new URL("./child.ts", import.meta.url));
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Where Node keeps compiled code: a start takes half the time. */
const CACHE = join(tmpdir(), "node-compile-cache");

export class Life {
  /** Resolves when the platforms are let in; never, if it dies before. */
  readonly ready: Promise<void>;
  /** Resolves when it is dead and everything that it said was read. */
  readonly dead: Promise<void>;
  readonly #process: ChildProcessWithoutNullStreams;
  #killed = false;
  #ended = false;
  #complaints = "";
  /** Why it ended although nobody ended it. */
  fault: Error | undefined;

  constructor(orders: Orders, heard: (line: Up) => void) {
    this.#process = spawn(process.execPath, [CHILD, JSON.stringify(orders)], {
      cwd: ROOT,
      env: { NODE_COMPILE_CACHE: CACHE, ...process.env },
    });
    this.#process.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#complaints = (this.#complaints + text).slice(-4000);
    });
    // Writing to a process that was just killed fails, as it does with a broken connection.
    this.#process.stdin.on("error", () => {});
    let begin = () => {};
    this.ready = new Promise((resolve) => {
      begin = resolve;
    });
    const read = eachLine<Up>(this.#process.stdout, (line) => {
      if ("ready" in line) begin();
      heard(line);
    });
    const closed = new Promise<number | null>((resolve) => this.#process.once("close", resolve));
    this.dead = Promise.all([closed, read]).then(([code]) => {
      if (this.#killed || (this.#ended && code === 0)) return;
      this.fault = new Error(`the bot ended by itself with ${code}:\n${this.#complaints}`);
    });
  }

  tell(line: Down): void {
    if (this.#process.stdin.writable) this.#process.stdin.write(`${JSON.stringify(line)}\n`);
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    this.#killed = this.#process.kill("SIGKILL");
    await this.dead;
  }

  /** Lets it end as it does on a signal. */
  async end(): Promise<void> {
    this.#ended = true;
    this.#process.stdin.end();
    await this.dead;
  }
}
