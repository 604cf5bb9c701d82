/** `yizhan doctor`: checks the configuration, reaches each service, and says what to mend. */
import { access, constants, mkdir } from "node:fs/promises";
import type { Address, Finding } from "#bot";
import { loadPlans } from "../adapters/index.ts";
import { openApp } from "./app.ts";
import { adapterOf } from "./bot/address.ts";
import { realClock } from "./bot/clock.ts";
import { casesFindings } from "./cases.ts";
import { type Config, ConfigError, type Env, readConfig } from "./config.ts";
import { quiet } from "./log.ts";
import { openEmbedder } from "./model/embed.ts";
import { openReranker } from "./model/rerank.ts";
import { DirectoryHeld } from "./storage/hold.ts";
import { openDatabase } from "./storage/open.ts";

/** Prints a line a finding (or one JSON object). Resolves to the exit code: 1 when anything is to be mended. */
export async function doctor(env: Env, json: boolean): Promise<number> {
  const findings = await examine(env);
  if (json) process.stdout.write(`${JSON.stringify({ ok: findings.every((one) => one.ok), findings })}\n`);
  else
    for (const { ok, what, remedy } of findings)
      process.stdout.write(`${ok ? "✓" : "✗"} ${what}${remedy ? `\n    → ${remedy}` : ""}\n`);
  return findings.every((one) => one.ok) ? 0 : 1;
}

/** All findings, in the order in which things depend on each other. */
export async function examine(env: Env): Promise<Finding[]> {
  const plans = await loadPlans();
  let config: Config;
  try {
    config = readConfig(env, plans);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map((fault) => ({ ok: false, what: "配置 / configuration", remedy: fault }));
  }
  const findings: Finding[] = [{ ok: true, what: "配置 / configuration", remedy: "" }, ...advice(env, config)];
  findings.push(await dataFolder(config), await database(config));
  findings.push(...(await casesFindings(config)));
  if (config.model) findings.push(await model(config));
  if (config.embedding) findings.push(await embedding(config, config.embedding));
  if (config.rerank) findings.push(await reranker(config.rerank));
  const groups = await boundGroups(config);
  for (const { name, settings } of config.adapters) {
    const plan = plans.find((one) => one.name === name);
    if (!plan?.doctor) continue;
    const found = await plan
      .doctor(
        settings as never,
        groups.filter((group) => adapterOf(group) === name),
      )
      .catch(() => [{ ok: false, what: name, remedy: "检查时出错，请看日志 / the check itself failed" }]);
    findings.push(...found.map((one) => ({ ...one, what: `${name}: ${one.what}` })));
  }
  return findings;
}

/** What works but should not stay as it is. */
function advice(env: Env, config: Config): Finding[] {
  const findings: Finding[] = [];
  if (!env.ORG_NAME)
    findings.push({
      ok: false,
      what: "ORG_NAME",
      remedy: "请写主办单位名称，告知里要用 / name the operator: the notice must say who runs this",
    });
  const real = config.adapters.some((one) => one.name !== "sandbox");
  if (real && config.admins.length === 0) {
    findings.push({
      ok: false,
      what: "ADMINS",
      remedy:
        "请写第一位管理员的账号，例如 sandbox:li 这样写；不然没人能绑定群 / name a first admin, or nobody can bind a group",
    });
  }
  return findings;
}

async function dataFolder(config: Config): Promise<Finding> {
  const what = "DATA_DIR";
  try {
    await mkdir(config.dataDir, { recursive: true });
    await access(config.dataDir, constants.W_OK);
    return { ok: true, what, remedy: "" };
  } catch {
    return {
      ok: false,
      what,
      remedy: "目录不能写，请改权限或换一个目录 / the folder cannot be written; mend its permissions or choose another",
    };
  }
}

async function database(config: Config): Promise<Finding> {
  const what = config.databaseUrl ? "DATABASE_URL (PostgreSQL)" : "SQLite";
  try {
    const store = openDatabase(config.dataDir, config.databaseUrl);
    await store.unit(async () => {});
    await store.close();
    return { ok: true, what, remedy: "" };
  } catch (error) {
    const held = error instanceof DirectoryHeld;
    // A bot that runs holds its own data: that is as it should be.
    if (held) return { ok: true, what: `${what}（正被运行中的驿站使用 / in use by a running bot）`, remedy: "" };
    return {
      ok: false,
      what,
      remedy: "连不上数据库，请检查地址、账号和权限 / the database does not answer; check address, account and rights",
    };
  }
}

