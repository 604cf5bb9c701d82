/**
 * Office files are zips, and a zip can lie: 0.7 MB of .docx made an unguarded reader take 2.3 GB (CONSOLE.md §6). So the
 * central directory is walked, every entry is unpacked under a running count, and what is handed on is bytes, not a zip.
 */
import { crc32, inflateRawSync } from "node:zlib";
import { Fault } from "./fault.ts";

/** No policy text comes near these. */
const MOST_ENTRIES = 4_000;
const ENTRY_BYTES = 24_000_000;
const TOTAL_BYTES = 64_000_000;
/** Deflate reaches 1,032:1 on nothing but repetition; office files seldom pass 40:1. Small entries may. */
const RATIO = 200;
const RATIO_FROM = 1_000_000;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

interface Entry {
  name: string;
  at: number;
  method: number;
  packed: number;
  size: number;
  crc: number;
}

/** Every part that `wanted` names, unpacked and checked; the others are unpacked, counted and let go. Throws Fault. */
export function unzip(file: Uint8Array, wanted: (name: string) => boolean): Map<string, Uint8Array> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const entries = directory(file, view);
  const parts = new Map<string, Uint8Array>();
  let left = TOTAL_BYTES;
  let free = 0;
  // In the order of the file, so that two entries that share bytes (a "quine" bomb) are seen.
  for (const entry of entries.toSorted((a, b) => a.at - b.at)) {
    const { start, end } = place(view, entry);
    if (entry.at < free) throw new Fault("bomb");
    free = end;
    const bytes = unpack(file.subarray(start, end), entry, Math.min(ENTRY_BYTES, left));
    left -= bytes.length;
    if (isArchive(bytes) && !/(^|\/)embeddings\//.test(entry.name)) throw new Fault("nested");
    if (wanted(entry.name)) parts.set(entry.name, bytes);
  }
  return parts;
}

function directory(file: Uint8Array, view: DataView): Entry[] {
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > MOST_ENTRIES) throw new Fault("bomb");
  const names = new Set<string>();
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > file.length || view.getUint32(at, true) !== ENTRY) throw new Fault("damaged");
    if (view.getUint16(at + 8, true) & 1) throw new Fault("encrypted");
    const length = view.getUint16(at + 28, true);
    const name = Buffer.from(file.subarray(at + 46, at + 46 + length)).toString("utf8");
    if (/\\|\0|^\/|^[a-z]:|(^|\/)\.\.(\/|$)/i.test(name)) throw new Fault("slip");
    // Two parts of one name: which one a reader sees is anybody's guess.
    if (names.has(name)) throw new Fault("damaged");
    names.add(name);
    entries.push({
      name,
      at: view.getUint32(at + 42, true),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      crc: view.getUint32(at + 16, true),
    });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  // More in the file than it owns up to: the end record lies about the count.
  if (at + 4 <= file.length && view.getUint32(at, true) === ENTRY) throw new Fault("damaged");
  return entries;
}

/** The end record stands in the last 64 KB, before a comment of the length it names. */
function endOf(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= 0 && at >= last - 65_535; at--) {
    if (view.getUint32(at, true) === END && at + 22 + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  throw new Fault("damaged");
}

function place(view: DataView, entry: Entry): { start: number; end: number } {
  if (entry.at + 30 > view.byteLength || view.getUint32(entry.at, true) !== LOCAL) throw new Fault("damaged");
  const start = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
  const end = start + entry.packed;
  if (end > view.byteLength) throw new Fault("damaged");
  return { start, end };
}

function unpack(packed: Uint8Array, entry: Entry, most: number): Uint8Array {
  // Declared too large: no need to try. Declared too small: the count below finds out.
  if (entry.size > most) throw new Fault("bomb");
  const bytes = entry.method === 0 ? packed : inflate(packed, entry.method, most);
  if (bytes.length > RATIO_FROM && bytes.length > RATIO * Math.max(1, packed.length)) throw new Fault("bomb");
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) throw new Fault("damaged");
  return bytes;
}

function inflate(packed: Uint8Array, method: number, most: number): Uint8Array {
  if (method !== 8) throw new Fault("damaged");
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    throw new Fault((error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE" ? "bomb" : "damaged");
  }
}

/** A zip, 7z, rar or gzip by its first bytes. */
export function isArchive(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 6)).toString("latin1");
  return (
    head.startsWith("PK\x03\x04") ||
    head === "7z\xbc\xaf\x27\x1c" ||
    head.startsWith("Rar!") ||
    head.startsWith("\x1f\x8b")
  );
}
