/** PostgreSQL's COPY … FROM STDIN over `pg`, whose own queries know only rows and parameters. */
import type pg from "pg";
import type { Row } from "./fill.ts";

/** What of pg's connection speaks COPY. */
interface Wire {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** Appends rows of one shape; throws what the server says. */
export function copyRows(client: pg.Client, table: string, rows: Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return Promise.resolve();
  const lines = rows.map((row) => Object.values(row).map(field).join("\t"));
  const data = Buffer.from(`${lines.join("\n")}\n`);
  return new Promise((resolve, reject) => {
    let failed: unknown;
    const copy = {
      submit: (wire: Wire) => wire.query(`copy ${table} (${Object.keys(first).join(",")}) from stdin`),
      handleCopyInResponse(wire: Wire) {
        wire.sendCopyFromChunk(data);
        wire.endCopyFrom();
      },
      handleCommandComplete() {},
      handleError(error: unknown) {
        failed = error;
        reject(error);
      },
      handleReadyForQuery() {
        if (failed === undefined) resolve();
      },
    };
    client.query(copy as never);
  });
}

function field(value: string | number | null): string {
  if (value === null) return "\\N";
  if (typeof value === "number") return String(value);
  return value.replace(
    /[\\\t\n\r]/g,
    (char) => ({ "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" })[char] ?? char,
  );
}
