/**
 * Every message that was acknowledged was answered once. The outbox is the ledger: a row that was cut off by a kill is
 * `unknown` and on the shelf for staff; any other was shown, once.
 */
import type { Address } from "#bot";
import { HANDLERS, platformOf } from "./cast.ts";
import type { Findings } from "./count.ts";
import type { Ledger } from "./ledger.ts";
import type { Story } from "./storm.ts";

export function countSaid({ people, crowd, stages }: Story, ledger: Ledger): Partial<Findings> {
  const done = new Set(ledger.inbox.flatMap((row) => (row.status === "done" ? [row.id] : [])));
  const unheard = [...crowd.acked.keys()].filter((id) => !done.has(id as Address)).length;

  const owed = new Map<string, number>();
  for (const person of people) for (const [chat, n] of person.owed) owed.set(chat, (owed.get(chat) ?? 0) + n);
  const written = new Map<string, number>();
  const fresh = ledger.outbox.filter((row) => row.living === null);
  for (const { chat } of fresh) written.set(chat, (written.get(chat) ?? 0) + 1);
  let unanswered = 0;
  let tooMany = 0;
  for (const chat of new Set([...owed.keys(), ...written.keys()])) {
    const over = (written.get(chat) ?? 0) - (owed.get(chat) ?? 0);
    if (over < 0) unanswered -= over;
    else tooMany += over;
  }
  // One living card for each case in the handlers' group, one for each call-out in its own.
  const hung = ledger.outbox.filter((row) => row.living !== null);
  const cases = hung.filter((row) => row.chat === HANDLERS.group);
  const cards = Math.abs(new Set(cases.map((row) => row.living)).size - ledger.tickets.length);
  const callOuts = stages.filter(({ group }) => !hung.some((row) => row.chat === group)).length;

  const times = new Map<string, number>();
  for (const { key } of crowd.shown) times.set(key, (times.get(key) ?? 0) + 1);
  const open = ledger.outbox.filter((row) => row.status === "due" || row.status === "held").length;
  const silent = fresh.filter((row) => row.status !== "unknown" && !times.has(row.key)).length;
  const keyed = ledger.outbox.filter((row) => platformOf(row.chat) === "keyed");
  const known = new Set(ledger.outbox.map((row) => row.key));
  const repeated = crowd.shown.filter(({ to, key }) => platformOf(to) !== "keyed" && (times.get(key) ?? 0) > 1);
  return {
    lost: [
      ["messages acknowledged and not dealt with", unheard],
      ["answers that were never written", unanswered],
      ["cards that were never hung", cards + callOuts],
      ["answers written and never brought to an end", open],
      ["answers called sent that nobody was shown", silent],
      ["answers in doubt where the platform promises to show a key once", keyed.filter(doubtful).length],
      [
        "rows in doubt that are not on the shelf",
        Math.abs(ledger.outbox.filter(doubtful).length - ledger.shelf.unknown),
      ],
    ],
    duplicated: [
      ["answers written twice", tooMany],
      ["cards hung twice", cases.length - new Set(cases.map((row) => row.living)).size],
      ["keys shown twice", repeated.length - new Set(repeated.map(({ key }) => key)).size],
      ["things shown that are in no ledger", crowd.shown.filter(({ key }) => !known.has(key)).length],
    ],
  };
}

/** How many answers a kill left in doubt, and how many of them were in fact shown. */
export function inDoubt({ crowd }: Story, ledger: Ledger): { rows: number; shown: number } {
  const shown = new Set(crowd.shown.map(({ key }) => key));
  const rows = ledger.outbox.filter(doubtful);
  return { rows: rows.length, shown: rows.filter((row) => shown.has(row.key)).length };
}

function doubtful(row: Ledger["outbox"][number]): boolean {
  return row.status === "unknown";
}
