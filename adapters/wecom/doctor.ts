/** Logs in once and looks at the group robots; says, in both languages, what to mend. */
import type { Finding } from "#bot";
import type { Ending } from "./client.ts";
import { post } from "./robot.ts";
import type { Settings } from "./settings.ts";
import { en, type Words, zh } from "./words.ts";

/** "Not a valid address of a robot, or it was removed" (document 91770). Any other code: the robot is there. */
const NO_ROBOT = 93000;

export async function doctor(settings: Settings): Promise<Finding[]> {
  const login = await logIn(settings);
  const findings = [
    finding(login === undefined, "login", (words) => (login === "auth" ? words.auth : words.reachRemedy)),
  ];
  const { only, byChat } = settings.robots;
  for (const key of [...(only ? [only] : []), ...Object.values(byChat)]) {
    // A body without a message: nothing is said in the group, and the key is judged all the same.
    const code = await post(settings.webhookBase, key, {}).catch(() => undefined);
    const there = code !== undefined && code !== NO_ROBOT;
    findings.push(finding(there, "robot", (words) => (code === undefined ? words.robotReach : words.robotRemedy)));
  }
  return findings;
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

function finding(ok: boolean, what: "login" | "robot", remedy: (words: Words) => string): Finding {
  return { ok, what: `${zh[what]} / ${en[what]}`, remedy: ok ? "" : `${remedy(zh)} / ${remedy(en)}` };
}
