/** Where the data of one run lives: a folder, and for PostgreSQL a schema of its own. */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

/** Plain data: it is handed to the child. */
export interface Place {
  /** Files, and SQLite's database. */
  dir: string;
  url?: string;
  schema?: string;
}

/** Makes an empty place: in PostgreSQL when a URL is given. */
export async function makePlace(url?: string): Promise<Place> {
  const dir = await mkdtemp(join(tmpdir(), "yizhan-crash-"));
  if (!url) return { dir };
  const schema = `crash_${randomBytes(6).toString("hex")}`;
  await query(url, `create schema ${schema}`);
  return { dir, url, schema };
}

export async function removePlace({ dir, url, schema }: Place): Promise<void> {
  if (url && schema) await query(url, `drop schema ${schema} cascade`);
  await rm(dir, { recursive: true, force: true });
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text).finally(() => client.end());
}
