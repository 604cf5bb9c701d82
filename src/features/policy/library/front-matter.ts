import { parse } from "yaml";
import { z } from "zod";
import { type Dates, readDay } from "./dates.ts";

/** What a document says about itself before its text. */
export interface Front extends Dates {
  title: string;
  number: string;
  issuer: string;
  /** "全国" or a place. */
  area: string;
  /** Written for demonstration: shown as such wherever it is quoted. */
  sample: boolean;
}

export interface Parsed {
  front: Front;
  /** Where the text begins in the file. */
  body: number;
  /** Why the front matter cannot be relied on; such a document is listed but never quoted. */
  faults: string[];
}

const Words = z.union([z.string(), z.number()]).transform(String).pipe(z.string().trim().max(200));
const Yes = z.union([z.boolean(), z.enum(["true", "false", "yes", "no", "是", "否"])]);
const Written = z.object({
  title: Words.optional(),
  number: Words.optional(),
  issuer: Words.optional(),
  area: Words.optional(),
  date: Words.optional(),
  effective: Words.optional(),
  repealed: Words.optional(),
  status: Words.optional(),
  sample: Yes.optional(),
});

const STATUS: Record<string, Dates["status"]> = {
  "in-force": "in-force",
  现行有效: "in-force",
  有效: "in-force",
  "not-yet": "not-yet",
  尚未施行: "not-yet",
  尚未生效: "not-yet",
  repealed: "repealed",
  已废止: "repealed",
  废止: "repealed",
  失效: "repealed",
};

/** Reads the YAML between the two `---` lines; `name` (the file's stem) serves where neither title nor heading is given. */
export function readFront(raw: string, name: string): Parsed {
  const start = raw.startsWith("\uFEFF") ? 1 : 0;
  const fence = /^---[ \t]*\r?\n/.exec(raw.slice(start, start + 200));
  const faults: string[] = [];
  let body = start;
  let written: z.infer<typeof Written> = {};
  if (fence) {
    const from = start + fence[0].length;
    // Front matter is short: looking no further keeps a stray `---` from costing anything.
    const end = /^(---|\.\.\.)[ \t]*(\r?\n|$)/m.exec(raw.slice(from, from + 10_000));
    if (end) {
      body = from + end.index + end[0].length;
      written = readYaml(raw.slice(from, from + end.index), faults);
    } else faults.push("文件头没有结尾的 ---");
  }
  const heading = /^#[ \t]+(\S[^\r\n]{0,198})$/m.exec(raw.slice(body, body + 4_000))?.[1]?.trim();
  const front: Front = {
    title: bare(written.title ?? heading ?? name),
    number: written.number ?? "",
    issuer: written.issuer ?? "",
    area: written.area ?? "全国",
    sample: ["true", "yes", "是"].includes(String(written.sample)),
  };
  for (const key of ["date", "effective", "repealed"] as const) {
    const text = written[key];
    if (text === undefined || text === "") continue;
    const day = readDay(text);
    if (day) front[key] = day;
    else faults.push(`日期看不懂：${key}`);
  }
  if (written.status) {
    const status = STATUS[written.status.toLowerCase()];
    if (status) front.status = status;
    else faults.push("状态看不懂：status");
  }
  if (front.effective && front.repealed && front.repealed < front.effective) faults.push("废止日期早于施行日期");
  return { front, body, faults };
}

function readYaml(text: string, faults: string[]): z.infer<typeof Written> {
  try {
    const found = Written.safeParse(parse(text) ?? {});
    if (found.success) return found.data;
    // Which key, never its content: the list of faults is logged.
    faults.push(...found.error.issues.map((issue) => `文件头看不懂：${issue.path.join(".") || "---"}`));
  } catch {
    faults.push("文件头不是有效的 YAML");
  }
  return {};
}

/** A title is shown inside 《》; its own are taken off. */
function bare(title: string): string {
  return title.replace(/^《([^《》]+)》$/, "$1");
}
