/** Which scopes the bot cannot do without, and which of them were not granted. */
import type { Json } from "./ask.ts";
import type { Words } from "./words.ts";

/** What each is for, and the scopes of which any one will do; the first is the one to tick. PLATFORMS.md §1.5. */
const NEEDED: [keyof Words["scopeFor"], string[]][] = [
  ["send", ["im:message", "im:message:send_as_bot"]],
  ["group", ["im:message.group_at_msg:readonly", "im:message.group_at_msg", "im:message.group_msg"]],
  ["direct", ["im:message.p2p_msg:readonly", "im:message.p2p_msg"]],
  ["names", ["im:chat:readonly", "im:chat", "im:chat.members:read"]],
  ["files", ["im:resource"]],
];
/** Answers without a mention, and replies to a card, reach the bot only with this one. */
const EVERYTHING = "im:message.group_msg";

export interface Missing {
  scope: string;
  purpose: keyof Words["scopeFor"];
}

/** Undefined when Feishu does not tell, which is no fault. */
export function scopesIn(answer: Json | undefined): { missing: Missing[]; hearsAll: boolean } | undefined {
  const list = (answer?.data as { scopes?: { scope_name?: string; grant_status?: number }[] } | undefined)?.scopes;
  if (!Array.isArray(list)) return undefined;
  const granted = new Set(list.filter((one) => one.grant_status === 1).map((one) => one.scope_name));
  const missing = NEEDED.flatMap(([purpose, enough]) => {
    const [scope = ""] = enough;
    return enough.some((one) => granted.has(one)) ? [] : [{ scope, purpose }];
  });
  return { missing, hearsAll: granted.has(EVERYTHING) };
}
