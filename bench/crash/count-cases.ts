/** Every case that was acknowledged to its last word is there once, with its photo, in the order in which it was told. */
import type { Findings } from "./count.ts";
import type { Ledger } from "./ledger.ts";
import { TOKEN_LETTERS } from "./people.ts";
import { photoHash } from "./pipe.ts";
import type { Story } from "./storm.ts";

const TOKEN = new RegExp(`[a-z2-9]{${TOKEN_LETTERS}}`);

export function countCases({ people, crowd }: Story, ledger: Ledger): Partial<Findings> {
  const kept = new Map<string, Ledger["tickets"]>();
  let foreign = 0;
  for (const row of ledger.tickets) {
    const token = TOKEN.exec(row.text)?.[0];
    if (token) kept.set(token, [...(kept.get(token) ?? []), row]);
    else foreign += 1;
  }
  const hashes = new Map(ledger.photos.map(({ ticket, hash }) => [ticket, hash]));
  const receipts = receiptsIn(crowd.shown);
  let missing = 0;
  let bare = 0;
  let twice = foreign;
  let swapped = 0;
  let toldLate = 0;
  for (const { address, cases } of people) {
    const rows = cases.map(({ token }) => kept.get(token) ?? []);
    for (const [i, told] of cases.entries()) {
      const [row] = rows[i] ?? [];
      if (!row || row.person !== ledger.people.get(address)) missing += 1;
      twice += Math.max(0, (rows[i]?.length ?? 0) - 1);
      if (!row || !told.photo) continue;
      const hash = hashes.get(row.no);
      if (hash !== photoHash(told.photo) || !ledger.onDisk.has(hash)) bare += 1;
    }
    const times = rows.flatMap(([row]) => row?.created_at ?? []);
    swapped += falls(times);
    // Receipts that were cut off are left out; the others come in the order of the cases.
    const order = new Map(rows.flatMap(([row], i) => (row ? [[row.no, i] as const] : [])));
    toldLate += falls((receipts.get(address) ?? []).flatMap((no) => order.get(no) ?? []));
  }
  const numbers = [...receipts.values()].flat();
  return {
    lost: [
      ["cases acknowledged and not kept", missing],
      ["photos acknowledged and not kept with their case", bare],
    ],
    duplicated: [
      ["cases kept twice", twice],
      ["receipts of one case shown twice", numbers.length - new Set(numbers).size],
    ],
    outOfOrder: [
      ["cases kept before an earlier one of the same person", swapped],
      ["receipts shown before an earlier one", toldLate],
    ],
  };
}

/** The case numbers of the receipts that each person was shown, in order; a key that was repeated counts once. */
function receiptsIn(shown: Story["crowd"]["shown"]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const keys = new Set<string>();
  for (const { to, text, key } of shown) {
    const no = /编号 \*\*(\d+)\*\*/.exec(text)?.[1];
    if (!no || keys.has(key)) continue;
    keys.add(key);
    found.set(to, [...(found.get(to) ?? []), no]);
  }
  return found;
}

/** How often a number is less than the one before it. */
function falls(values: number[]): number {
  return values.filter((value, i) => value < (values[i - 1] ?? Number.NEGATIVE_INFINITY)).length;
}
