/** The environment, read once: every fault is named at once, each with its remedy. */
import { existsSync } from "node:fs";
import type { ZodType } from "zod";
import { type Endpoints, endpointFaults, endpoints } from "./config/endpoints.ts";
import { shape } from "./config/variables.ts";

/** What config must know of an adapter to choose it. */
export interface Choosable {
  name: string;
  settings: ZodType<unknown>;
  wanted(env: Env): boolean;
}

export type Env = Record<string, string | undefined>;

export interface Config extends Endpoints {
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
  /** The index of the policy library lies in PostgreSQL: for libraries beyond one process's memory. */
  libraryInDatabase?: boolean;
  /** The house's own kinds, clocks and responsibilities of cases; left out: the built-in ones. */
  casesFile?: string;
  dutyPhone: string;
  fileMaxBytes: number;
  logLevel: "silent" | "error" | "warn" | "info" | "debug";
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
  if (values) faults.push(...endpointFaults(values));
  if (values?.LIBRARY_IN_DATABASE === "1" && !values.DATABASE_URL) {
    faults.push("LIBRARY_IN_DATABASE: 要有 PostgreSQL，请设 DATABASE_URL / needs PostgreSQL: set DATABASE_URL");
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
    ...(values.LIBRARY_IN_DATABASE === "1" ? { libraryInDatabase: true } : {}),
    ...(values.CASES_FILE ? { casesFile: values.CASES_FILE } : {}),
    dutyPhone: values.DUTY_PHONE,
    fileMaxBytes: values.FILE_MAX_MB * 1024 * 1024,
    logLevel: values.LOG_LEVEL,
    ...endpoints(values),
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
