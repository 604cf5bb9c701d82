/** Reading files in tests: each in a folder of its own, through the real process. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { Document } from "../../../src/features/policy/library/document.ts";
import { prepare } from "../../../src/features/policy/library/prepare.ts";
import { Fault } from "../../../src/features/policy/library/read/fault.ts";
import { openReader, type Reader, type Text } from "../../../src/features/policy/library/read/reader.ts";

export interface House {
  dir: string;
  reader: Reader;
  /** The file's text; throws Fault. */
  read(name: string, bytes: string | Uint8Array): Promise<Text>;
  /** The fault's one word, or "none". */
  fault(name: string, bytes: string | Uint8Array): Promise<string>;
  document(name: string, bytes: string | Uint8Array, sidecar?: string): Promise<Document>;
}

export function house(t: TestContext, limits: Parameters<typeof openReader>[0] = {}): House {
  const dir = mkdtempSync(join(tmpdir(), "yizhan-read-"));
  const reader = openReader(limits);
  t.after(() => {
    reader.stop();
    rmSync(dir, { recursive: true, force: true });
  });
  let n = 0;
  const put = (bytes: string | Uint8Array) => {
    const path = join(dir, `${n++}`);
    writeFileSync(path, bytes);
    return path;
  };
  const read = (name: string, bytes: string | Uint8Array) => reader.read(put(bytes), name);
  return {
    dir,
    reader,
    read,
    fault: (name, bytes) =>
      read(name, bytes).then(
        () => "none",
        (error: unknown) => (error instanceof Fault ? error.code : String(error)),
      ),
    document: async (name, bytes, sidecar) => prepare(await read(name, bytes), name, sidecar),
  };
}

/** Label and words of every passage. */
export function parts({ raw, passages }: Document): [string, string][] {
  return passages.map((one) => [one.article, raw.slice(one.start, one.end)]);
}
