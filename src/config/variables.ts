/** Every variable that the house itself reads, with what it may be. */
import { z } from "zod";

const text = z.string().trim();
const url = (example: string) => `请写成网址，例如 ${example} / must be a URL such as ${example}`;
const optionalUrl = (protocols: RegExp, example: string) =>
  text
    .optional()
    .refine((value) => !value || (URL.canParse(value) && protocols.test(new URL(value).protocol)), url(example));

const timeZone = text
  .default("Asia/Shanghai")
  .refine(knownZone, "不是已知的时区，例如 Asia/Shanghai / not a known time zone, e.g. Asia/Shanghai");
const amount = (preset: string, least: number, most: number) =>
  text
    .default(preset)
    .refine(
      (value) => /^\d{1,9}(\.\d{1,4})?$/.test(value) && Number(value) >= least && Number(value) <= most,
      `请写 ${least}–${most} 的数 / must be a number, ${least}–${most}`,
    )
    .transform(Number);
const ADDRESS = /^[a-z]+:.+$/;

export const shape = z.object({
  DATA_DIR: text.default("./data"),
  DATABASE_URL: optionalUrl(/^postgres(ql)?:$/, "postgres://user:password@127.0.0.1:5432/yizhan"),
  KEYV_URL: optionalUrl(/^rediss?:$/, "redis://127.0.0.1:6379"),
  HTTP_HOST: text.default("127.0.0.1"),
  HTTP_PORT: text
    .default("8080")
    .refine(
      (value) => /^\d{1,5}$/.test(value) && Number(value) < 65536,
      "请写 0–65535 的端口号 / must be a port number, 0–65535",
    )
    .transform(Number),
  PUBLIC_URL: optionalUrl(/^https?:$/, "https://yizhan.example.cn"),
  TIME_ZONE: timeZone,
  ADMINS: text
    .default("")
    .transform((value) => value.split(/[,，\s]+/).filter(Boolean))
    .refine(
      (all) => all.every((one) => ADDRESS.test(one)),
      "每个管理员写成“平台:编号”，用逗号隔开，例如 sandbox:li / addresses such as sandbox:li, comma-separated",
    ),
  ORG_NAME: text.default("（请设置 ORG_NAME：主办单位名称）"),
  LOCALE: z.enum(["zh", "en"], "请写 zh 或 en / must be zh or en").default("zh"),
  LIBRARY_DIR: text.default("./library"),
  LIBRARY_IN_DATABASE: z.enum(["", "0", "1"], "请写 1，或不设 / must be 1 or unset").default(""),
  // What it says is checked where it is read: with its lines, and with the last good one to fall back on.
  CASES_FILE: text.optional(),
  DUTY_PHONE: text.default("12345"),
  FILE_MAX_MB: text
    .default("20")
    .refine(
      (value) => /^\d{1,4}$/.test(value) && Number(value) > 0,
      "请写正整数（MB） / must be a positive number of MB",
    )
    .transform(Number),
  LOG_LEVEL: z
    .enum(
      ["silent", "error", "warn", "info", "debug"],
      "请写 silent、error、warn、info 或 debug / one of silent, error, warn, info, debug",
    )
    .default("info"),
  OPENAI_BASE_URL: optionalUrl(/^https?:$/, "http://127.0.0.1:11434/v1"),
  OPENAI_API_KEY: text.optional(),
  OPENAI_MODEL: text.optional(),
  OPENAI_EMBEDDING_MODEL: text.optional(),
  OPENAI_EMBEDDING_BASE_URL: optionalUrl(/^https?:$/, "http://127.0.0.1:11434/v1"),
  OPENAI_EMBEDDING_API_KEY: text.optional(),
  OPENAI_EMBEDDING_DIMENSIONS: amount("0", 0, 16_384),
  RERANK_BASE_URL: optionalUrl(/^https?:$/, "https://api.siliconflow.cn/v1"),
  RERANK_MODEL: text.optional(),
  RERANK_API_KEY: text.optional(),
  // ANSWERS.md §4, caps.
  ANSWER_DEADLINE_MS: amount("12000", 100, 120_000),
  ANSWER_PER_PERSON_MINUTE: amount("10", 0, 10_000),
  ANSWER_PER_PERSON_DAY: amount("60", 0, 100_000),
  ANSWER_PER_GROUP_DAY: amount("300", 0, 1_000_000),
  ANSWER_YUAN_PER_DAY: amount("0", 0, 1_000_000),
  MODEL_YUAN_PER_MILLION_IN: amount("0", 0, 100_000),
  MODEL_YUAN_PER_MILLION_OUT: amount("0", 0, 100_000),
  ADAPTERS: text.optional().transform((value) => value?.split(/[,，\s]+/).filter(Boolean)),
});

export type Values = z.infer<typeof shape>;

function knownZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
