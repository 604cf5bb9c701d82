/** Opens files in a process of its own: whatever a file does there, it is told in one word, and the house stands. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { FAULTS, Fault } from "./fault.ts";
import { type Kind, promised, sniff } from "./kind.ts";
import { decode } from "./text.ts";

/** No policy text is longer; a larger one is a mistake, and would stop everybody while it is read. */
export const MOST_TEXT = 5_000_000;
export const MOST_FILE = 20_000_000;
const LIMITS = { ms: 60_000, heapMb: 384, rssMb: 640, watchMs: 100, files: 100 };

const Read = z.object({
  kind: z.enum(["html", "pdf", "docx", "xlsx"]),
  text: z.string(),
  pages: z.array(z.number()),
  flags: z.array(z.string()),
  notes: z.array(z.string()),
  said: z.object({ title: z.string().optional(), date: z.string().optional(), issuer: z.string().optional() }),
});
const Line = z.union([Read.extend({ peak: z.number() }), z.object({ fault: z.enum(FAULTS), peak: z.number() })]);

/** A file as text. Of Markdown and plain text every letter stands as in the file. */
export interface Text extends Omit<z.infer<typeof Read>, "kind"> {
  kind: Kind;
}

export interface Reader {
  /** `name`: what the file is called, where the path does not say. Throws Fault. */
  read(path: string, name?: string): Promise<Text>;
  /** The most memory that reading took in the other process, in MB. */
  peak(): number;
  stop(): void;
}

/** One file at a time. The process is started with the first file that needs it. */
export function openReader(limits: Partial<typeof LIMITS> = {}): Reader {
  const { ms, heapMb, rssMb, watchMs, files } = { ...LIMITS, ...limits };
  let running: { process: ChildProcess; answers: AsyncIterator<string>; files: number } | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let peak = 0;

  return {
    read(path, name = basename(path)) {
      const mine = last.then(() => readOne(path, name));
      last = mine.catch(() => undefined);
      return mine;
    },
    peak: () => peak,
    stop,
  };

  function stop(): void {
    running?.process.kill("SIGKILL");
    running = undefined;
  }

  async function readOne(path: string, name: string): Promise<Text> {
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) throw new Fault("missing");
    if (found.size > MOST_FILE) throw new Fault("large");
    const bytes = await readFile(path).catch(() => {
      throw new Fault("unreadable");
    });
    const kind = sniff(bytes, name);
    if (kind !== "markdown" && kind !== "text") return ask(path, name);
    // Anything may be called text; only what is called so, or nothing at all, is taken for one.
    const meant = promised(name);
    if (meant === undefined && /\.[a-z0-9]{1,8}$/i.test(name)) throw new Fault("unknown");
    if (meant === "pdf" || meant === "docx" || meant === "xlsx") throw new Fault("misnamed");
    if (bytes.length > MOST_TEXT) throw new Fault("large");
    const text = decode(bytes);
    if (text.trim() === "") throw new Fault("empty");
    if (text.includes("\0")) throw new Fault("damaged");
    return { kind, text, pages: [], flags: [], notes: [], said: {} };
  }

  async function ask(path: string, name: string): Promise<Text> {
    running ??= start();
    const { process: child, answers } = running;
    let fault: "slow" | "memory" | undefined;
    const kill = (why: typeof fault) => {
      fault ??= why;
      child.kill("SIGKILL");
    };
    const late = setTimeout(kill, ms, "slow");
    const watch = setInterval(() => {
      const held = heldBy(child.pid);
      peak = Math.max(peak, held);
      if (held > rssMb) kill("memory");
    }, watchMs);
    try {
      child.stdin?.write(`${JSON.stringify({ path, name })}\n`);
      const { value, done } = await answers.next();
      if (done) {
        running = undefined;
        // It ended by itself: out of its heap, or broken by the file.
        throw new Fault(fault ?? "memory");
      }
      const said = Line.parse(JSON.parse(value));
      peak = Math.max(peak, said.peak / 1_024);
      // What one file left behind shall not add up.
      if (++running.files >= files || said.peak / 1_024 > rssMb / 2) stop();
      if ("fault" in said) throw new Fault(said.fault);
      const { peak: _, ...read } = said;
      if (read.text.length > MOST_TEXT) throw new Fault("large");
      return read;
    } finally {
      clearTimeout(late);
      clearInterval(watch);
    }
  }

  function start(): NonNullable<typeof running> {
    const script = join(import.meta.dirname, `child${extname(import.meta.filename)}`);
    // It may read; it may write nothing, start nothing, load no native code, and knows no variable of ours.
    const bounds = [`--max-old-space-size=${heapMb}`, "--permission", "--allow-fs-read=*", "--no-warnings"];
    const child = spawn(process.execPath, [...bounds, script], { env: {}, stdio: ["pipe", "pipe", "ignore"] });
    child.on("error", () => undefined);
    child.stdin?.on("error", () => undefined);
    // A reader at rest keeps nobody from ending.
    child.unref();
    const answers = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
    return { process: child, answers, files: 0 };
  }
}

/** Resident memory of a process in MB; 0 where the system does not tell it this way (there the heap's cap holds alone). */
function heldBy(pid: number | undefined): number {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * 4_096) / 1_048_576;
  } catch {
    return 0;
  }
}
