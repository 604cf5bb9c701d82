/** 签到 and 签退: the truthful record of one task (志愿服务条例 Art. 19), by the person's own tap; nothing is tracked. */
import type { Answer, Bot, Kit, Reply, Turn, Tx } from "#bot";
import { aloud } from "./desk.ts";
import { measured } from "./hours.ts";
import { meant, which } from "./meant.ts";
import { byId, type CallOut } from "./store.ts";
import { historyOf, mark, signUpOf } from "./store-people.ts";
import type { Words } from "./words.ts";

/** One may arrive half an hour early and leave or remember up to two hours after the end. */
const EARLY = 30 * 60_000;
const LATE = 2 * 3_600_000;

export function presence(bot: Bot, kit: Kit, w: Words): void {
  bot.command(
    {
      name: "volunteer.checkin",
      words: ["签到 …", "签退 …"],
      examples: kit.examples("volunteer.checkin"),
      about: w.aboutCheckIn,
    },
    async (turn): Promise<Answer> => {
      // Both words lead here: the recogniser knows one intent, and the sentence tells which is meant.
      const leaving = /签退|qian\s?tui|下岗|收工|完事|结束|做完|干完|撤了|走了/i.test(
        `${turn.message.text} ${turn.rest}`,
      );
      const verb = leaving ? "签退" : "签到";
      const found = await meant(kit, turn);
      if (found.code && !found.callout) return aloud(turn, w.unknownCode(found.code));
      if (found.callout) return note(turn, found.callout.id, leaving);
      const mine = (await historyOf(kit.db, turn.by.id))
        .filter(({ signUp, callout }) => signUp.status === "signed_up" && callout.status === "open")
        .filter(({ signUp }) => (leaving ? signUp.in_at !== null && signUp.out_at === null : signUp.in_at === null))
        .map(({ callout }) => callout)
        .filter((callout) => when(callout) === "now");
      const [only] = mine;
      if (only && mine.length === 1) return note(turn, only.id, leaving);
      return which(kit, w, turn, verb, mine, leaving ? w.noneToLeave : w.noneToEnter);
    },
  );

  function when(callout: CallOut): "early" | "now" | "late" {
    const now = kit.now();
    return now < callout.starts - EARLY ? "early" : now > callout.ends + LATE ? "late" : "now";
  }

  function note(turn: Turn, id: string, leaving: boolean): Answer {
    return async (tx: Tx): Promise<Reply> => {
      await kit.lock(tx, `callout:${id}`);
      const callout = await byId(tx, id);
      const mine = await signUpOf(tx, id, turn.by.id);
      if (!callout) return aloud(turn, w.noneToEnter);
      const { code } = callout;
      if (callout.status === "cancelled") return aloud(turn, w.wasCancelled(code));
      if (mine?.status !== "signed_up")
        return aloud(turn, mine?.status === "waitlisted" ? w.stillWaiting(code) : w.notSigned(code));
      const now = kit.now();
      if (when(callout) === "early") return aloud(turn, w.tooEarly(code, kit.calendar.timeOf(callout.starts - EARLY)));
      if (when(callout) === "late") return aloud(turn, w.tooLate(code));
      const at = kit.calendar.timeOf(now);
      if (!leaving) {
        if (mine.in_at !== null) return aloud(turn, w.inBefore(code, kit.calendar.timeOf(mine.in_at)));
        await mark(tx, id, turn.by.id, { in_at: now });
        return { ...aloud(turn, w.checkedIn(code, at)), buttons: [{ label: w.outButton(code), says: `签退 ${code}` }] };
      }
      if (mine.in_at === null) return aloud(turn, w.notIn(code));
      if (mine.out_at !== null) return aloud(turn, w.outBefore(code, kit.calendar.timeOf(mine.out_at)));
      await mark(tx, id, turn.by.id, { out_at: now });
      return aloud(
        turn,
        w.checkedOut(code, at, w.duration(measured(callout, { in_at: mine.in_at, out_at: now }) ?? 0)),
      );
    };
  }
}
