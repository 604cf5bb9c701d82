/** 答复, 办结, 追问 and the other words of staff: what must come with them is asked for, then the case moves. */
import { type Answer, type Turn, UserError } from "#bot";
import { isEvidence } from "../case/evidence.ts";
import { refusal, tried } from "../case/refusal.ts";
import { decent, inGroup, pictures, type Room } from "../room.ts";
import { assistsOf } from "../store/assists.ts";
import { onDesk } from "../told/desk.ts";
import { placeWish } from "../wishes/place.ts";
import { answer } from "./answer.ts";
import { advise, assist } from "./assist.ts";
import { handOver } from "./hand-over.ts";
import { mergeInto } from "./merge.ts";
import { type StaffWord, staffRules } from "./staff-words.ts";
import { supervision } from "./supervise.ts";

/** One word of staff, with everything it needs in `turn.rest`: number, then words. */
export async function staffSays(room: Room, turn: Turn, word: StaffWord): Promise<Answer> {
  const { staff } = room.w;
  const rule = staffRules[word];
  if (rule.move === "designate" || rule.move === "transfer") {
    const placed = await placeWish(room, turn, word);
    if (placed) return placed;
  }
  const desk = await onDesk(room, turn, word, rule.role, rule.move === "advise");
  const { row } = desk;
  if (row.kind === "suggestion" && (rule.move === "reply" || rule.move === "resolve"))
    throw new UserError(room.w.verdict.instead(row.no));
  const text = decent(room, desk.text, inGroup(turn));
  const files = await pictures(room, turn);
  // What is not possible anyway is said before anything is asked for.
  const assists = await assistsOf(room.kit.db, row.no);
  if (rule.move === "unassist" && assists.length === 0) throw new UserError(staff.assist.none(row.no));
  const { chief, assisting } = desk;
  const by = { id: turn.by.id, chief, ...(assisting === undefined ? {} : { assisting }) };
  const outcome = tried(row, assists, rule.move, by);
  if (!outcome.ok) throw new UserError(refusal(room.w, row, { move: rule.move, by }, outcome.why, assists));
  const next = room.ask.staff({ no: row.no, word });
  const deed = { ...desk, text, files };
  switch (rule.needs) {
    case "text":
      if (text === "" && files.length === 0) return { text: staff.say(row.no, word), next };
      if (rule.move === "advise") return advise(room, turn, deed);
      return answer(room, turn, deed, rule.move);
    case "evidence":
      if (!isEvidence(text, files.length)) return { text: staff.evidence(row.no), next };
      return answer(room, turn, deed, rule.move);
    case "reason":
      if (text === "") return { text: staff.sayWhy(row.no, word), next };
      return rule.move === "return" ? handOver(room, turn, deed, "return", null) : answer(room, turn, deed, rule.move);
    case "unit": {
      const known = await room.kit.members.units();
      const fits = rule.move === "unassist" ? known.filter((unit) => assists.includes(unit.id)) : known;
      const units = fits.map((unit) => unit.name);
      if (text === "") return { text: staff.sayUnit(row.no, word, units.join("、")), next };
      // The longest name that the words begin with; what follows is the reason.
      const name = units.filter((one) => text.startsWith(one)).sort((a, b) => b.length - a.length)[0];
      const unit = name === undefined ? undefined : await room.kit.members.unit(name);
      if (!unit) throw new UserError(staff.noUnit(text.split(/\s/)[0] ?? text, units.join("、")));
      const why = text.slice(unit.name.length).trim();
      if (rule.move === "assist" || rule.move === "unassist")
        return assist(room, turn, { ...deed, text: why }, rule.move, unit);
      return handOver(room, turn, { ...deed, text: why }, rule.move === "designate" ? "designate" : "transfer", unit);
    }
    case "case":
      return mergeInto(room, turn, deed);
    case "none":
      return supervision(room, turn, deed);
  }
}
