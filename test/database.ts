/** A fresh database for a test: SQLite in a folder of its own, or a schema of its own where TEST_DATABASE_URL points. */
import { randomBytes } from "node:crypto";
import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import pg from "pg";

export interface Place {
  /** For files, and for SQLite. */
  dir: string;
  databaseUrl?: string;
  schema?: string;
}

/** Where the machine keeps files in memory: a test waits for no disk. What must survive is killed, not unplugged. */
const IN_MEMORY = "/dev/shm";
const ROOM_BYTES = 512 * 1024 * 1024;

/** The folder under which tests make theirs. */
export function scratch(): string {
  try {
    accessSync(IN_MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize > ROOM_BYTES ? IN_MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** Removed again when the test ends. */
export async function freshPlace(t: TestContext): Promise<Place> {
  const dir = freshDir();
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const databaseUrl = process.env.TEST_DATABASE_URL;
  if (!databaseUrl) return { dir };
  const schema = await newSchema(databaseUrl);
  t.after(() => query(databaseUrl, `drop schema ${schema} cascade`));
  return { dir, databaseUrl, schema };
}

/** An empty folder, which is the caller's to remove. */
export function freshDir(): string {
  return mkdtempSync(join(scratch(), "yizhan-test-"));
}

/** An empty schema, which is the caller's to drop. */
export async function newSchema(databaseUrl: string): Promise<string> {
  const schema = `t_${randomBytes(8).toString("hex")}`;
  await query(databaseUrl, `create schema ${schema}`);
  return schema;
}

/** Says one thing to PostgreSQL over a connection of its own. */
export async function query(databaseUrl: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
