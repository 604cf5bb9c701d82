/** A fresh database for a test: SQLite in a folder of its own, or a schema of its own where TEST_DATABASE_URL points. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
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

/** Removed again when the test ends. */
export async function freshPlace(t: TestContext): Promise<Place> {
  const dir = mkdtempSync(join(tmpdir(), "yizhan-test-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const databaseUrl = process.env.TEST_DATABASE_URL;
  if (!databaseUrl) return { dir };
  const schema = `t_${randomBytes(8).toString("hex")}`;
  await query(databaseUrl, `create schema ${schema}`);
  t.after(() => query(databaseUrl, `drop schema ${schema} cascade`));
  return { dir, databaseUrl, schema };
}

async function query(databaseUrl: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(text);
  await client.end();
}
