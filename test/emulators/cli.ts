/**
 * `npm run emulator -- lark --port 9000`: a platform on this machine alone, for testing any bot against it. Prints the
 * variables to set, then every message that the bot shows, a line each; `--json` prints objects. Standard input speaks
 * as people do: `g1 wang: @bot 你好`; an empty line tells what else can be said.
 */
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import type { Desk, Line } from "./cli/desk.ts";
import { dingtalkDesk } from "./cli/dingtalk.ts";
import { HELP, order } from "./cli/language.ts";
import { larkDesk } from "./cli/lark.ts";
import { telegramDesk } from "./cli/telegram.ts";
import { wechatDesk } from "./cli/wechat.ts";
import { wecomDesk } from "./cli/wecom.ts";

const desks: Record<string, (port: number) => Promise<Desk>> = {
  lark: larkDesk,
  telegram: telegramDesk,
  wecom: wecomDesk,
  dingtalk: dingtalkDesk,
  wechat: wechatDesk,
};
/** Faster than an eye sees, slow enough to cost nothing. */
const LOOK_MS = 50;

const { values, positionals } = parseArgs({
  options: { port: { type: "string", default: "0" }, json: { type: "boolean", default: false } },
  allowPositionals: true,
});
const open = desks[positionals[0] ?? ""];
const port = Number(values.port);
if (!open || positionals.length !== 1 || !Number.isInteger(port) || port < 0 || port > 65_535) {
  process.stderr.write(`usage: npm run emulator -- ${Object.keys(desks).join("|")} [--port 9000] [--json]\n`);
  process.exit(2);
}

const print = (line: string) => process.stdout.write(`${line}\n`);
const told = (name: string, value: string) => (values.json ? JSON.stringify({ [name]: value }) : `${name}=${value}`);

const desk = await open(port).catch((error: NodeJS.ErrnoException) => {
  const why = error.code === "EADDRINUSE" ? `port ${port} is taken: choose another with --port` : error.message;
  process.stderr.write(`${why}\n`);
  process.exit(1);
});
for (const [name, value] of Object.entries(desk.variables)) print(told(name, value));
// Somebody has to be there before the bot can speak to anyone.
print(told("# group g1", desk.idOf("g1", true)));
for (const person of ["wang", "zhao"]) print(told(`# person ${person}`, desk.idOf(person, false)));

const printed = new Map<string, string>();
const looking = setInterval(look, LOOK_MS);

/** Prints what is new, and what has changed since it was printed. */
function look(): void {
  for (const line of desk.lines()) {
    const before = printed.get(line.id);
    const now = JSON.stringify(line);
    if (now === before) continue;
    printed.set(line.id, now);
    print(values.json ? now : readable(line, before !== undefined));
  }
}

function readable({ to, text, buttons, files, gone }: Line, again: boolean): string {
  const what = gone ? "(taken back)" : text.replaceAll("\n", " ⏎ ");
  const more = [...buttons.map((label) => `[${label}]`), ...files.map((bytes) => `(${bytes} bytes)`)];
  return [`${to} ${again ? "«~" : "«"}`, what, ...more].filter(Boolean).join(" ");
}

function obey(line: string): void {
  const what = order(line);
  if (!what) print(values.json ? JSON.stringify({ help: HELP }) : HELP);
  else if (what.kind === "fail") desk.fail[what.how]();
  else if (what.kind === "press") desk.press(what.person, what.group, what.label);
  else desk.say(what.person, what.group, what.words, what.mention);
}

const input = createInterface({ input: process.stdin });
input.on("line", (line) => {
  try {
    obey(line);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
});
// The end of the input ends nothing: an emulator in the background has none.
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, async () => {
    clearInterval(looking);
    look();
    input.close();
    await desk.close();
    process.exit(0);
  });
