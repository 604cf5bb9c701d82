/** `yizhan cases`: the reviewed file of kinds, clocks and responsibilities, beside a bot that may be running. */
import { readFile, writeFile } from "node:fs/promises";
import type { Finding } from "#bot";
import { type App, openApp } from "./app.ts";
import { realClock } from "./bot/clock.ts";
import { wordOf } from "./bot/match.ts";
import { type Config, ConfigError, type Env, readConfig } from "./config.ts";
import { quiet } from "./log.ts";
import { DirectoryHeld } from "./storage/hold.ts";

export interface CasesOptions {
  json: boolean;
  /** Who signs. */
  as: string | undefined;
  data: string | undefined;
}

const USAGE = `用法 / usage: yizhan cases check [FILE] [--json] | cases show | cases schema | cases sign FILE --as 姓名/NAME
`;

/** Where it runs: its variables, and where it speaks and complains. */
export interface World {
  env: Env;
  say(text: string): void;
  complain(text: string): void;
}

const HERE: World = {
  env: process.env,
  say: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
};

/** Resolves to the exit code: 1 when the file may not be used, 2 when the words are not understood. Throws ConfigError. */
export async function cases(words: string[], { json, as, data }: CasesOptions, world = HERE): Promise<number> {
  const [action = "", path] = words;
  const known = ["check", "show", "schema"].includes(action) || (action === "sign" && path && as?.trim());
  if (!known) {
    world.complain(USAGE);
    return 2;
  }
  const config = readConfig(world.env, []);
  if (data) config.dataDir = data;
  const file = path ?? config.casesFile;
  const print = (line: string) => world.say(`${line}\n`);
  return beside(config, async (app) => {
    const taken = wordsOf(app);
    if (action === "show" || action === "schema") {
      world.say(action === "show" ? app.cases.shown(config.casesFile) : app.cases.schema());
      return 0;
    }
    const text = file === undefined ? app.cases.shown(undefined) : await textOf(file);
    if (action === "check") {
      const report = await app.cases.check(text, taken);
      if (json) print(JSON.stringify({ ok: report.faults.length === 0, file: file ?? null, ...report }));
      else {
        print(file ?? "没有设 CASES_FILE，用的是自带的一份 / CASES_FILE is not set: the built-in one");
        for (const fault of report.faults) print(`✗ ${fault}`);
        for (const note of report.notes) print(`! ${note}`);
        for (const change of report.changes) print(`~ ${change}`);
        if (report.faults.length === 0) print("✓ 可以用 / may be used");
      }
      return report.faults.length === 0 ? 0 : 1;
    }
    const { text: signed, report } = await app.cases.sign(text, as ?? "", taken);
    for (const line of report.faults) print(`✗ ${line}`);
    for (const line of [...report.notes, ...report.changes]) print(`~ ${line}`);
    if (signed === undefined || file === undefined) return 1;
    await writeFile(file, signed);
    print(`✓ ${as} 已复核，重启后生效 / reviewed by ${as}, in force from the next start`);
    return 0;
  });
}

/** What `doctor` says of the configured file; nothing when there is none. */
export async function casesFindings(config: Config): Promise<Finding[]> {
  const { casesFile } = config;
  if (casesFile === undefined) return [];
  const what = `CASES_FILE (${casesFile})`;
  try {
    const text = await textOf(casesFile);
    const report = await beside(config, (app) => app.cases.check(text, wordsOf(app)));
    const remedies = [...report.faults, ...report.notes];
    return remedies.length === 0
      ? [{ ok: true, what, remedy: "" }]
      : remedies.map((remedy) => ({ ok: false, what, remedy }));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map((remedy) => ({ ok: false, what, remedy }));
  }
}

/** A house for looking things up, with the built-in file: a faulty one would not let it open. Nothing is written. */
async function beside<T>(config: Config, work: (app: App) => Promise<T>): Promise<T> {
  const { casesFile: _, ...plain } = config;
  const parts = { clock: realClock, log: quiet, watch: false, adapters: () => [] };
  const app = await openApp(plain, { ...parts, readOnly: true }).catch((error: unknown) => {
    // Nothing was kept here yet. Any other store that does not answer may hold open cases: doubt refuses.
    if (error instanceof DirectoryHeld || config.databaseUrl) throw error;
    return openApp({ ...plain, dataDir: ":memory:" }, parts);
  });
  try {
    return await work(app);
  } finally {
    await app.stop();
  }
}

/** What every command but those that open a case answers to. */
function wordsOf(app: App): string[] {
  const others = app.commands.filter((command) => !command.name.startsWith("ticket.open."));
  return others.flatMap((command) => command.words.map(wordOf));
}

async function textOf(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => {
    throw new ConfigError([`${path}: 读不到这个文件，请检查路径和权限 / cannot be read`]);
  });
}
