/** The command line. */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { readConfig } from "./config.ts";
import { openLog } from "./log.ts";

const HELP = `用法 / usage: yizhan <command>
  start                         启动小驿 / run the bot
  talk [--json] [--data DIR]    在终端里和小驿说话 / talk to it here (--data :memory: keeps nothing)
  ask "…" [--json] [--as-of D]  问一个政策问题 / ask one policy question
  library import PATH…          导入政策文件 / import documents (--submit: a secretary publishes them in the chat)
  library check PATH…           看看会怎样切分、有什么问题 / what would be cut, flagged, refused; writes nothing
  library list | show ID        列出、查看政策文件 / list them, look at one
  cases check [FILE]            诉求类别和分工的文件：哪里不对、会改变什么 / the cases file: its faults, what it would change
  cases show | schema           打印现在用的那份、它的 JSON Schema / print the one in force, or its JSON Schema
  cases sign FILE --as NAME     第二个人复核签名 / a second person reviews it
  eval answers --file F         量一量答得怎样 / measure answers out of given passages
  eval intents --file F         量一量听懂多少 / measure what is understood
  eval retrieval --corpus F --queries F --qrels F [--run F]
  eval refusal --corpus F --answerable F --unanswerable F
                                量一量找得准不准、该不该答 / measure what is found and refused
  doctor                        检查配置和各项服务 / check the configuration and reach each service
`;

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    json: { type: "boolean" },
    data: { type: "string" },
    "as-of": { type: "string" },
    group: { type: "string" },
    submit: { type: "boolean" },
    file: { type: "string" },
    as: { type: "string" },
    corpus: { type: "string" },
    queries: { type: "string" },
    qrels: { type: "string" },
    run: { type: "string" },
    answerable: { type: "string" },
    unanswerable: { type: "string" },
    help: { type: "boolean" },
  },
});
const [command = "help", ...rest] = positionals;

// Whoever reads our output may have had enough of it (`yizhan library list | head`).
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

if (existsSync(".env")) process.loadEnvFile(".env");

/** `talk` needs no platform, so that no variable of one can be wrong. */
async function main(): Promise<number> {
  switch (command) {
    case "start": {
      const { start } = await import("./main.ts");
      return start(process.env);
    }
    case "talk": {
      const config = readConfig(process.env, []);
      if (typeof flags.data === "string") config.dataDir = flags.data;
      const { talkJson, talkHere } = await import("./talk.ts");
      const log = openLog(flags.json ? config.logLevel : "error");
      await (flags.json ? talkJson(config, log) : talkHere(config, log));
      return 0;
    }
    case "ask":
    case "library": {
      const { desk } = await import("./desk.ts");
      return desk(command, rest, {
        json: flags.json === true,
        asOf: text(flags["as-of"]),
        group: text(flags.group),
        data: text(flags.data),
        submit: flags.submit === true,
      });
    }
    case "cases": {
      const { cases } = await import("./cases.ts");
      return cases(rest, { json: flags.json === true, as: text(flags.as), data: text(flags.data) });
    }
    case "eval": {
      const { evaluate } = await import("./eval/index.ts");
      return evaluate(rest[0], flags);
    }
    case "doctor": {
      const { doctor } = await import("./doctor.ts");
      return doctor(process.env, flags.json === true);
    }
    default:
      process.stdout.write(HELP);
      return command === "help" ? 0 : 2;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

try {
  process.exitCode = await main();
} catch (error) {
  // A fault of the configuration is advice, not a crash; anything else shows where it happened.
  const advice =
    error instanceof Error && ["ConfigError", "DirectoryHeld", "UserError", "PortTaken"].includes(error.name);
  process.stderr.write(`${advice ? (error as Error).message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}
