/** What `doctor` looks at: the bot, its privacy mode, how updates come, the bound groups, the clock. */
import { z } from "zod";
import type { Address, Finding } from "#bot";
import { type Asked, ask } from "./ask.ts";
import { groupFindings } from "./groups.ts";
import type { Settings } from "./settings.ts";
import { both } from "./words.ts";

const Bot = z.object({
  id: z.number(),
  username: z.string(),
  can_join_groups: z.boolean().default(true),
  can_read_all_group_messages: z.boolean().default(false),
});
const Webhook = z.object({
  url: z.string().default(""),
  pending_update_count: z.number().default(0),
  last_error_message: z.string().default(""),
  last_error_date: z.number().default(0),
});

/** Deadlines count in minutes; half a minute off is worth a word. */
const SKEW_S = 30;
/** An error longer ago than this has been got over: every delivery since then would have renewed it. */
const ERROR_COUNTS_S = 3_600;

/** `groups`: the bound ones. Everything is asked, nothing is changed, so that it may run beside the bot. */
export async function doctor(settings: Settings, groups: Address[]): Promise<Finding[]> {
  const me = await ask(settings, "getMe", {}, Bot);
  if (!me.result) {
    const wrong = me.status === 401 || me.status === 404;
    const remedy = wrong ? both((w) => w.tokenWrong) : both((w) => w.unreachable(me.why));
    return [{ ok: false, what: both((w) => w.notReached), remedy }];
  }
  const { id, username, can_join_groups, can_read_all_group_messages: all } = me.result;
  const hook = await ask(settings, "getWebhookInfo", {}, Webhook);
  const well = (what: string): Finding => ({ ok: true, what, remedy: "" });
  return [
    well(both((w) => w.reached(username))),
    { ok: can_join_groups, what: both((w) => w.groups), remedy: can_join_groups ? "" : both((w) => w.noGroups) },
    well(both((w) => (all ? w.privacyOff : w.privacyOn))),
    settings.webhook ? wanted(hook, settings.webhook.url) : unwanted(hook),
    ...skew(me.date),
    ...(await groupFindings(settings, id, groups)),
  ];
}

/** Updates shall be posted to `url`. */
function wanted({ result: hook, why, date = Date.now() }: Asked<z.infer<typeof Webhook>>, url: string): Finding {
  const fault = (remedy: string): Finding => ({ ok: false, what: both((w) => w.hook), remedy });
  if (!hook) return fault(both((w) => w.notTold(why)));
  if (!hook.url) return fault(both((w) => w.hookUnset));
  if (hook.url !== url) return fault(both((w) => w.hookElsewhere(URL.parse(hook.url)?.host ?? "?")));
  const waiting = hook.pending_update_count;
  const failed = hook.last_error_message !== "" && date / 1000 - hook.last_error_date < ERROR_COUNTS_S;
  if (failed) return fault(both((w) => w.hookError(hook.last_error_message, waiting)));
  return { ok: true, what: both((w) => w.hookWell(waiting)), remedy: "" };
}

/** Updates shall be polled for. */
function unwanted({ result: hook }: Asked<z.infer<typeof Webhook>>): Finding {
  const host = URL.parse(hook?.url ?? "")?.host;
  if (host === undefined) return { ok: true, what: both((w) => w.webhookNone), remedy: "" };
  return { ok: false, what: both((w) => w.hook), remedy: both((w) => w.webhookSet(host)) };
}

/** By the Date header, which counts whole seconds. */
function skew(date: number | undefined): Finding[] {
  if (date === undefined) return [];
  const seconds = Math.round(Math.abs(Date.now() - date) / 1000);
  const ok = seconds <= SKEW_S;
  return [{ ok, what: both((w) => w.clock(seconds)), remedy: ok ? "" : both((w) => w.clockOff) }];
}
