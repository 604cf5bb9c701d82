/** Logs in once, looks at the group robots, the bound groups and the clock; says, in both languages, what to mend. */
import type { Address, Finding } from "#bot";
import type { Ending } from "./client.ts";
import { post } from "./robot.ts";
import type { Settings } from "./settings.ts";
import { en, type Words, zh } from "./words.ts";

/** "Not a valid address of a robot, or it was removed" (document 91770). Any other code: the robot is there. */
const NO_ROBOT = 93000;
/** Deadlines count in minutes; half a minute off is worth a word. */
const SKEW_S = 30;
const CLOCK_MS = 5_000;

type Pick = (words: Words) => string;

/** One bot has one connection: a bot that is running elsewhere is cut off for about a minute. */
export async function doctor(settings: Settings, groups: Address[] = []): Promise<Finding[]> {
  const login = await logIn(settings);
  const refused: Pick = (words) => (login === "auth" ? words.auth : words.reachRemedy);
  const findings = [finding((words) => words.login, login && refused)];
  findings.push(...(await skew(settings)));
  const { only, byChat } = settings.robots;
  const robots: [string | undefined, string][] = Object.entries(byChat);
  if (only) robots.unshift([undefined, only]);
  for (const [chat, key] of robots) {
    // A body without a message: nothing is said in the group, and the key is judged all the same.
    const code = await post(settings.webhookBase, key, {}).catch(() => undefined);
    const there = code !== undefined && code !== NO_ROBOT;
    const fault: Pick = (words) => (code === undefined ? words.robotReach : words.robotRemedy);
    findings.push(finding((words) => words.robot(chat), there ? undefined : fault));
  }
  return [...findings, ...bound(settings, groups)];
}

/** Undefined when the bot was let in. */
async function logIn(settings: Settings): Promise<Ending | undefined> {
  const { openClient } = await import("./client.ts");
  const silent = () => {};
  const { promise: up, resolve } = Promise.withResolvers<undefined>();
  const log = { info: silent, warn: silent, error: silent };
  const client = openClient(settings, log, zh, { up: () => resolve(undefined), frame: silent });
  const how = await Promise.race([up, client.ended]);
  client.close();
  return how;
}

/** By the Date header of the host that the socket is opened at; a host that tells none is no fault. */
async function skew({ wsUrl }: Settings): Promise<Finding[]> {
  const url = wsUrl.replace(/^ws/, "http");
  const signal = AbortSignal.timeout(CLOCK_MS);
  const answer = await fetch(url, { signal, redirect: "manual", headers: { connection: "close" } }).catch(
    () => undefined,
  );
  await answer?.body?.cancel();
  const date = Date.parse(answer?.headers.get("date") ?? "");
  if (Number.isNaN(date)) return [];
  const seconds = Math.round(Math.abs(Date.now() - date) / 1_000);
  return [finding((words) => words.clock, seconds <= SKEW_S ? undefined : (words) => words.clockRemedy(seconds))];
}

/** WeCom tells no bot which groups it is in; what can be seen is whether the robots fit the groups. */
function bound({ robots: { only, byChat } }: Settings, groups: Address[]): Finding[] {
  if (groups.length === 0) return [];
  const chats = groups.map((group) => group.slice("wecom:".length));
  const findings = [finding((words) => words.bound(chats.length))];
  const open = chats.filter((chat) => !byChat[chat]);
  if (only && open.length > 1)
    findings.push(
      finding(
        (words) => words.robots,
        (words) => words.oneRobot(open.length),
      ),
    );
  for (const chat of Object.keys(byChat).filter((one) => !chats.includes(one)))
    findings.push(
      finding(
        (words) => words.robot(chat),
        (words) => words.strangeRobot,
      ),
    );
  return findings;
}

function finding(what: Pick, fault: Pick | undefined = undefined): Finding {
  const both = (pick: Pick) => `${pick(zh)} / ${pick(en)}`;
  return { ok: fault === undefined, what: both(what), remedy: fault ? both(fault) : "" };
}
