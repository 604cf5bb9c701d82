import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "#bot";
import { type Document, decode, readDocument } from "./document.ts";
import { MOST_TEXT } from "./read/reader.ts";

const POLICY = /^[^.].*\.(md|markdown|txt)$/i;

/** By file name: its time and size, and what was read. */
type Known = Map<string, { mark: string; document: Document | undefined }>;

/** The folder of texts that are in force without an import. Unchanged files are not read again. */
export class Folder {
  readonly #dir: string;
  readonly #log: Log;
  #known: Known = new Map();

  constructor(dir: string, log: Log) {
    this.#dir = dir;
    this.#log = log;
  }

  get documents(): Document[] {
    return [...this.#known.values()].flatMap((one) => one.document ?? []);
  }

  /** Looks at names, times and sizes; true when something is new, changed or gone. A missing folder is an empty one. */
  async look(): Promise<boolean> {
    const names = (await readdir(this.#dir).catch(() => [])).filter((name) => POLICY.test(name)).sort();
    const found = await Promise.all(names.map((name) => this.#mark(name)));
    const next: Known = new Map();
    let changed = false;
    for (const [i, name] of names.entries()) {
      const mark = found[i];
      if (mark === undefined) continue;
      const known = this.#known.get(name);
      if (known?.mark === mark) next.set(name, known);
      else {
        changed = true;
        next.set(name, { mark, document: await this.#read(name, mark) });
      }
    }
    changed ||= next.size !== this.#known.size;
    this.#known = next;
    return changed;
  }

  async #mark(name: string): Promise<string | undefined> {
    const found = await stat(join(this.#dir, name)).catch(() => undefined);
    return found?.isFile() ? `${found.mtimeMs} ${found.size} ${found.ino}` : undefined;
  }

  async #read(name: string, mark: string): Promise<Document | undefined> {
    if (Number(mark.split(" ")[1]) > MOST_TEXT) {
      this.#log.warn({ file: name }, "a policy file is too large and was left out");
      return undefined;
    }
    try {
      const document = readDocument("file", name, decode(await readFile(join(this.#dir, name))));
      if (document.flags.length > 0)
        this.#log.warn({ file: name, flags: document.flags }, "a policy file is not quoted");
      return document;
    } catch {
      this.#log.warn({ file: name }, "a policy file could not be read");
      return undefined;
    }
  }
}
