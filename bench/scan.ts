/** One source file, looked at: its lines, comments, imports and exports. */
import { CODE, COMMENT, kinds, STRING } from "./lexer.ts";

export interface Import {
  /** As written: "./x.ts", "#bot", "zod". */
  specifier: string;
  /** Gone when the program runs: `import type`, `export type`, `typeof import()`. */
  typeOnly: boolean;
  /** From 1. */
  line: number;
}

export interface Source {
  path: string;
  lines: number;
  blank: number;
  /** Lines that hold nothing but a comment. */
  comments: number;
  imports: Import[];
  /** The names given to others, types included; `*` for `export *`. */
  exports: string[];
  /** The text with comments and the insides of strings blanked: what the program does. Line breaks stay. */
  code: string;
}

const CLAUSE = String.raw`(?:[\w$]+\s*,?\s*)?(?:\*(?:\s*as\s+[\w$]+)?|\{[^}]*\})?\s*`;
const FROM = new RegExp(
  String.raw`\b(?:import|export)\s+(type\s+(?!from\b))?${CLAUSE}\bfrom\s*(["'])([^"'\n]+)\2`,
  "g",
);
const BARE = /\bimport()\s*(["'])([^"'\n]+)\2/g;
const CALLED = /(typeof\s+)?\b(?:import|require)\s*\(\s*(["'`])([^"'`\n]+)\2/g;

const DECLARED =
  /\bexport\s+(?:declare\s+)?(?:default\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\s*\*?|class|const|let|var|interface|type|enum|namespace)\s+([\w$]+)/g;
const LISTED = /\bexport\s+(?:type\s+)?\{([^}]*)\}/g;
const STARRED = /\bexport\s+(?:type\s+)?\*(?:\s*as\s+([\w$]+))?/g;
/** A default that has a name of its own is counted by that name. */
const DEFAULT = /\bexport\s+(default)\b(?!\s+(?:abstract\s+|async\s+)*(?:function|class|interface)\s*\*?\s*[\w$])/g;

export function scan(path: string, text: string): Source {
  const kind = kinds(text);
  const quiet = blanked(text, kind, [COMMENT]);
  const code = blanked(text, kind, [COMMENT, STRING]);
  const imports: Import[] = [];
  for (const pattern of [FROM, BARE, CALLED]) {
    for (const found of quiet.matchAll(pattern)) {
      // Words inside a string only look like an import.
      if (kind[found.index] !== CODE) continue;
      const line = text.slice(0, found.index).split("\n").length;
      imports.push({ specifier: found[3] ?? "", typeOnly: Boolean(found[1]), line });
    }
  }
  return { path, ...counted(text, kind), imports, exports: exported(code), code };
}

function exported(code: string): string[] {
  const names = new Set<string>();
  for (const found of code.matchAll(DECLARED)) names.add(found[1] ?? "");
  for (const found of code.matchAll(STARRED)) names.add(found[1] ?? "*");
  for (const found of code.matchAll(DEFAULT)) names.add(found[1] ?? "");
  for (const found of code.matchAll(LISTED)) {
    for (const each of (found[1] ?? "").split(",")) {
      const name = each.trim().split(/\s+/).at(-1);
      if (name) names.add(name);
    }
  }
  return [...names];
}

function blanked(text: string, kind: Uint8Array, away: number[]): string {
  let out = "";
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? "";
    out += c !== "\n" && away.includes(kind[i] ?? CODE) ? " " : c;
  }
  return out;
}

function counted(text: string, kind: Uint8Array): { lines: number; blank: number; comments: number } {
  const lines = text.replace(/\n$/, "").split("\n");
  let [blank, comments, at] = [0, 0, 0];
  for (const line of lines) {
    let [comment, other] = [false, false];
    for (let i = 0; i < line.length; i++) {
      if (/\s/.test(line[i] ?? "")) continue;
      if (kind[at + i] === COMMENT) comment = true;
      else other = true;
    }
    if (!comment && !other) blank += 1;
    if (comment && !other) comments += 1;
    at += line.length + 1;
  }
  return { lines: lines.length, blank, comments };
}
