/** Word or Excel, by what the package says its main part is. */
import type { Reading } from "./block.ts";
import { readDocx } from "./docx.ts";
import { Fault } from "./fault.ts";
import type { Kind } from "./kind.ts";
import { readXlsx } from "./xlsx.ts";
import { eachChild } from "./xml.ts";
import { unzip } from "./zip.ts";

/** Pictures, sounds and embedded files are counted, never looked at. */
const WANTED = /^\[Content_Types\]\.xml$|^_rels\/|^(word|xl)\/([^/]+\.xml|_rels\/[^/]+|worksheets\/[^/]+\.xml)$/;

export async function readOffice(bytes: Uint8Array): Promise<{ kind: Kind; reading: Reading }> {
  let macro = false;
  const parts = unzip(bytes, (name) => {
    macro ||= /vbaProject\.bin$/i.test(name);
    return WANTED.test(name);
  });
  const types = parts.get("[Content_Types].xml");
  if (!types) throw new Fault("archive");
  let main: { kind: Kind; part: string } | undefined;
  eachChild(new TextDecoder("utf-8").decode(types), "Types", ({ name, attributes }) => {
    const type = attributes.ContentType ?? "";
    if (name !== "Override" && name !== "Default") return;
    macro ||= /macroEnabled|vbaProject/i.test(type);
    const part = (attributes.PartName ?? "").replace(/^\//, "");
    if (/wordprocessingml\.(document|template)\.main/.test(type))
      main ??= { kind: "docx", part: part || "word/document.xml" };
    if (/spreadsheetml\.(sheet|template)\.main/.test(type)) main ??= { kind: "xlsx", part };
  });
  if (macro) throw new Fault("macro");
  if (!main) throw new Fault("unknown");
  const { kind, part } = main as { kind: Kind; part: string };
  return { kind, reading: kind === "docx" ? readDocx(parts, part) : await readXlsx(parts) };
}
