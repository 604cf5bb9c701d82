/** The six things a call-out must say, and how each answer is read. */
import { z } from "zod";
import type { Calendar } from "#bot";
import { headcount } from "./amount.ts";
import { readSpan } from "./when.ts";

/** In the order asked. Risks must be told when recruiting (志愿服务条例 Art. 12), insurance before dangerous tasks (Art. 17). */
export const STEPS = ["task", "time", "place", "number", "risks", "insurance"] as const;
export type Step = (typeof STEPS)[number];

export const DraftState = z.object({
  id: z.string(),
  /** Empty: the whole organisation. */
  unit: z.string(),
  /** The bound members' group in which the secretary spoke; empty: none. */
  chat: z.string(),
  step: z.enum([...STEPS, "preview"]),
  /** One answer is being changed: afterwards back to the preview. */
  back: z.boolean(),
  task: z.string().optional(),
  starts: z.number().optional(),
  ends: z.number().optional(),
  place: z.string().optional(),
  capacity: z.number().optional(),
  risks: z.string().optional(),
  insurance: z.string().optional(),
});
export type Draft = z.infer<typeof DraftState>;

export type Fault = "empty" | "long" | "time" | "order" | "past" | "far" | "number" | "risks" | "door";

const NONE = /^(?:无|没有|没|不|不提供|未提供|暂无|无保险|没有保险|没保险|空|跳过|none|no)$/i;
const LONGEST = { task: 60, place: 100, risks: 300, insurance: 200 };
/** A unit, a room, a flat: "3号楼2单元501", "1203室". A building alone is a meeting place. */
const DOOR = /[\d一二三四五六七八九十]+\s*单元|\d{2,4}\s*室|\d+\s*(?:号楼|栋|幢|座)[-\s]*\d{3,4}(?!\d)/;
/** Further ahead than this is more likely a slip of the year. */
const FAR = 366 * 86_400_000;

/** Reads one answer: the fields it fills, or why it cannot be taken. */
export function read(
  step: Step,
  said: string,
  now: number,
  calendar: Calendar,
): { patch: Partial<Draft> } | { fault: Fault } {
  if (said === "") return { fault: "empty" };
  if (step === "time") return readTime(said, now, calendar);
  if (step === "number") {
    const capacity = headcount(said);
    return capacity === undefined ? { fault: "number" } : { patch: { capacity } };
  }
  const none = NONE.test(said.replace(/[。.!！\s]/g, ""));
  if (step === "insurance" && none) return { patch: { insurance: "" } };
  // "None" is no answer to what may happen: even a small risk is said.
  if (step === "risks" && none) return { fault: "risks" };
  // The card hangs in groups: somebody's door is not for everybody (PRODUCT.md P15).
  if (step === "place" && DOOR.test(said.normalize("NFKC"))) return { fault: "door" };
  if (said.length > LONGEST[step]) return { fault: "long" };
  return { patch: { [step]: said.replace(/\s*\n\s*/g, " ") } };
}

function readTime(said: string, now: number, calendar: Calendar): { patch: Partial<Draft> } | { fault: Fault } {
  const clock = { today: calendar.dateOf(now), moment: calendar.moment };
  const span = readSpan(said, clock);
  if ("fault" in span) return { fault: span.fault === "order" ? "order" : "time" };
  if (span.starts <= now) return { fault: "past" };
  return span.starts > now + FAR ? { fault: "far" } : { patch: { starts: span.starts, ends: span.ends } };
}
