/** What was quoted last in a chat, found again in the library: for 看全文, 有用 and 没用. */
import { z } from "zod";
import type { Turn } from "#bot";
import { COMMON } from "./answering/faq-store.ts";
import type { Room } from "./hear.ts";
import type { Entry } from "./library/shelf.ts";
import { type Last, lastOf, lastQuoted } from "./store.ts";

const Quoted = z.array(z.object({ hash: z.string(), start: z.number(), cut: z.boolean() }));

export interface Recalled {
  /** The person's own last question; undefined when they press under somebody else's answer. */
  last: Last | undefined;
  /** As it was stored. */
  quoted: string;
  entries: (Entry & { cut: boolean })[];
  /** Common answers that were said: "Q3". */
  common: string[];
  /** Something was quoted that the library no longer holds in those words. */
  gone: boolean;
}

export async function recall({ kit, shelf }: Room, turn: Turn): Promise<Recalled> {
  const now = kit.now();
  const last = await lastOf(kit.db, turn.by.id, turn.message.chat, now);
  const own = last && last.quoted !== "[]" ? last.quoted : undefined;
  const quoted = own ?? (last ? "[]" : ((await lastQuoted(kit.db, turn.message.chat, now)) ?? "[]"));
  const all = Quoted.parse(JSON.parse(quoted));
  const wanted = all.filter((one) => !one.hash.startsWith(COMMON));
  const { entries } = await shelf.fresh();
  const found = wanted.flatMap((one) => {
    const entry = entries.find((each) => each.document.hash === one.hash && each.passage.start === one.start);
    return entry ? [{ ...entry, cut: one.cut }] : [];
  });
  const common = all.filter((one) => one.hash.startsWith(COMMON)).map((one) => one.hash.slice(COMMON.length));
  return { last, quoted, entries: found, common, gone: found.length < wanted.length };
}
