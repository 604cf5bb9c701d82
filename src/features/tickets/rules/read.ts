/** Reads the text of a cases file: all faults at once, each with its line. Pure. */
import { isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { contradictions } from "./contradictions.ts";
import { type CasesFile, casesShape } from "./shape.ts";

/** What is wrong, in both languages, and where. */
export interface Fault {
  /** From 1. */
  line: number;
  text: string;
}

export interface Reading {
  /** Undefined when there are faults. */
  file: CasesFile | undefined;
  faults: Fault[];
}

type Path = readonly PropertyKey[];

/** More than a unit writes by hand; guards the parser. */
const MOST_LETTERS = 400_000;

export function readCases(text: string): Reading {
  if (text.length > MOST_LETTERS)
    return { file: undefined, faults: [{ line: 1, text: "文件太大，最多 400 KB / the file is too large" }] };
  const lines = new LineCounter();
  // Anchors and aliases would let one place be reviewed and another take effect.
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const at = (offset: number) => lines.linePos(offset).line;
  const faults = [...document.errors, ...document.warnings].map((error) => ({
    line: at(error.pos[0]),
    text: `YAML 写法有误 / not YAML: ${error.code}`,
  }));
  if (faults.length > 0) return { file: undefined, faults };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch {
    return { file: undefined, faults: [{ line: 1, text: "不能用 & 和 *（引用） / no anchors and aliases" }] };
  }
  /** Where the entry's name stands, else the entry, else whatever is around it. */
  const lineOf = (path: Path): number => {
    for (let depth = path.length; depth > 0; depth--) {
      const around: unknown = document.getIn(path.slice(0, depth - 1), true);
      const pair = isMap(around) && around.items.find(({ key }) => isScalar(key) && key.value === path[depth - 1]);
      const node: unknown = pair ? pair.key : document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return at(node.range[0]);
    }
    return 1;
  };
  const read = casesShape.safeParse(value);
  if (!read.success)
    return {
      file: undefined,
      faults: inOrder(
        read.error.issues.flatMap((issue) => said(issue).map((text) => ({ line: lineOf(issue.path), text }))),
      ),
    };
  const found = contradictions(read.data).map(({ path, text }) => ({ line: lineOf(path), text }));
  return { file: found.length === 0 ? read.data : undefined, faults: inOrder(found) };
}

/** Where it stands in the file, what is wrong, what to write instead. */
function said(issue: z.core.$ZodIssue): string[] {
  const where = issue.path.join(".");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map(
      (key) => `${[where, key].filter(Boolean).join(".")}：没有这一项，删掉或改正拼写 / no such entry`,
    );
  const own = /[一-鿿]/.test(issue.message) ? issue.message : `${WRONG[issue.code] ?? "写法不对"} / ${issue.message}`;
  return [`${where}：${own}`];
}

const WRONG: Record<string, string> = {
  invalid_type: "缺少，或者类型不对",
  invalid_value: "不在可选的值里",
  too_small: "太小或太短",
  too_big: "太大或太长",
  invalid_format: "格式不对",
  invalid_key: "代号格式不对",
};

function inOrder(faults: Fault[]): Fault[] {
  return faults.sort((a, b) => a.line - b.line);
}
