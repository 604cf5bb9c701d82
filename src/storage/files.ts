/** Files on disk by content hash: put, get, has, remove. An object store can take their place behind the same four. */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type Files, UserError } from "#bot";
import { tooBig } from "./keep.ts";

const HALF_STORED_MS = 3600_000;

/** Keeps files under `dir/files/ab/<sha-256>`, each at most `maxBytes`. ":memory:" keeps them in a folder of the system's. */
export function filesOnDisk(dir: string, maxBytes: number): Files {
  const root = dir === ":memory:" ? join(tmpdir(), `yizhan-files-${process.pid}`) : join(dir, "files");
  void sweep(root);
  const pathOf = (hash: string) => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error("not a content hash");
    return join(root, hash.slice(0, 2), hash);
  };
  return {
    async put(content) {
      await mkdir(root, { recursive: true });
      const part = join(root, `part-${randomUUID()}`);
      const file = await open(part, "wx");
      try {
        const sha = createHash("sha256");
        let bytes = 0;
        for await (const chunk of content) {
          bytes += chunk.byteLength;
          // The bytes that arrive are counted: a declared length may lie.
          if (bytes > maxBytes) throw new UserError(tooBig(maxBytes));
          sha.update(chunk);
          await file.write(chunk);
        }
        if (bytes === 0) throw new UserError("这个文件是空的，请重新发一次。");
        await file.sync();
        const hash = sha.digest("hex");
        await mkdir(join(root, hash.slice(0, 2)), { recursive: true });
        await rename(part, pathOf(hash));
        return { hash, bytes };
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      } finally {
        await file.close();
      }
    },
    async get(hash) {
      if (!(await exists(pathOf(hash)))) return undefined;
      return Readable.toWeb(createReadStream(pathOf(hash))) as ReadableStream<Uint8Array>;
    },
    has: (hash) => exists(pathOf(hash)),
    remove: (hash) => rm(pathOf(hash), { force: true }),
  };
}

/** A file cut off by a crash has no name that anybody knows; an hour later nobody writes it any more. */
async function sweep(root: string): Promise<void> {
  const names = await readdir(root).catch(() => []);
  for (const name of names.filter((one) => one.startsWith("part-"))) {
    const path = join(root, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > HALF_STORED_MS) await rm(path, { force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
