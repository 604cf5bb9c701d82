/** 名单 and 确认时长: for whoever answers for the call-out, in private words only (PRODUCT.md P15). */
import { randomUUID } from "node:crypto";
import { type Answer, type Bot, type Kit, type Reply, type Turn, type Tx, UserError } from "#bot";
import { minutes } from "./amount.ts";
import { tallyOf } from "./card.ts";
import { type Known, people, privately } from "./desk.ts";
import { measured, recordOf } from "./hours.ts";
import { span } from "./span.ts";
import { answerable } from "./staff.ts";
import { type CallOut, type SignUp, tables } from "./store.ts";
import { live, mark } from "./store-people.ts";
import type { Words } from "./words.ts";

export function roster(bot: Bot, kit: Kit, w: Words): void {
  bot.command(
    { name: "volunteer.roster", words: ["名单 …"], examples: [], about: w.aboutRoster, role: "secretary" },
    async (turn) => {
      const { callout } = await answerable(kit, w, turn, "名单");
      const seats = await live(kit.db, callout.id);
      const known = await people(
        kit,
        seats.map((seat) => seat.person),
      );
      const tally = tallyOf(seats);
      const lines = (status: SignUp["status"]) =>
        seats
          .filter((seat) => seat.status === status)
          .map((seat) => w.rosterLine(seat.seq, nameOf(known, seat), seat.party, state(callout, seat)));
      const waiting = lines("waitlisted");
      const text = [
        w.rosterTitle(callout.code, callout.task, span(kit, callout.starts, callout.ends)),
        w.cardCount(tally.taken, callout.capacity, tally.waiting),
        ...lines("signed_up"),
        ...(waiting.length > 0 ? [w.rosterWaiting, ...waiting] : []),
        w.rosterCare,
      ].join("\n");
      return privately(turn, w, { text });
    },
  );

  bot.command(
    { name: "volunteer.confirm", words: ["确认时长 …"], examples: [], about: w.aboutConfirm, role: "secretary" },
    async (turn): Promise<Answer> => {
      const { callout, rest } = await answerable(kit, w, turn, "确认时长");
      const seats = (await live(kit.db, callout.id)).filter((seat) => seat.status === "signed_up");
      if (kit.now() < callout.starts) return privately(turn, w, { text: w.notBegun(callout.code) });
      const known = await people(
        kit,
        seats.map((seat) => seat.person),
      );
      return rest ? correct(turn, callout, seats, known, rest) : confirmAll(turn, callout, known);
    },
  );

  function nameOf(known: Map<string, Known>, seat: SignUp): string {
    return known.get(seat.person)?.name || w.unnamed;
  }

  /** What is known of a place by now; nothing before the start. */
  function state(callout: CallOut, seat: SignUp): string {
    return seat.status === "waitlisted" || kit.now() < callout.starts ? "" : recordOf(kit, w, callout, seat);
  }

  /** Takes what check-in and check-out say; what is missing is listed for the host to fill in by hand. */
  function confirmAll(turn: Turn, callout: CallOut, known: Map<string, Known>): Answer {
    return async (tx: Tx) => {
      await kit.lock(tx, `callout:${callout.id}`);
      const seats = (await live(tx, callout.id)).filter((seat) => seat.status === "signed_up");
      const told: Reply[] = [];
      const done: string[] = [];
      const open: string[] = [];
      let example = 0;
      for (const seat of seats) {
        const recorded = measured(callout, seat);
        const value = seat.minutes ?? recorded;
        const into = value === undefined ? open : done;
        const shown = value === undefined ? state(callout, seat) : w.hoursConfirmed(w.duration(value));
        into.push(w.rosterLine(seat.seq, nameOf(known, seat), seat.party, shown));
        if (value === undefined) example ||= seat.seq;
        if (seat.minutes !== null || recorded === undefined) continue;
        await mark(tx, callout.id, seat.person, { minutes: recorded });
        const to = known.get(seat.person)?.address;
        if (to) told.push({ to, text: w.yourHours(callout.code, callout.task, w.duration(recorded)) });
      }
      const lines = [
        w.confirmTitle(callout.code, done.length),
        ...done,
        ...(open.length > 0 ? [w.confirmOpen(callout.code, example), ...open] : []),
      ];
      return [...privately(turn, w, { text: lines.join("\n") }), ...told];
    };
  }

  /** "3 2小时", "王师傅 2小时", "3 维持": one person's hours by the host's word; the value before is kept. */
  function correct(turn: Turn, callout: CallOut, seats: SignUp[], known: Map<string, Known>, rest: string): Answer {
    const found = /^(\d{1,4}|\S+?)[\s,，:：]+(.+)$/.exec(rest);
    const named = found?.[1] ?? "";
    const same = seats.filter((seat) => String(seat.seq) === named || known.get(seat.person)?.name === named);
    const [seat] = same;
    if (!found || !seat) throw new UserError(w.confirmHow(callout.code));
    if (same.length > 1) throw new UserError(w.sameName(callout.code));
    const keep = /维持|不变|keep/i.test(found[2] ?? "");
    const value = keep ? (seat.minutes ?? measured(callout, seat)) : minutes(found[2] ?? "");
    if (value === undefined) throw new UserError(w.confirmHow(callout.code));
    const before = seat.minutes ?? measured(callout, seat) ?? null;
    const shown = recordOf(kit, w, callout, seat);
    return async (tx: Tx) => {
      await kit.lock(tx, `callout:${callout.id}`);
      await mark(tx, callout.id, seat.person, { minutes: value });
      const line = {
        id: randomUUID(),
        callout: callout.id,
        person: seat.person,
        by: turn.by.id,
        before,
        after: value,
        words: "",
        at: kit.now(),
      };
      await tables(tx).insertInto("callout_hours").values(line).execute();
      const to = known.get(seat.person)?.address;
      const text = keep
        ? w.hoursKept(callout.code, w.duration(value))
        : w.hoursChanged(callout.code, shown, w.duration(value), turn.by.name || w.unnamed);
      const said = privately(turn, w, {
        text: w.hoursChangedDone(callout.code, nameOf(known, seat), w.duration(value)),
      });
      return to ? [...said, { to, text }] : said;
    };
  }
}
