/** Files of measured things, line by line: plain or .gz, with or without a byte order mark, one line in memory at a time. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type { z } from "zod";
import { UserError } from "#bot";

/** One line of a file; `number` counts every line from 1, as an editor does. */
export interface NumberedLine {
  number: number;
  text: string;
}

/** The lines that hold something. Throws UserError for a file that is not there, or whose packing is broken. */
export async function* lines(file: string): AsyncGenerator<NumberedLine> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new UserError(`${file}: 没有这个文件 / no such file`);
  const bytes = createReadStream(file);
  const plain = file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
  bytes.on("error", (error) => plain.destroy(error));
  let number = 0;
  try {
    for await (const line of createInterface({ input: plain, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      const text = line.replace(/^\uFEFF/, "");
      if (text.trim() !== "") yield { number, text };
    }
  } catch (error) {
    // What a reader of the lines throws does not come by here: only reading itself does.
    const code = (error as NodeJS.ErrnoException).code ?? "";
    throw new UserError(`${file}: 读不了这个文件 / the file cannot be read (${code})`);
  } finally {
    bytes.destroy();
  }
}

/** JSONL, each line checked; `form` is told where one does not fit: `bad.jsonl:2: …`. Throws UserError. */
export async function* records<T>(file: string, shape: z.ZodType<T>, form: string): AsyncGenerator<T> {
  for await (const { number, text } of lines(file)) {
    const read = shape.safeParse(parsed(text));
    if (!read.success) throw new UserError(`${file}:${number}: 每行应是 ${form} / each line must be ${form}`);
    yield read.data;
  }
}

/** All of them; `none` is said of a file without any: "没有句子 / no sentences". */
export async function allRecords<T>(file: string, shape: z.ZodType<T>, form: string, none: string): Promise<T[]> {
  const out: T[] = [];
  for await (const one of records(file, shape, form)) out.push(one);
  if (out.length === 0) throw new UserError(`${file}: ${none}`);
  return out;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
