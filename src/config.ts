/** The environment, read once: every fault is named at once, each with its remedy. */
import { existsSync } from "node:fs";
import { type ZodType, z } from "zod";

/** What config must know of an adapter to choose it. */
export interface Choosable {
  name: string;
  settings: ZodType<unknown>;
  wanted(env: Env): boolean;
}

export type Env = Record<string, string | undefined>;

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

const shape = z.object({
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

export interface Config {
  dataDir: string;
  databaseUrl?: string;
  keyvUrl?: string;
  httpHost: string;
  httpPort: number;
  publicUrl: string;
  timeZone: string;
  admins: string[];
  orgName: string;
  locale: "zh" | "en";
  libraryDir: string;
  dutyPhone: string;
  fileMaxBytes: number;
  logLevel: "silent" | "error" | "warn" | "info" | "debug";
  model?: { baseURL: string; apiKey: string; model: string; deadlineMs: number };
  /** How much of a model answering may take; beyond it answers are passages as they stand. */
  answers: {
    personMinute: number;
    personDay: number;
    groupDay: number;
    dayYuan: number;
    yuanIn: number;
    yuanOut: number;
  };
  /** The adapters to open, each with its own settings. */
  adapters: { name: string; settings: unknown }[];
}

/** Its message lists every fault, a line each. */
export class ConfigError extends Error {
  override name = "ConfigError";
  readonly faults: string[];
  constructor(faults: string[]) {
    super(
      ["配置有误，请改好后再启动 / the configuration has faults:", ...faults.map((fault) => `  - ${fault}`)].join("\n"),
    );
    this.faults = faults;
  }
}

/** Empty variables count as unset. Throws ConfigError. */
export function readConfig(source: Env, plans: readonly Choosable[]): Config {
  const env: Env = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const faults: string[] = [];
  const read = shape.safeParse(env);
  if (!read.success) faults.push(...read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
  const named = env.ADAPTERS?.split(/[,，\s]+/).filter(Boolean);
  const unknown = named?.filter((name) => !plans.some((plan) => plan.name === name)) ?? [];
  for (const name of unknown)
    faults.push(
      `ADAPTERS: 没有叫 ${name} 的平台，可选 / no such adapter, choose from: ${plans.map((plan) => plan.name).join(", ")}`,
    );
  const adapters: Config["adapters"] = [];
  for (const plan of plans) {
    if (!(named ? named.includes(plan.name) : plan.wanted(env))) continue;
    const settings = plan.settings.safeParse(env);
    if (settings.success) adapters.push({ name: plan.name, settings: settings.data });
    else
      faults.push(
        ...settings.error.issues.map((issue) => [issue.path.join("."), issue.message].filter(Boolean).join(": ")),
      );
  }
  const values = read.success ? read.data : undefined;
  if (values && Boolean(values.OPENAI_BASE_URL) !== Boolean(values.OPENAI_MODEL)) {
    faults.push("OPENAI_BASE_URL, OPENAI_MODEL: 两个要一起设，或都不设 / set both or neither");
  }
  if (values && values.ANSWER_YUAN_PER_DAY > 0 && values.MODEL_YUAN_PER_MILLION_OUT === 0) {
    faults.push(
      "ANSWER_YUAN_PER_DAY: 还要写明单价 MODEL_YUAN_PER_MILLION_IN 和 MODEL_YUAN_PER_MILLION_OUT / also give the prices",
    );
  }
  if (values && !existsSync(values.LIBRARY_DIR) && env.LIBRARY_DIR) {
    faults.push(`LIBRARY_DIR: 没有这个目录，请先建好 / no such directory: ${values.LIBRARY_DIR}`);
  }
  if (!values || faults.length > 0) throw new ConfigError([...new Set(faults)]);
  return {
    dataDir: values.DATA_DIR,
    ...(values.DATABASE_URL ? { databaseUrl: values.DATABASE_URL } : {}),
    ...(values.KEYV_URL ? { keyvUrl: values.KEYV_URL } : {}),
    httpHost: values.HTTP_HOST,
    httpPort: values.HTTP_PORT,
    publicUrl: values.PUBLIC_URL ?? `http://${values.HTTP_HOST}:${values.HTTP_PORT}`,
    timeZone: values.TIME_ZONE,
    admins: values.ADMINS,
    orgName: values.ORG_NAME,
    locale: values.LOCALE,
    libraryDir: values.LIBRARY_DIR,
    dutyPhone: values.DUTY_PHONE,
    fileMaxBytes: values.FILE_MAX_MB * 1024 * 1024,
    logLevel: values.LOG_LEVEL,
    ...(values.OPENAI_BASE_URL && values.OPENAI_MODEL
      ? {
          model: {
            baseURL: values.OPENAI_BASE_URL,
            apiKey: values.OPENAI_API_KEY ?? "",
            model: values.OPENAI_MODEL,
            deadlineMs: values.ANSWER_DEADLINE_MS,
          },
        }
      : {}),
    answers: {
      personMinute: values.ANSWER_PER_PERSON_MINUTE,
      personDay: values.ANSWER_PER_PERSON_DAY,
      groupDay: values.ANSWER_PER_GROUP_DAY,
      dayYuan: values.ANSWER_YUAN_PER_DAY,
      yuanIn: values.MODEL_YUAN_PER_MILLION_IN,
      yuanOut: values.MODEL_YUAN_PER_MILLION_OUT,
    },
    adapters,
  };
}

function knownZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
