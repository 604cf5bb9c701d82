import { randomBytes } from "node:crypto";
import { type FileHandle, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setImmediate as breath } from "node:timers/promises";
import { crc32 } from "node:zlib";
import { z } from "zod";
import { buildInSlices, type Fields, type Index, isLawful } from "./build.ts";
import { reading } from "./reading.ts";
import { Terms } from "./terms.ts";

/** Bytes read, checked or written at once: about 3 ms. */
const PIECE = 4 << 20;
/** The first line of the file: at most this long. */
const HEAD = 1024;
const PART = ".part";

const PARTS = [
  ["keys", Uint32Array],
  ["values", Int32Array],
  ["offsets", Uint32Array],
  ["docs", Int32Array],
  ["impacts", Uint16Array],
  ["text", Uint16Array],
  ["spans", Uint32Array],
  ["first", Uint32Array],
  ["size", Uint32Array],
  ["kinds", Uint8Array],
  ["marks", Uint8Array],
] as const;

const headShape = z.object({
  reading: z.string(),
  revision: z.string(),
  count: z.int().nonnegative(),
  terms: z.int().nonnegative(),
  meanBody: z.number().positive(),
  lengths: z.array(z.int().nonnegative()).length(PARTS.length),
  crc: z.int(),
});

/** What a process that died while writing left behind; none writes for so long. */
const LEFT_MS = 600_000;

/**
 * The index kept at `path` under `revision`; else one built in slices from `passages` and kept there for the next start. A
 * file that cannot be read, is cut short or damaged counts as none; one that cannot be written is done without.
 */
export async function openIndex(
  path: string | undefined,
  revision: string,
  passages: () => Iterable<Fields>,
): Promise<Index> {
  const kept = path === undefined ? undefined : await readIndex(path, revision);
  if (kept) return kept;
  const index = await buildInSlices(passages());
  if (path !== undefined) await keepIndex(path, revision, index).catch(() => undefined);
  return index;
}

/**
 * Writes beside the file and renames, so that a reader sees the old one or the new one, however many processes write.
 * Readable by the owner alone: a library may hold texts for staff.
 */
export async function keepIndex(path: string, revision: string, index: Index): Promise<void> {
  const { keys, values } = index.terms.table();
  const arrays = PARTS.map(([name]) => {
    const array = name === "keys" ? keys : name === "values" ? values : index[name];
    return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  });
  const { count, meanBody } = index;
  const lengths = arrays.map(({ byteLength }) => byteLength);
  const says = { reading: reading(), revision, count, terms: index.terms.size, meanBody, lengths };
  let crc = crc32(JSON.stringify(says));
  for (const bytes of arrays) crc = await checked(bytes, crc);
  const head = JSON.stringify({ ...says, crc });
  await sweep(path);
  // Process ids repeat between containers that share a folder.
  const beside = `${path}.${randomBytes(6).toString("hex")}${PART}`;
  const file = await open(beside, "wx", 0o600);
  try {
    await file.write(Buffer.from(`${head.padEnd(HEAD - 1)}\n`));
    for (const bytes of arrays)
      for (let at = 0; at < bytes.length; at += PIECE) await file.write(bytes.subarray(at, at + PIECE));
    await file.close();
    await rename(beside, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(beside, { force: true });
    throw error;
  }
}

/** The index kept at `path`, or undefined: none there, another revision, another format, damaged. */
export async function readIndex(path: string, revision: string): Promise<Index | undefined> {
  const file = await open(path, "r").catch(() => undefined);
  if (!file) return undefined;
  try {
    const head = headShape.safeParse(parsed(await readHead(file)));
    if (!head.success || head.data.reading !== reading() || head.data.revision !== revision) return undefined;
    const { crc, ...says } = head.data;
    const { count, terms, meanBody, lengths } = says;
    // A damaged length must not be believed: it would take the memory before anything is read.
    if (HEAD + lengths.reduce((sum, one) => sum + one, 0) !== (await file.stat()).size) return undefined;
    let at = HEAD;
    let sum = crc32(JSON.stringify(says));
    const bodies: ArrayBuffer[] = [];
    for (const length of lengths) {
      const bytes = new Uint8Array(length);
      for (let from = 0; from < length; from += PIECE) {
        const piece = bytes.subarray(from, from + PIECE);
        const { bytesRead } = await file.read(piece, 0, piece.length, at);
        if (bytesRead !== piece.length) return undefined;
        sum = crc32(piece, sum);
        at += piece.length;
      }
      bodies.push(bytes.buffer);
    }
    if (sum !== crc) return undefined;
    const part = <T>(name: (typeof PARTS)[number][0], of: new (bytes: ArrayBuffer) => T): T =>
      new of(bodies[PARTS.findIndex(([one]) => one === name)] as ArrayBuffer);
    const marks = part("marks", Uint8Array);
    return {
      count,
      terms: new Terms(part("keys", Uint32Array), part("values", Int32Array), terms),
      offsets: part("offsets", Uint32Array),
      docs: part("docs", Int32Array),
      impacts: part("impacts", Uint16Array),
      text: part("text", Uint16Array),
      spans: part("spans", Uint32Array),
      first: part("first", Uint32Array),
      size: part("size", Uint32Array),
      kinds: part("kinds", Uint8Array),
      marks,
      meanBody,
      lawful: isLawful(marks),
    };
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}

/** Beginnings of files that nobody will finish. */
async function sweep(path: string): Promise<void> {
  const [folder, name] = [dirname(path), basename(path)];
  for (const one of await readdir(folder)) {
    if (!one.startsWith(`${name}.`) || !one.endsWith(PART)) continue;
    const found = await stat(join(folder, one)).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > LEFT_MS) await rm(join(folder, one), { force: true });
  }
}

async function readHead(file: FileHandle): Promise<string> {
  const bytes = Buffer.alloc(HEAD);
  const { bytesRead } = await file.read(bytes, 0, HEAD, 0);
  return bytes.toString("utf8", 0, bytesRead);
}

async function checked(bytes: Uint8Array, before: number): Promise<number> {
  let crc = before;
  for (let at = 0; at < bytes.length; at += PIECE) {
    crc = crc32(bytes.subarray(at, at + PIECE), crc);
    await breath();
  }
  return crc;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
