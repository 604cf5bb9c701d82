/** Whether the bot is still in the groups that are bound to units, and may speak there. */
import { z } from "zod";
import type { Address, Finding } from "#bot";
import { chatId } from "./address.ts";
import { type Asked, ask } from "./ask.ts";
import type { Settings } from "./settings.ts";
import { both, type Words } from "./words.ts";

const Membership = z.object({
  status: z.string(),
  is_member: z.boolean().optional(),
  can_send_messages: z.boolean().optional(),
});

/** A finding for each group that is wrong, or one for all of them; none when no group is bound. */
export async function groupFindings(settings: Settings, me: number, groups: Address[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const group of groups) {
    const asked = await ask(settings, "getChatMember", { chat_id: chatId(group), user_id: me }, Membership);
    const fault = faultOf(asked);
    if (fault) findings.push({ ok: false, what: both((w) => w.group(group)), remedy: both(fault) });
    if (asked.status === undefined) break; // nobody answers: the others would only take as long
  }
  if (groups.length === 0 || findings.length > 0) return findings;
  return [{ ok: true, what: both((w) => w.bound(groups.length)), remedy: "" }];
}

function faultOf({
  result,
  status,
  movedTo,
  why,
}: Asked<z.infer<typeof Membership>>): ((w: Words) => string) | undefined {
  if (movedTo !== undefined) return (w) => w.renumbered;
  if (result) {
    const { status: rank, is_member = true, can_send_messages = true } = result;
    if (rank === "left" || rank === "kicked" || !is_member) return (w) => w.notIn;
    return can_send_messages ? undefined : (w) => w.mute;
  }
  // 400: there is no such chat for this bot; 403: it was put out.
  return status === 400 || status === 403 ? (w) => w.notIn : (w) => w.notTold(why);
}
