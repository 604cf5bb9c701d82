/** A folder as an office hands it over: sound documents of every kind, copies, wrong names, damage and malice. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hostile } from "./hostile.ts";
import { sound } from "./sound.ts";

export interface Laid {
  path: string;
  /** `added`, `unchanged` (a copy), `flagged`, or the fault that must be named. */
  expect: string;
  /** For sound ones: words that an answer must be able to quote. */
  holds?: string;
}

/** Lays `count` files under `dir`, about two thirds of them sound. */
export function layFolder(dir: string, count: number): Laid[] {
  const laid: Laid[] = [];
  const put = (folder: string, name: string, bytes: Uint8Array, expect: string, holds?: string) => {
    mkdirSync(join(dir, folder), { recursive: true });
    const path = join(dir, folder, name);
    writeFileSync(path, bytes);
    laid.push({ path, expect, ...(holds ? { holds } : {}) });
  };
  for (let round = 0; laid.length < count && round < 3; round++) {
    for (const one of hostile(round)) if (laid.length < count) put(`${round}-bad`, one.name, one.bytes, one.expect);
  }
  for (let n = 0; laid.length < count; n++) {
    const one = sound(n);
    put(`${n % 7}-good`, one.name, one.bytes, "added", one.holds);
    // Every tenth comes a second time under another name, every twelfth with the wrong ending.
    if (n % 10 === 3 && laid.length < count) put("8-copies", `copy-of-${one.name}`, one.bytes, "unchanged");
    if (n % 12 === 1 && laid.length < count) {
      const other = sound(10_000 + n * 7 + 1);
      put("9-misnamed", other.name.replace(/\.[a-z]+$/, ".html"), other.bytes, "added", other.holds);
    }
  }
  return laid;
}

// Run by itself, so that packing bombs is not counted among what importing them takes.
if (import.meta.main) process.stdout.write(JSON.stringify(layFolder(process.argv[2] ?? "", Number(process.argv[3]))));
