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
  /** `staff`: only for handlers and above, and never in a members' group. Left out: for everybody. */
  audience?: "staff";
  /** The day of its last amendment. */
  amended?: string;
  /** A decision that changed these words, and since when; how they read now could not be made out. Worked out, never stored. */
  amendedBy?: { title: string; number: string; day: string };
  /** The title of the document that took its place. */
  replacedBy?: string;
  /** The title of the document some articles of which this one replaces. */
  amends?: string;
  /** Titles of documents that it ends. */
  repeals?: string[];
}

/** As it is stored with an imported text. */
export const FrontShape = z.object({
  title: z.string(),
  number: z.string(),
  issuer: z.string(),
  area: z.string(),
  sample: z.boolean(),
  date: z.string().optional(),
  effective: z.string().optional(),
  repealed: z.string().optional(),
  status: z.enum(["in-force", "not-yet", "repealed"]).optional(),
  audience: z.literal("staff").optional(),
  amended: z.string().optional(),
  replacedBy: z.string().optional(),
  amends: z.string().optional(),
  repeals: z.array(z.string()).optional(),
});

export interface Parsed {
  front: Front;
  /** Where the text begins in the file. */
  body: number;
  /** Why the front matter cannot be relied on; such a document is listed but never quoted. */
  faults: string[];
  /** What is written, before it was understood; a heading counts as the title. */
  written: Written;
}

const Words = z.union([z.string(), z.number()]).transform(String).pipe(z.string().trim().max(200));
const Yes = z.union([z.boolean(), z.enum(["true", "false", "yes", "no", "是", "否"])]);
const WrittenShape = z.object({
  title: Words.optional(),
  number: Words.optional(),
  issuer: Words.optional(),
  area: Words.optional(),
  date: Words.optional(),
  effective: Words.optional(),
  repealed: Words.optional(),
  status: Words.optional(),
  sample: Yes.optional(),
  audience: Words.optional(),
  amended: Words.optional(),
  replaced_by: Words.optional(),
  "replaced-by": Words.optional(),
  amends: Words.optional(),
});

/** Doubt refuses: a document for somebody whom nothing here can name is not quoted to anybody. */
const STAFF = ["staff", "internal", "内部", "工作人员"];
const EVERYBODY = ["all", "everybody", "everyone", "public", "公开", "所有人", "全体"];
export type Written = z.infer<typeof WrittenShape>;

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
  let written: Written = {};
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
  const front = frontOf(written, heading ?? name, faults);
  return { front, body, faults, written: { ...(heading ? { title: heading } : {}), ...written } };
}

/** The written words of a text's front matter, or of a sidecar file beside it. */
export function readSidecar(yaml: string, faults: string[]): Written {
  return readYaml(yaml.replace(/^\uFEFF?\s*---[ \t]*\r?\n/, "").replace(/\n---\s*$/, "\n"), faults);
}

/** Words to facts; what cannot be read is added to `faults`. */
export function frontOf(written: Written, title: string, faults: string[]): Front {
  const front: Front = {
    title: bare(written.title ?? title),
    number: written.number ?? "",
    issuer: written.issuer ?? "",
    area: written.area ?? "全国",
    sample: ["true", "yes", "是"].includes(String(written.sample)),
  };
  const replacedBy = written.replaced_by ?? written["replaced-by"];
  if (replacedBy) front.replacedBy = bare(replacedBy);
  if (written.amends) front.amends = bare(written.amends);
  for (const key of ["date", "effective", "repealed", "amended"] as const) {
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
  if (written.audience) {
    const audience = written.audience.toLowerCase();
    if (STAFF.includes(audience)) front.audience = "staff";
    else if (!EVERYBODY.includes(audience)) faults.push("读者看不懂：audience");
  }
  if (front.effective && front.repealed && front.repealed < front.effective) faults.push("废止日期早于施行日期");
  return front;
}

/** Where the text begins after the front matter. */
export function bodyOf(raw: string): number {
  return readFront(raw, "").body;
}

function readYaml(text: string, faults: string[]): Written {
  try {
    const found = WrittenShape.safeParse(parse(text) ?? {});
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
