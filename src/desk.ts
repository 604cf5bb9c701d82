/** `yizhan ask` and `yizhan library`: the policy feature at a desk, beside a bot that may be running. */
import { openApp } from "./app.ts";
import { realClock } from "./bot/clock.ts";
import { readConfig } from "./config.ts";
import { openLog } from "./log.ts";
import { DirectoryHeld } from "./storage/hold.ts";

export interface DeskOptions {
  json: boolean;
  asOf: string | undefined;
  group: string | undefined;
  data: string | undefined;
}

const USAGE = `用法 / usage: yizhan ask "问题" [--json] [--as-of 2026-11-23]
                yizhan library list [--json] | library import PATH… [--json]
`;

/** Resolves to the exit code. */
export async function desk(command: "ask" | "library", words: string[], options: DeskOptions): Promise<number> {
  const [action, ...paths] = words;
  const importing = command === "library" && action === "import" && paths.length > 0;
  const listing = command === "library" && action === "list";
  const question = words.join(" ").trim();
  if ((command === "library" && !importing && !listing) || (command === "ask" && question === "")) {
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
      print(options.json ? await policy.ask(question, options.asOf) : await policy.tell(question, options.asOf));
    } else if (listing) {
      const documents = await policy.list(options.asOf);
      if (options.json) print(documents);
      else
        for (const one of documents)
          print([one.title, one.number, one.status, one.effective ?? ""].filter(Boolean).join("　"));
    } else {
      const done = await policy.importPaths(paths, (work) => app.database.unit(work));
      if (options.json) print(done);
      else
        for (const one of done) print([one.status, one.path, one.title ?? "", ...one.flags].filter(Boolean).join("　"));
      return done.some((one) => one.status === "refused") ? 1 : 0;
    }
    return 0;
  } finally {
    await app.stop();
  }
}
