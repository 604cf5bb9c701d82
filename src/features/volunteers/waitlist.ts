/** Who sits and who waits: pure thinking, no clock and no database, so that it can be tried with any sequence. */

export interface Seat {
  person: string;
  /** How many come with this sign-up, the person included. */
  party: number;
  state: "signed_up" | "waitlisted";
  /** Order of arrival; a person who left and came back has a new, later one. */
  seq: number;
}

export interface Settled {
  /** Who moved from the wait list to a place, in order. */
  promoted: string[];
  /** Who was passed over because the party was larger than the places free at that moment: person → places free. */
  passed: Map<string, number>;
  taken: number;
  waiting: number;
}

/**
 * Fills free places first come first served among those who fit. A party is never split; one that is too large waits,
 * the next that fits may go ahead, and how many places were free is kept as the reason.
 */
export function settle(capacity: number, seats: readonly Seat[]): Settled {
  const count = (state: Seat["state"]) => seats.reduce((sum, seat) => sum + (seat.state === state ? seat.party : 0), 0);
  let taken = count("signed_up");
  let waiting = count("waitlisted");
  const promoted: string[] = [];
  const short = new Map<string, number>();
  const passed = new Map<string, number>();
  const queue = seats.filter((seat) => seat.state === "waitlisted").sort((a, b) => a.seq - b.seq);
  for (const seat of queue) {
    const free = capacity - taken;
    if (seat.party > free) {
      if (free > 0) short.set(seat.person, free);
      continue;
    }
    taken += seat.party;
    waiting -= seat.party;
    promoted.push(seat.person);
    // Only now has anybody been passed over: those before this one who did not fit.
    for (const [person, places] of short) passed.set(person, places);
  }
  return { promoted, passed, taken, waiting };
}

/** The 1-based place of a person among the waiting; undefined when not waiting. */
export function placeInLine(seats: readonly Seat[], person: string): number | undefined {
  const queue = seats.filter((seat) => seat.state === "waitlisted").sort((a, b) => a.seq - b.seq);
  const index = queue.findIndex((seat) => seat.person === person);
  return index < 0 ? undefined : index + 1;
}
