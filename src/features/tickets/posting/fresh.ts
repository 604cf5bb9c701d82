/**
 * The same pictures under other hashes: a photo that its sender has used under their name elsewhere must not join the two
 * by its file's name (PRODUCT.md P13). Whoever sees both pictures still sees that they are alike.
 */
import { randomBytes, randomInt } from "node:crypto";
import sharp from "sharp";
import type { FileRef, Kit } from "#bot";
import { bytesOf, streamOf } from "../pictures/vault.ts";

/** Each picture drawn anew with a random margin and quality; what cannot be drawn gets a random tail, which players skip. */
export async function freshCopies(kit: Kit, files: readonly FileRef[]): Promise<FileRef[]> {
  const copies: FileRef[] = [];
  for (const file of files) {
    const content = await bytesOf(kit.files, file.ref.slice("file:".length));
    if (!content) continue;
    const copy = (file.kind === "image" ? await otherwise(content) : undefined) ?? tailed(content);
    copies.push({ kind: file.kind, ref: `file:${(await kit.files.put(streamOf(copy))).hash}` });
  }
  return copies;
}

async function otherwise(content: Buffer): Promise<Buffer | undefined> {
  try {
    const { width, height, pages = 1 } = await sharp(content).metadata();
    if (pages > 1 || width < 16 || height < 16) return undefined;
    const [left, top] = [randomInt(4), randomInt(4)];
    const [less, lower] = [randomInt(4), randomInt(4)];
    const area = { left, top, width: width - left - less, height: height - top - lower };
    const drawn = await sharp(content)
      .extract(area)
      .jpeg({ quality: randomInt(80, 92) })
      .toBuffer();
    // The draws above are few; the tail makes the name unforeseeable.
    return tailed(drawn);
  } catch {
    return undefined;
  }
}

function tailed(content: Buffer): Buffer {
  return Buffer.concat([content, randomBytes(16)]);
}
