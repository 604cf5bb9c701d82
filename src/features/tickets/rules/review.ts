/**
 * Four eyes on a cases file: who wrote it, who else read it, and a digest of exactly what was read. It proves that nothing
 * was changed by mistake since; whoever has the machine could forge it, as they could the database.
 */
import { createHash } from "node:crypto";
import type { CasesFile } from "./shape.ts";

const BLOCK = /^reviewed:.*\n(?:[ \t]+.*\n)*/gm;

/** Of every line but the review itself, comments included: the sources of the numbers stand there. Line ends do not count. */
export function digest(text: string): string {
  return `sha256:${createHash("sha256").update(bare(text)).digest("hex")}`;
}

/** Why the review does not hold, in both languages with the remedy; undefined when it does. */
export function unreviewed(text: string, { written, reviewed }: CasesFile): string | undefined {
  const remedy =
    "请另一位同事看过后运行：yizhan cases sign 文件 --as 姓名 / ask a second person to run: yizhan cases sign FILE --as NAME";
  if (!reviewed) return `还没有人复核。${remedy}`;
  if (same(reviewed.by, written.by)) return `写的人和复核的人不能是同一位。${remedy}`;
  if (reviewed.hash !== digest(text)) return `复核之后又改过。${remedy}`;
  return undefined;
}

/** The text with this person's review in it, right below `written`. Throws RangeError when the author signs. */
export function signed(text: string, file: CasesFile, by: string, on: string): string {
  if (same(by, file.written.by)) throw new RangeError("the author cannot review");
  const plain = bare(text);
  const block = `reviewed: { by: ${JSON.stringify(by.trim())}, on: ${on}, hash: "${digest(text)}" }\n`;
  const below = /^written:.*\n(?:[ \t]+.*\n)*/m.exec(plain);
  const at = below ? below.index + below[0].length : 0;
  return plain.slice(0, at) + block + plain.slice(at);
}

function bare(text: string): string {
  const lines = text.replace(/^\uFEFF/, "").replace(/[ \t]*\r?\n/g, "\n");
  return `${lines.replace(/\n*$/, "")}\n`.replace(BLOCK, "");
}

function same(one: string, other: string): boolean {
  const plain = (name: string) => name.normalize("NFKC").replace(/\s+/g, "").toLowerCase();
  return plain(one) === plain(other);
}
