/** A conversation as lines for `yizhan talk --json`, so that what went wrong here becomes a test. Pure. */
import type { Address, Place } from "#bot";
import { chats, personas } from "./cast.ts";
import type { Heard } from "./hub/hub.ts";

export type ScriptLine =
  | { role: string; of: string; unit: string }
  | { bind: string; unit: string; for?: "handlers" }
  | { clock: string }
  | { press: string; chat: string; from: string; id: string }
  | { chat: string; from: string; name: string; text: string; addressed: boolean; id: string; place?: Place };

/**
 * The set-up first, then every message at its minute. Left out: files (a script names paths on its own machine),
 * quotes (their keys are another run's) and the bot's comings and goings, for which the protocol has no line.
 */
export function toScript(heard: readonly Heard[]): ScriptLine[] {
  const lines: ScriptLine[] = [];
  for (const { id, role, unit } of personas) if (unit) lines.push({ role, of: id, unit });
  for (const { id, unit, purpose } of chats)
    lines.push({ bind: id, unit, ...(purpose === "handlers" && { for: purpose }) });

  let minute = "";
  for (const { kind, message } of heard) {
    if (kind === "moved") continue;
    if (message.at.slice(0, 16) > minute) {
      minute = message.at.slice(0, 16);
      lines.push({ clock: message.at });
    }
    const from = local(message.from);
    const chat = message.chat === message.from ? `@${from}` : local(message.chat);
    const id = local(message.id);
    if (kind === "pressed") lines.push({ press: message.text, chat, from, id });
    else {
      const { name, text, addressed, place } = message;
      lines.push({ chat, from, name, text, addressed, id, ...(place && { place }) });
    }
  }
  return lines;
}

function local(address: Address): string {
  return address.slice(address.indexOf(":") + 1);
}
