/** What a file is by its first bytes: its name is only what somebody called it (ANSWERS.md F07). */
import { Fault } from "./fault.ts";

/** `office` becomes docx or xlsx once the zip is open. */
export type Kind = "markdown" | "text" | "html" | "pdf" | "docx" | "xlsx";
export type Sniffed = Exclude<Kind, "docx" | "xlsx"> | "office";

const MAGIC: [RegExp, Parameters<typeof refuse>[0]][] = [
  [/^MZ|^\x7fELF|^#!|^(\xfe\xed\xfa|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe)/, "program"],
  [/^(\x89PNG|\xff\xd8\xff|GIF8|BM[\s\S]{4}\0\0\0\0|II\*\0|MM\0\*|RIFF[\s\S]{4}WEBP)/, "picture"],
  [/^(7z\xbc\xaf|Rar!|BZh|\xfd7zXZ)/, "archive"],
  [/^\{\\rtf/, "old-office"],
];

/** Throws Fault for what is none of the formats that are read. */
export function sniff(bytes: Uint8Array, name: string): Sniffed {
  if (bytes.length === 0) throw new Fault("empty");
  const text = Buffer.from(bytes.subarray(0, 4_096)).toString("latin1");
  for (const [pattern, code] of MAGIC) if (pattern.test(text)) refuse(code);
  if (text.startsWith("PK\x03\x04") || text.startsWith("PK\x05\x06")) return "office";
  if (text.startsWith("\x1f\x8b")) refuse("archive");
  if (text.startsWith("\xd0\xcf\x11\xe0")) refuse(isEncrypted(bytes) ? "encrypted" : "old-office");
  // Some programs write a few bytes before the mark; readers allow for it.
  if (/^[\s\S]{0,1000}%PDF-\d/.test(text)) return "pdf";
  const wide = /^(\xff\xfe|\xfe\xff)/.test(text);
  if (!wide && text.includes("\0")) refuse("unknown");
  const start = text
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart()
    .slice(0, 500)
    .toLowerCase();
  if (
    /^(<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*(<!doctype html|<html)|<(div|p|table|meta|h1|article|span)[\s>])/.test(
      start,
    )
  )
    return "html";
  if (/^<\?xml|^<svg|^<!doctype/.test(start)) refuse("unknown");
  if (/\.html?$/i.test(name) && /<(p|div|br|table|h[1-6]|li)[\s>/]/i.test(text)) return "html";
  return /\.(md|markdown)$/i.test(name) ? "markdown" : "text";
}

/** What the name promises; undefined when it promises nothing that is read here. */
export function promised(name: string): Kind | undefined {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  const kinds: Record<string, Kind> = {
    md: "markdown",
    markdown: "markdown",
    txt: "text",
    htm: "html",
    html: "html",
    pdf: "pdf",
    docx: "docx",
    xlsx: "xlsx",
  };
  return kinds[ending];
}

/** A protected .docx is an old-style container with this stream in it. */
function isEncrypted(bytes: Uint8Array): boolean {
  // As bytes: asked for in UTF-16, Node looks at even places only.
  const name = Buffer.from("EncryptedPackage", "utf16le");
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(name);
}

function refuse(code: "program" | "picture" | "archive" | "old-office" | "unknown" | "encrypted"): never {
  throw new Fault(code);
}
