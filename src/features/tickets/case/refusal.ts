/** Why a move is not possible, and what to do instead: never a bare no. Pure. */

import type { Ticket } from "../store/tables.ts";
import type { Words } from "../words/index.ts";
import { caseOf } from "./after.ts";
import { stateOf } from "./card.ts";
import { type Move, type Mover, type Outcome, step, type Why } from "./lifecycle.ts";

/** What the words of staff can do, the usual ones first. */
const STAFF: readonly Move[] = [
  "claim",
  "reply",
  "resolve",
  "ask",
  "advise",
  "extend",
  "return",
  "designate",
  "transfer",
  "supervise",
  "decline",
  "assist",
  "unassist",
];
/** The reporter's own words are not staff's to say, nor the other way round. */
const REPORTERS: readonly Move[] = ["confirm", "dispute", "withdraw", "answer"];
/** Beyond these a list on a phone is a wall. */
const MOST = 6;

/** Would the move be possible, were a fitting unit named with it? */
export function tried(row: Ticket, assists: readonly string[], move: Move, by: Mover): Outcome {
  // Any other unit's name will do: a house id is never "?".
  return step(caseOf(row, assists), move, by, move === "unassist" ? assists[0] : "?");
}

/** Why not, and what this member may do now. `assists`: the units that assist. */
export function refusal(
  w: Words,
  row: Ticket,
  { move, by }: { move: Move; by: Mover },
  why: Why,
  assists: readonly string[] = [],
): string {
  const say = w.staff.refusal;
  const { no } = row;
  if (REPORTERS.includes(move)) return say.reporter(no, w.label.state[row.state]);
  switch (why) {
    case "state":
      return say.state(no, stateOf(w, row), instead(w, row, by, assists));
    case "yours":
      return say.yours(no, instead(w, row, by, assists));
    case "once":
      return move === "extend" ? say.extendedOnce(no) : say.returnedOnce(no);
    case "supervised":
      return move === "extend" ? say.notLonger(no) : say.supervised(no);
    case "leading":
      return move === "advise" ? say.leading(no) : say.leads(no);
    default:
      return say[why](no);
  }
}

function instead(w: Words, row: Ticket, by: Mover, assists: readonly string[]): string {
  const { no, state } = row;
  const say = w.staff.instead;
  if (state === "merged") return say.merged(row.merged_into ?? no);
  if (state === "closed" || state === "declined" || state === "withdrawn") return say[state](no);
  const can = STAFF.filter((move) => tried(row, assists, move, by).ok).slice(0, MOST);
  const [first] = can;
  if (state === "resolved" || state === "follow_up") return say.judged(no);
  if (first === undefined) return state === "returned" ? say.returned(no) : say.others(no);
  return say.can(
    can.map((move) => w.label.word[move] ?? move).join("、"),
    w.staff.example(w.label.word[first] ?? first, no),
  );
}
