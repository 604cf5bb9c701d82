/** One process per data directory: a lock that the kernel frees by itself when the process dies, however it dies. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** A process that was just told to end may need this long to let go. */
const PATIENCE_MS = 2_500;

/** Another process holds the data directory; the message says what to do. */
export class DirectoryHeld extends Error {
  override name = "DirectoryHeld";
}

/** Holds the directory until the returned function is called; throws DirectoryHeld when another process holds it. */
export function holdDirectory(dir: string): () => void {
  const lock = new DatabaseSync(join(dir, "lock"));
  try {
    lock.exec(`pragma busy_timeout = ${PATIENCE_MS}; begin exclusive`);
  } catch (cause) {
    lock.close();
    throw new DirectoryHeld(
      `数据目录正被另一个驿站进程使用。请先停下它，或用 DATA_DIR 另指一个目录；要多个进程一起跑，请设 DATABASE_URL 用 PostgreSQL。\n` +
        `Another process is using this data directory. Stop it, point DATA_DIR elsewhere, or set DATABASE_URL to share a PostgreSQL database between processes.`,
      { cause },
    );
  }
  return () => {
    lock.exec("rollback");
    lock.close();
  };
}
