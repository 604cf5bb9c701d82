/** Reaches Feishu step by step and says, in both languages, what to mend. */
import type { Finding } from "#bot";
import type { Settings } from "./settings.ts";
import { en, type Words, zh } from "./words.ts";

/** What the bot cannot do without; `im:chat:readonly` (names in groups) and `im:resource` (photos) are part of it. */
const SCOPES = [
  "im:message",
  "im:message.group_at_msg:readonly",
  "im:message.p2p_msg:readonly",
  "im:chat:readonly",
  "im:resource",
];
/** Tokens are refused and events look old when the clocks differ by more. */
const SKEW_S = 60;
const TOO_MANY_CONNECTIONS = 1000040350;

type Json = Record<string, unknown>;

export async function doctor(settings: Settings): Promise<Finding[]> {
  const { httpFor } = await import("./http.ts");
  const end = new AbortController();
  const http = httpFor(settings.domain, end.signal);
  const headers: Json = {};
  let date: number | undefined;
  /** The body of the answer, or undefined; a status other than 200 may still carry one. */
  const ask = async (method: string, path: string, data?: object): Promise<Json | undefined> => {
    const options = { method, url: settings.domain + path, headers, $return_headers: true, ...(data && { data }) };
    try {
      const answer = (await http.request(options)) as unknown as { data: Json; headers: Json };
      date = Date.parse(String(answer.headers.date)) || date;
      return answer.data;
    } catch (error) {
      return (error as { response?: { data?: Json } }).response?.data;
    }
  };
  const findings: Finding[] = [];
  const note = (ok: boolean, what: keyof Named, remedy: (words: Words) => string) =>
    findings.push({ ok, what: `${zh[what]} / ${en[what]}`, remedy: ok ? "" : `${remedy(zh)} / ${remedy(en)}` });

  const secret = { app_id: settings.appId, app_secret: settings.appSecret };
  const token = await ask("POST", "/open-apis/auth/v3/tenant_access_token/internal", secret);
  const granted = typeof token?.tenant_access_token === "string";
  note(granted, "token", (words) => [words.codes[Number(token?.code)], words.tokenRemedy].filter(Boolean).join(": "));
  if (date !== undefined) {
    const skew = Math.round((Date.now() - date) / 1_000);
    note(Math.abs(skew) <= SKEW_S, "clock", (words) => words.clockRemedy(Math.abs(skew)));
  }
  if (!granted) return findings;
  headers.Authorization = `Bearer ${token.tenant_access_token}`;

  const bot = await ask("GET", "/open-apis/bot/v3/info");
  note(typeof (bot?.bot as Json | undefined)?.open_id === "string", "bot", (words) => words.botRemedy);
  const missing = missingScopes(await ask("GET", "/open-apis/application/v6/scopes"));
  if (missing) note(missing.length === 0, "scopes", (words) => words.scopesRemedy(missing.join(" ")));
  const line = await ask("POST", "/callback/ws/endpoint", { AppID: settings.appId, AppSecret: settings.appSecret });
  const up = line?.code === 0 && typeof (line.data as Json | undefined)?.URL === "string";
  const full = line?.code === TOO_MANY_CONNECTIONS;
  note(up, "line", (words) => (full ? words.lineFull : words.lineRemedy));
  end.abort();
  return findings;
}

type Named = Pick<Words, "token" | "clock" | "bot" | "scopes" | "line">;

/** Undefined when Feishu does not tell, which is no fault. */
function missingScopes(answer: Json | undefined): string[] | undefined {
  const list = (answer?.data as { scopes?: { scope_name?: string; grant_status?: number }[] } | undefined)?.scopes;
  if (!Array.isArray(list)) return undefined;
  const granted = new Set(list.filter((one) => one.grant_status === 1).map((one) => one.scope_name));
  return SCOPES.filter((scope) => !granted.has(scope));
}