/** Read beside a bot that may be running; none where nothing has been kept yet. */
async function boundGroups(config: Config): Promise<Address[]> {
  const parts = { clock: realClock, log: quiet, watch: false, adapters: () => [], readOnly: true };
  // A faulty cases file has its own finding; the groups are looked at all the same.
  const { casesFile: _, ...plain } = config;
  const app = await openApp(plain, parts).catch(() => undefined);
  if (!app) return [];
  try {
    const { members } = app.kit;
    const bound = await Promise.all([members.groups("members"), members.groups("handlers")]);
    return bound.flat().map((group) => group.chat);
  } catch {
    return []; // a store without tables: the bot has never run
  } finally {
    await app.stop();
  }
}

async function model(config: Config): Promise<Finding> {
  const what = "OPENAI_BASE_URL";
  if (!config.model) return { ok: true, what, remedy: "" };
  const base = config.model.baseURL.replace(/\/$/, "");
  const headers = config.model.apiKey ? { authorization: `Bearer ${config.model.apiKey}` } : undefined;
  const answer = await fetch(`${base}/models`, {
    ...(headers ? { headers } : {}),
    signal: AbortSignal.timeout(8_000),
  }).catch(() => undefined);
  if (answer?.status === 401 || answer?.status === 403)
    return { ok: false, what, remedy: "密钥不对，请检查 OPENAI_API_KEY / the key is refused; check OPENAI_API_KEY" };
  if (!answer)
    return {
      ok: false,
      what,
      remedy: "连不上模型服务；没有它也能运行，只是不做整理 / the model does not answer; the bot works without it",
    };
  return { ok: true, what: `${what} (${config.model.model})`, remedy: "" };
}

/** One word is embedded, and the vectors that are kept are counted, beside a bot that may be running. */
async function embedding(config: Config, endpoint: NonNullable<Config["embedding"]>): Promise<Finding> {
  const what = "OPENAI_EMBEDDING_MODEL";
  const made = await openEmbedder(endpoint, quiet, realClock.now).passages(["驿站"], undefined);
  if (made.kind !== "vectors") {
    const refused = /^4/.test(made.why);
    return {
      ok: false,
      what,
      remedy: refused
        ? `向量服务不接受（${made.why}），请检查密钥和模型名 / the endpoint refuses; check the key and the model's name`
        : `向量服务没有给出向量（${made.why}）；没有它也能运行，只按字词找 / no vectors came; the bot works by words alone`,
    };
  }
  const dims = made.vectors[0]?.length ?? 0;
  const parts = { clock: realClock, log: quiet, watch: false, adapters: () => [], readOnly: true };
  const app = await openApp(config, parts).catch(() => undefined);
  const counts = await app?.policy.vectors().catch(() => undefined); // a store without tables: the bot has never run
  await app?.stop();
  if (counts && counts.dims > 0 && counts.dims !== dims)
    return {
      ok: false,
      what,
      remedy: `模型现在给 ${dims} 维，已存的是 ${counts.dims} 维；设 OPENAI_EMBEDDING_DIMENSIONS=${dims} 就会重新计算 / the model's dimension changed; set this to have the vectors made anew`,
    };
  const progress = counts ? `；${counts.kept} 段已有，${counts.missing} 段待算 / kept, to go` : "";
  return { ok: true, what: `${what} (${endpoint.model}, ${dims}${progress})`, remedy: "" };
}

async function reranker(endpoint: NonNullable<Config["rerank"]>): Promise<Finding> {
  const what = "RERANK_MODEL";
  // Nobody waits: a model that is being loaded may take longer than an answer could.
  const patient = { ...endpoint, deadlineMs: 120_000 };
  const scores = await openReranker(patient, quiet, realClock.now).relevance("驿站", ["驿站提供热水。", "雨具。"]);
  return scores
    ? { ok: true, what: `${what} (${endpoint.model})`, remedy: "" }
    : {
        ok: false,
        what,
        remedy:
          "重排服务没有给出结果，请检查 RERANK_BASE_URL、密钥和模型名；没有它也能运行 / the reranker gives no scores; check its address, key and model; the bot works without it",
      };
}
