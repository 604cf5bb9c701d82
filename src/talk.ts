/** `yizhan talk`: the bot in a terminal. With --json, one JSON object a line; without, a chat of one keyboard. */
import { createInterface } from "node:readline";
import type { Log } from "#bot";
import type { Config } from "./config.ts";
import { openScript, type Said } from "./script.ts";

/** Reads lines until the input ends. Resolves when everything was dealt with. */
export async function talkJson(config: Config, log: Log): Promise<void> {
  const print = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`);
  const script = await openScript(config, { log, say: print });
  const orphaned = endWithParent();
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    let fault: string | undefined;
    if (line.trim() !== "") {
      await script.line(line).catch((error: unknown) => {
        fault = faultOf(error);
        process.stderr.write(`line ${number}: ${fault}\n`);
      });
    }
    print({ done: number, ...(fault ? { error: fault } : {}) });
  }
  clearInterval(orphaned);
  await script.stop();
}

/** Whoever feeds the lines may be killed: the data directory must not stay held by a process nobody speaks to. */
function endWithParent(): NodeJS.Timeout {
  const parent = process.ppid;
  return setInterval(() => process.ppid !== parent && process.exit(1), 250).unref();
}

/** What is wrong with a line, without quoting it: lines hold people's words. */
function faultOf(error: unknown): string {
  if (error instanceof SyntaxError) return "not JSON";
  if (error && typeof error === "object" && "issues" in error && Array.isArray(error.issues)) {
    return error.issues
      .map((issue: { path?: unknown[]; message?: string }) => `${(issue.path ?? []).join(".")}: ${issue.message}`)
      .join("; ");
  }
  return error instanceof Error && error.message.length < 80 ? error.message : "could not be dealt with";
}

const PERSON = "me";

/** A chat of one keyboard: what is typed is said privately, "@小驿 …" in a group that you are in. */
export async function talkHere(config: Config, log: Log): Promise<void> {
  const show = (said: Said) => {
    const where = said.to === `@${PERSON}` ? "" : `[${said.to}] `;
    const choices = said.buttons?.map((button) => `[${button.says}]`).join(" ");
    process.stdout.write(`\n小驿 ${where}> ${said.text}${choices ? `\n        ${choices}` : ""}\n`);
  };
  const script = await openScript(config, { log, say: show });
  const input = createInterface({ input: process.stdin, output: process.stdout, prompt: "我 > " });
  process.stdout.write("直接输入就是私聊小驿；以“@小驿 ”开头是在群里说。按钮请照方括号里的字输入。Ctrl+D 退出。\n");
  input.prompt();
  for await (const line of input) {
    const text = line.trim();
    await script.line(JSON.stringify({ clock: new Date().toISOString() })).catch(() => {});
    const inGroup = /^@小驿\s*/.exec(text);
    const said = inGroup
      ? { chat: "g1", from: PERSON, name: "我", text: text.slice(inGroup[0].length), addressed: true }
      : { chat: `@${PERSON}`, from: PERSON, name: "我", text };
    if (text) await script.line(JSON.stringify(said));
    input.prompt();
  }
  await script.stop();
}
