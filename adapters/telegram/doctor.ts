/** What `doctor` looks at: the bot, its privacy mode, a forgotten webhook, the clock. */
import { z } from "zod";
import type { Finding } from "#bot";
import type { Settings } from "./settings.ts";
import { both } from "./words.ts";

const Bot = z.object({
  username: z.string(),
  can_join_groups: z.boolean().default(true),
  can_read_all_group_messages: z.boolean().default(false),
});
const Webhook = z.object({ url: z.string().default("") });

/** Deadlines count in minutes; half a minute off is worth a word. */
const SKEW_S = 30;

export async function doctor(settings: Settings): Promise<Finding[]> {
  const me = await ask(settings, "getMe", Bot);
  if (!me.result) {
    const wrong = me.status === 401 || me.status === 404;
    const remedy = wrong ? both((w) => w.tokenWrong) : both((w) => w.unreachable(me.why));
    return [{ ok: false, what: both((w) => w.notReached), remedy }];
  }
  const { username, can_join_groups, can_read_all_group_messages: all } = me.result;
  const hook = await ask(settings, "getWebhookInfo", Webhook);
  const host = URL.parse(hook.result?.url ?? "")?.host;
  const well = (what: string): Finding => ({ ok: true, what, remedy: "" });
  return [
    well(both((w) => w.reached(username))),
    { ok: can_join_groups, what: both((w) => w.groups), remedy: can_join_groups ? "" : both((w) => w.noGroups) },
    well(both((w) => (all ? w.privacyOff : w.privacyOn))),
    host === undefined
      ? well(both((w) => w.webhookNone))
      : { ok: false, what: "webhook", remedy: both((w) => w.webhookSet(host)) },
    ...skew(me.date),
  ];
}

/** By the Date header, which counts whole seconds. */
function skew(date: number | undefined): Finding[] {
  if (date === undefined) return [];
  const seconds = Math.round(Math.abs(Date.now() - date) / 1000);
  const ok = seconds <= SKEW_S;
  return [{ ok, what: both((w) => w.clock(seconds)), remedy: ok ? "" : both((w) => w.clockOff) }];
}

interface Asked<T> {
  result?: T;
  status?: number;
  /** Why there is no result, without address and token. */
  why: string;
  /** Epoch ms. */
  date?: number;
}

/** Not through grammY: it hides the headers. */
async function ask<T>({ apiRoot, token }: Settings, method: string, schema: z.ZodType<T>): Promise<Asked<T>> {
  try {
    const response = await fetch(`${apiRoot}/bot${token}/${method}`, {
      signal: AbortSignal.timeout(10_000),
      headers: { connection: "close" },
    });
    const date = Date.parse(response.headers.get("date") ?? "");
    const seen = { status: response.status, why: `HTTP ${response.status}`, ...(date > 0 && { date }) };
    const body: unknown = await response.json().catch(() => undefined);
    const parsed = z.object({ ok: z.literal(true), result: schema }).safeParse(body);
    return parsed.success ? { ...seen, result: parsed.data.result } : seen;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "timeout";
    return { why: code };
  }
}
