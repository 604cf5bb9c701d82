/**
 * The process in which a stranger's file is opened: little memory, no secrets, nothing it may write (see reader.ts). Takes
 * a path a line on standard input, answers with one line of JSON each.
 */
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { Reading } from "./block.ts";
import { compose } from "./compose.ts";
import { Fault } from "./fault.ts";
import { type Kind, sniff } from "./kind.ts";

const Asked = z.object({ path: z.string(), name: z.string() });

for await (const line of createInterface({ input: process.stdin })) {
  const { path, name } = Asked.parse(JSON.parse(line));
  const answer = await read(path, name).catch((error: unknown) => ({
    fault: error instanceof Fault ? error.code : error instanceof RangeError ? "deep" : "damaged",
  }));
  process.stdout.write(`${JSON.stringify({ ...answer, peak: await peak() })}\n`);
}

/** The most this process ever held, for the one who watches it; kilobytes. `maxRSS` counts what its parent held before. */
async function peak(): Promise<number> {
  const told = await readFile("/proc/self/status", "utf8").catch(() => "");
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(told)?.[1] ?? process.resourceUsage().maxRSS);
}

async function read(path: string, name: string) {
  const bytes = await readFile(path);
  const { kind, reading } = await readBytes(bytes, name);
  const { blocks, ...rest } = reading;
  return { kind, ...compose(blocks), ...rest };
}

/** The heavy readers are loaded when the first such file comes. */
async function readBytes(bytes: Uint8Array, name: string): Promise<{ kind: Kind; reading: Reading }> {
  const kind = sniff(bytes, name);
  if (kind === "office") return (await import("./office.ts")).readOffice(bytes);
  if (kind === "pdf") return { kind, reading: await (await import("./pdf.ts")).readPdf(bytes) };
  if (kind === "html") return { kind, reading: (await import("./html.ts")).readHtml(bytes) };
  throw new Fault("unknown");
}
