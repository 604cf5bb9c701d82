/** What the model endpoint did, in numbers alone: for /metrics. One process, one set, whoever asks. */
import { Counter, Gauge } from "prom-client";

/** What a question came to; a status of the endpoint counts as `http`, so that no endpoint can invent labels. */
export type Came = "answer" | "declined" | "deadline" | "left alone" | "too busy" | "nonsense" | "http" | "unreached";

const calls = new Counter({
  name: "yizhan_model_calls_total",
  help: "questions for the model, by what came of them; deadline: it was too slow",
  labelNames: ["came"],
});
const tokens = new Counter({
  name: "yizhan_model_tokens_total",
  help: "tokens read and written by the model, estimated where the endpoint does not say",
  labelNames: ["kind"],
});

let resting: () => boolean = () => false;
new Gauge({
  name: "yizhan_model_breaker_open",
  help: "1 while the model endpoint is left alone",
  collect() {
    this.set(resting() ? 1 : 0);
  },
});

/** The endpoint whose breaker is shown: the one opened last. */
export function showBreaker(isResting: () => boolean): void {
  resting = isResting;
}

/** Counts one question. `why` is a word of ours or a status; undefined where it was answered. */
export function countCall(why: string | undefined, { read, written }: { read: number; written: number }): void {
  calls.inc({ came: cameTo(why) });
  tokens.inc({ kind: "read" }, read);
  tokens.inc({ kind: "written" }, written);
}

function cameTo(why: string | undefined): Came {
  if (why === undefined) return "answer";
  if (why === "too slow") return "deadline";
  if (why === "declined" || why === "left alone" || why === "too busy") return why;
  if (/^\d{3}$/.test(why) || why === "too long") return "http";
  return why === "no connection" || why === "cut off" ? "unreached" : "nonsense";
}
