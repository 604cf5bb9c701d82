/** A PostgreSQL for the bench: the one that TEST_DATABASE_URL names, or a fresh one from .ci/with-postgres. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const WITH_POSTGRES = fileURLToPath(new URL("../../.ci/with-postgres", import.meta.url));

export interface Server {
  url: string;
  /** Takes it away again if it was started here. */
  stop(): Promise<void>;
}

/** Undefined, with the reason told to `why`, when there is none and none can be started. */
export async function postgres(why: (words: string) => void): Promise<Server | undefined> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, async stop() {} };
  // It says its address and stays until its standard input ends, however this process ends.
  const script = 'echo "$TEST_DATABASE_URL"; exec cat >/dev/null';
  const started = spawn(WITH_POSTGRES, ["bash", "-c", script], { stdio: ["pipe", "pipe", "pipe"] });
  let complaint = "";
  started.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  started.on("error", (error) => {
    complaint += error.message;
  });
  const ended = new Promise<undefined>((resolve) => started.once("close", () => resolve(undefined)));
  const [url] = (await Promise.race([once(createInterface(started.stdout), "line"), ended])) ?? [];
  if (typeof url !== "string" || url === "") {
    why(complaint.trim().split("\n").slice(-3).join(" "));
    return undefined;
  }
  return {
    url,
    async stop() {
      started.stdin.end();
      await ended;
    },
  };
}
