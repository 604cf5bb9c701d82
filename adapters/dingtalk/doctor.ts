/** Reaches DingTalk step by step and says, in both languages, what to mend. */
import type { Finding } from "#bot";
import { ask, CallFailed } from "./http.ts";
import type { Settings } from "./settings.ts";
import { ticketed } from "./stream.ts";
import { both, type Words } from "./words.ts";

/** Deadlines count in minutes; half a minute off is worth a word. */
const SKEW_S = 30;

/** Opens no stream: a ticket is asked for and left to run out, which takes nothing from a bot that is running. */
export async function doctor(settings: Settings): Promise<Finding[]> {
  const end = new AbortController();
  const { apiBase, clientId, clientSecret, cardTemplate } = settings;
  const findings: Finding[] = [];
  const note = (what: (words: Words) => string, fault?: (words: Words) => string) =>
    findings.push({ ok: fault === undefined, what: both(what), remedy: fault ? both(fault) : "" });

  const url = `${apiBase}/v1.0/oauth2/accessToken`;
  const body = { appKey: clientId, appSecret: clientSecret };
  const token = await ask({ method: "POST", url, body }, end.signal).catch(failed);
  const granted = !(token instanceof CallFailed) && typeof token.body?.accessToken === "string";
  const why = token instanceof CallFailed ? token.message : `HTTP ${token.status}`;
  note((words) => words.token, granted ? undefined : (words) => `${words.tokenRemedy} (${why})`);

  const date = token instanceof CallFailed ? Number.NaN : token.date;
  if (!Number.isNaN(date)) {
    const skew = Math.round(Math.abs(Date.now() - date) / 1_000);
    note((words) => words.clock, skew <= SKEW_S ? undefined : (words) => words.clockRemedy(skew));
  }
  if (!granted) return findings;

  const line = await ticketed(settings, end.signal).catch(failed);
  const lost = line instanceof CallFailed ? line.message : undefined;
  note((words) => words.line, lost === undefined ? undefined : (words) => `${words.lineRemedy} (${lost})`);
  note((words) => words.staff);
  note((words) => words.buttons(cardTemplate !== undefined));
  return findings;
}

function failed(error: unknown): CallFailed {
  return error instanceof CallFailed ? error : new CallFailed({});
}
