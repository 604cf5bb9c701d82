import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { filesOnDisk } from "../../src/storage/files.ts";
import { freshPlace } from "../database.ts";

const stream = (text: string) => new Blob([text]).stream() as ReadableStream<Uint8Array>;

test("files are kept by content, read back, and removed", async (t) => {
  const { dir } = await freshPlace(t);
  const files = filesOnDisk(dir, 1_000);
  const first = await files.put(stream("照片"));
  const again = await files.put(stream("照片"));
  assert.deepEqual(first, again);
  assert.equal(await new Response(await files.get(first.hash)).text(), "照片");
  await files.remove(first.hash);
  assert.equal(await files.has(first.hash), false);
  assert.equal(await files.get(first.hash), undefined);
});

test("what is too big or empty is refused, and leaves nothing behind", async (t) => {
  const { dir } = await freshPlace(t);
  const files = filesOnDisk(dir, 10);
  await assert.rejects(files.put(stream("x".repeat(11))), /太大/);
  await assert.rejects(files.put(stream("")), /空的/);
  assert.deepEqual(readdirSync(join(dir, "files")), []);
});

test("a name that is no hash reaches no file", async (t) => {
  const { dir } = await freshPlace(t);
  const files = filesOnDisk(dir, 10);
  await assert.rejects(async () => files.get("../../etc/passwd"));
});
