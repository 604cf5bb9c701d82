/**
 * Where originals lie once a copy is covered: enciphered among the files, the key in the database. Whoever has only the
 * folder of files (a backup, a stolen disk) has no picture, and nothing that shows files by their hash can show it.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Files } from "#bot";

/** AES-256-GCM with a key used once: 12 bytes of nonce, then the text, then 16 bytes of tag. */
const NONCE = 12;
const TAG = 16;

export interface Locked {
  /** Of the enciphered file. */
  hash: string;
  /** Base64. */
  key: string;
}

export async function lockAway(files: Files, content: Buffer): Promise<Locked> {
  const key = randomBytes(32);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const body = Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  return { hash: (await files.put(streamOf(body))).hash, key: key.toString("base64") };
}

/** Undefined when the file is gone; throws when it is not what was locked away. */
export async function unlock(files: Files, { hash, key }: Locked): Promise<Buffer | undefined> {
  const body = await bytesOf(files, hash);
  if (!body) return undefined;
  const open = createDecipheriv("aes-256-gcm", Buffer.from(key, "base64"), body.subarray(0, NONCE));
  open.setAuthTag(body.subarray(body.length - TAG));
  return Buffer.concat([open.update(body.subarray(NONCE, body.length - TAG)), open.final()]);
}

export async function bytesOf(files: Files, hash: string): Promise<Buffer | undefined> {
  const content = await files.get(hash);
  if (!content) return undefined;
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
}

export function streamOf(content: Buffer): ReadableStream<Uint8Array> {
  return new Blob([new Uint8Array(content)]).stream();
}
