/** `yizhan ask` and `yizhan library`: the policy feature at a desk, beside a bot that may be running. */
import { type App, openApp } from "./app.ts";
import { realClock } from "./bot/clock.ts";
import { readConfig } from "./config.ts";
import { openLog } from "./log.ts";
import { DirectoryHeld } from "./storage/hold.ts";

export interface DeskOptions {
  json: boolean;
  asOf: string | undefined;
  group: string | undefined;
  data: string | undefined;
  /** What is imported waits for a secretary in the chat. */
  submit?: boolean;
}

const USAGE = `用法 / usage: yizhan ask "问题" [--json] [--as-of 2026-11-23]
                yizhan library list [--json] | library import PATH… [--submit] [--json]
                yizhan library check PATH… [--json] | library show ID [--json]
`;

/** What `library` can do, and whether it needs words after it. */
const ACTIONS: Record<string, boolean> = { list: false, import: true, check: true, show: true };

/** Resolves to the exit code. */
export async function desk(command: "ask" | "library", words: string[], options: DeskOptions): Promise<number> {
  const [action = "", ...paths] = words;
  const importing = command === "library" && action === "import";
  const question = words.join(" ").trim();
  const known =
    command === "ask" ? question !== "" : ACTIONS[action] !== undefined && (!ACTIONS[action] || paths.length > 0);
  if (!known) {
    process.stderr.write(USAGE);
    return 2;
  }
  const config = readConfig(process.env, []);
  if (options.data) config.dataDir = options.data;
  const parts = { clock: realClock, log: openLog("error"), watch: false, adapters: () => [] };
  const app = await openApp(config, parts).catch((error: unknown) => {
    // A running bot holds the data: looking things up beside it needs no hold, importing does.
    if (importing || !(error instanceof DirectoryHeld)) throw error;
    return openApp(config, { ...parts, readOnly: true });
  });
  const { policy } = app;
  const print = (value: unknown) =>
    process.stdout.write(`${typeof value === "string" ? value : JSON.stringify(value)}\n`);
  try {
    if (command === "ask") {
      print(
        options.json
          ? await policy.ask(question, options.asOf, options.group)
          : await policy.tell(question, options.asOf, options.group),
      );
      return 0;
    }
    return await library(app, action, paths, options, print);
  } finally {
    await app.stop();
  }
}

type Print = (value: unknown) => void;

/** One line a document where no JSON is wanted. */
const line = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join("　");

async function library(app: App, action: string, paths: string[], options: DeskOptions, print: Print): Promise<number> {
  const { policy } = app;
  const each = <T>(all: T[], words: (one: T) => string) =>
    options.json ? print(all) : all.map((one) => print(words(one)));
  if (action === "list") {
    each(await policy.list(options.asOf), (one) => line(one.id, one.title, one.number, one.status, one.effective));
    return 0;
  }
  if (action === "check") {
    const found = await policy.checkPaths(paths);
    each(found, (one) =>
      [
        line(one.status, one.path, one.title, ...one.flags, ...one.notes),
        ...one.cut.map((cut) => `    ${line(...cut.path, cut.article, cut.clause)}　${cut.chars} 字`),
      ].join("\n"),
    );
    return found.some((one) => one.status === "refused") ? 1 : 0;
  }
  if (action === "show") {
    const found = await policy.show(paths[0] ?? "", options.asOf);
    if (!found) {
      process.stderr.write("没有这个编号的文件，用 library list 看看 / no document has this id, see library list\n");
      return 1;
    }
    if (options.json) print(found);
    else {
      print(line(found.id, found.title, found.number, found.status, found.effective, found.repealed, ...found.flags));
      for (const one of found.versions)
        print(`  ${line(one.id, one.title, one.number, `${one.effective ?? ""}～${one.until ?? ""}`, one.status)}`);
      for (const one of found.passages) print(`\n${line(...one.path, one.article, one.clause)}\n${one.text}`);
    }
    return 0;
  }
  // Whoever has the machine has the database: asking them for a second name would prove nothing. --submit asks the chat.
  const done = await policy.importPaths(paths, (work) => app.database.unit(work), { submit: options.submit === true });
  each(done, (one) => line(one.status, one.path, one.title, ...one.flags, ...(one.notes ?? [])));
  return done.some((one) => one.status === "refused") ? 1 : 0;
}
