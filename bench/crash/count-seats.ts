/** Every sign-up that was acknowledged has one row; places go first come, first served, and there are never too many. */
import type { Findings } from "./count.ts";
import type { Ledger } from "./ledger.ts";
import type { Story } from "./storm.ts";

export function countSeats({ people }: Story, ledger: Ledger): Partial<Findings> {
  const codes = new Map(ledger.callouts.map(({ id, code }) => [id, code]));
  const signUps = people.filter((person) => person.code !== undefined);
  let missing = 0;
  let twice = 0;
  for (const { address, code } of signUps) {
    const rows = ledger.signUps.filter((row) => row.person === ledger.people.get(address));
    if (!rows.some((row) => codes.get(row.callout) === code)) missing += 1;
    twice += Math.max(0, rows.length - 1);
  }
  let over = 0;
  let free = 0;
  let passed = 0;
  for (const { id, capacity } of ledger.callouts) {
    const rows = ledger.signUps.filter((row) => row.callout === id);
    const waiting = rows.filter((row) => row.status === "waitlisted");
    const seated = rows.filter((row) => row.status === "signed_up");
    const taken = seated.reduce((heads, row) => heads + row.party, 0);
    over += Math.max(0, taken - capacity);
    if (waiting.length > 0) free += Math.max(0, capacity - taken);
    // By the rows' own order of arrival: everybody who sits came before everybody who waits.
    const last = Math.max(0, ...seated.map((row) => row.seq));
    passed += waiting.filter((row) => row.seq < last).length;
    twice += rows.length - new Set(rows.map((row) => row.seq)).size;
  }
  return {
    lost: [
      ["sign-ups acknowledged and not kept", missing],
      ["places left empty while people wait", free],
    ],
    duplicated: [["sign-ups kept twice, or two on one place in the line", twice]],
    outOfOrder: [["people who wait though a later one sits", passed]],
    overCapacity: [["people beyond the number called for", over]],
  };
}

/**
 * People who were acknowledged before somebody else had even said a word, and stand behind them in the line. Lanes of
 * different people run side by side, so the line follows the order of answering; this says how far it is from arriving.
 */
export function overtaken({ people, crowd }: Story, ledger: Ledger): { places: number; seats: number } {
  const ahead = new Map(ledger.signUps.map((row) => [row.person, row]));
  const found = people.flatMap(({ address, code, lines }) => {
    const row = ahead.get(ledger.people.get(address) ?? "");
    const [line] = lines;
    if (!code || !row || !line) return [];
    return [{ row, said: crowd.said.get(line.id) ?? 0, acked: crowd.acked.get(line.id) ?? 0 }];
  });
  const over = found.map((one) =>
    found.filter(
      (other) => other.row.callout === one.row.callout && one.acked < other.said && other.row.seq < one.row.seq,
    ),
  );
  const seats = found.filter(
    (one, i) => one.row.status === "waitlisted" && over[i]?.some((other) => other.row.status === "signed_up"),
  );
  return { places: over.filter((others) => others.length > 0).length, seats: seats.length };
}
