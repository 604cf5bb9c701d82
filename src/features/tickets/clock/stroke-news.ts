/** Who hears of a stroke of the clock, and in which words. Pure. */
import type { Reply } from "#bot";
import { standing, stateOf } from "../case/card.ts";
import type { Step } from "../case/deadline.ts";
import { kinds } from "../case/kinds.ts";
import { nextButtons } from "../reporter/status.ts";
import type { Room } from "../room.ts";
import type { Ticket } from "../store/tables.ts";
import type { Around } from "../told/around.ts";
import { toChiefs, toDesk, toHandler, toJoiners, toReporter } from "../told/tell.ts";

export interface StrokeNews {
  staff: Reply[];
  /** Does the card change with it? */
  card: boolean;
  /** The reporter, and those who joined. */
  others: Reply[];
}

/** `row` as it was before the stroke, `after` as it is now. */
export function strokeNews(room: Room, row: Ticket, after: Ticket, near: Around, step: Step): StrokeNews {
  const { staff, reporter, label } = room.w;
  const { no } = row;
  const due = label.day(row.due, row.provisional === 1);
  const who = standing(room.w, row, near) || stateOf(room.w, row);
  const buttons = [{ label: staff.open, says: `查看 ${no}` }];
  switch (step) {
    case "soon": {
      const news = { text: staff.noticeSoon(no, due, who), buttons };
      // A house that says how soon a case is to be claimed wants whoever can place it to know as well.
      const told = near.desk.people.map((member) => member.id);
      const late = row.handler === null && kinds[row.kind].clock.claim !== undefined;
      const chiefs = late ? near.chiefs.filter((member) => !told.includes(member.id)) : [];
      return { staff: [...toHandler(near, news), ...toChiefs({ ...near, chiefs }, news)], card: false, others: [] };
    }
    case "urge":
      return { staff: toDesk(near, { text: staff.noticeUrge(no, due, who), buttons }), card: false, others: [] };
    case "supervise": {
      const text = staff.noticeSupervise(no, due, stateOf(room.w, row));
      return {
        staff: toChiefs(near, { text, buttons }),
        card: true,
        others: toReporter(near, { text: reporter.overdue(no) }),
      };
    }
    case "lapse": {
      const text = staff.noticeLapsed(no, label.day(after.due, after.provisional === 1));
      return {
        staff: toHandler(near, { text, buttons }),
        card: true,
        others: toReporter(near, { text: reporter.lapsed(no) }),
      };
    }
    case "remind": {
      const verify = nextButtons(room, after);
      return { staff: [], card: false, others: toReporter(near, { text: reporter.remind(no), buttons: verify }) };
    }
    case "expire": {
      const verify = nextButtons(room, after);
      return {
        staff: toHandler(near, { text: staff.noticeExpired(no) }),
        card: true,
        others: [
          ...toReporter(near, { text: reporter.expired(no), buttons: verify }),
          ...toJoiners(near, { text: reporter.forJoined.closed(no), buttons: verify }),
        ],
      };
    }
  }
}
