/** An item as its author and its reviewer see it: everything that the approval is bound to, and what to look at twice. */
import type { Kit } from "#bot";
import { named, parse } from "./audience.ts";
import { look } from "./guard.ts";
import type { Item } from "./store.ts";
import { shown } from "./when.ts";
import type { Words } from "./words.ts";

export type Previewed = Pick<Item, "title" | "text" | "push_at" | "slot" | "audience">;

/** Title, text, time, audience and warnings, as lines. */
export async function preview(kit: Kit, w: Words, item: Previewed): Promise<string> {
  const lines = [
    w.title(item.title),
    "",
    item.text,
    "",
    w.time(timeOf(kit, w, item)),
    w.audience(await named(kit, w, parse(item.audience))),
  ];
  return [...lines, ...warnings(kit, w, item)].join("\n");
}

/** When it is pushed, in words; inside quiet hours, when it really will be. */
export function timeOf(kit: Kit, w: Words, item: Pick<Item, "push_at" | "slot">): string {
  if (item.push_at === null) return item.slot ? w.atSlot(item.slot) : w.onDemand;
  const due = kit.calendar.afterQuiet(item.push_at);
  return due === item.push_at ? shown(kit, due) : w.movedByQuiet(shown(kit, item.push_at), shown(kit, due));
}

function warnings(kit: Kit, w: Words, item: Pick<Item, "title" | "text">): string[] {
  const site = URL.canParse(kit.settings.publicUrl) ? new URL(kit.settings.publicUrl).hostname : "";
  const found = look(`${item.title}\n${item.text}`, site);
  return [
    ...(found.words.length > 0 ? [w.warnWords(found.words)] : []),
    ...(found.pressing ? [w.warnPressing] : []),
    ...(found.hosts.length > 0 ? [w.warnLinks(found.hosts)] : []),
  ];
}
