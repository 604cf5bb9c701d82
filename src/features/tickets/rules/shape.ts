/** The form of a cases file (config/cases.yaml): strict, so that a misspelt word is a fault and not a silence. */
import { z } from "zod";

/** Said to a rider between two orders, and printed on a button of at most 48 bytes. */
const short = z.string().trim().min(1).max(12);
const id = z.string().regex(/^[a-z][a-z0-9_]{0,23}$/, "用小写字母开头的代号，例如 wage / an id such as wage");
const name = z.strictObject({ zh: short, en: z.string().trim().min(1).max(40) });
const sentence = z.strictObject({ zh: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(400) });
/** Plain words; `…` stands for up to three letters, `……` for up to six. */
const words = z.array(z.string().trim().min(1).max(20)).max(200);
const day = z.iso.date("写成 2026-11-22 / a date such as 2026-11-22");
const unit = z.string().trim().min(1).max(40);
const days = (most: number) => z.int().min(1).max(most);

/** `half`, `claim`: left out, the reminder comes at half the time, whoever has claimed the case or not. */
const clocks = z.strictObject({
  urge: days(10).describe("过期后第几个工作日催办 / working days after the due date"),
  supervise: days(20).describe("过期后第几个工作日督办，要晚于 urge / later than urge"),
  wait: days(30).describe("等提诉求的人补充几天 / the reporter is waited for"),
  ask_again: days(30).describe("报办好之后几天再问一次 / asked once more after a result"),
  close: days(30).describe("再问之后几天办结 / closed without an answer"),
  half: days(30).optional().describe("第几个工作日提醒承办人 / the handler is reminded"),
  claim: days(10).optional().describe("几个工作日没人认领就提醒 / nobody claimed it"),
});

export const fieldNames = ["place", "photo", "accused", "contact", "amount", "date", "free"] as const;

const field = z.strictObject({
  ask: z.enum(fieldNames),
  required: z.boolean().default(false),
  label: name.optional().describe("只给 free：这一项叫什么 / of free only: what it is called"),
});

const category = z.strictObject({ id, name, words });

const kind = z.strictObject({
  name,
  retired: z.boolean().default(false).describe("不再受理新的，旧的照办 / no new ones; old ones go on"),
  words: words.max(6).default([]).describe("说哪些词就是要提这一类 / the words that open it"),
  hints: words.default([]).describe("话里有这些就猜是这一类 / words by which it is guessed"),
  prompt: sentence.optional().describe("请人开口的那句话 / what is said to begin with"),
  fields: z.array(field).max(7).default([]),
  privacy: z
    .strictObject({
      ask: z.boolean(),
      choices: z
        .array(z.enum(["named", "confidential", "anonymous"]))
        .min(1)
        .default(["named", "confidential", "anonymous"]),
    })
    .default({ ask: false, choices: ["named", "confidential", "anonymous"] }),
  accuses: z.boolean().default(false).describe("可能说到人或单位，要回避 / may be about a person or a unit"),
  ends_with: z.enum(["result", "answer"]).default("result"),
  handled_by: z.enum(["unit", "secretary"]).default("unit"),
  clock: clocks.partial().extend({ due: days(60).describe("几个工作日内给结果 / until the result is due") }),
  categories: z.array(category).max(30).default([]),
});

const review = z.strictObject({
  by: unit,
  on: day,
  hash: z.string().regex(/^sha256:[0-9a-f]{64}$/, "由 yizhan cases sign 写入 / written by yizhan cases sign"),
});

export const casesShape = z.strictObject({
  version: z.int().min(1),
  written: z.strictObject({ by: unit, on: day }),
  reviewed: review.optional(),
  clocks,
  kinds: z.record(id, kind),
  areas: z
    .array(z.strictObject({ id, name, units: z.array(unit).default([]), words: words.default([]) }))
    .max(200)
    .default([]),
  responsibility: z
    .array(
      z.strictObject({
        kind: id.optional(),
        category: id.optional(),
        area: id.optional(),
        lead: unit,
        assist: z.array(unit).max(5).default([]),
      }),
    )
    .max(1000)
    .default([]),
  catch_all: unit,
});

export type CasesFile = z.infer<typeof casesShape>;
export type KindSpec = CasesFile["kinds"][string];
export type Clocks = CasesFile["clocks"];
export type FieldName = (typeof fieldNames)[number];

/** A kind's clocks: its own where it has them, else those of all kinds. */
export function clocksOf(file: Pick<CasesFile, "clocks">, { clock: { due: _, ...own } }: KindSpec): Clocks {
  return { ...file.clocks, ...own } as Clocks;
}

/** The catch-all that stands for whichever unit is above all. */
export const TOP = "top";
