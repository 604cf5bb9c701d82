/** What 写学习 and 修改 ask for, and how each answer is read. */
import { z } from "zod";
import type { Kit, Turn } from "#bot";
import { readAudience } from "./audience.ts";
import { readMoment } from "./when.ts";

export const STEPS = ["title", "text", "time", "group"] as const;
export type Step = (typeof STEPS)[number];

export const DraftState = z.object({
  id: z.string(),
  /** An item that exists is being changed; else a new one. */
  editing: z.boolean(),
  /** `edit`: a new text, or the word that names another part. */
  step: z.enum([...STEPS, "edit", "preview"]),
  /** One answer is being changed: afterwards back to the preview. */
  back: z.boolean(),
  title: z.string(),
  text: z.string(),
  push_at: z.number().nullable(),
  slot: z.string(),
  audience: z.string(),
});
export type Draft = z.infer<typeof DraftState>;

export type Fault = "empty" | "long" | "titleLong" | "time" | "past" | "far" | "group";
export type Heard = { patch: Partial<Draft> } | { fault: Fault };

const TITLE = 40;
const TEXT = 2000;
const FAR = 366 * 86_400_000;

/** Reads one answer: the fields it fills, or why it cannot be taken. */
export async function read(kit: Kit, turn: Turn, step: Step, said: string): Promise<Heard> {
  if (said === "") return { fault: "empty" };
  if (step === "title") {
    const title = said.replace(/\s+/g, " ").replace(/^《(.+)》$/, "$1");
    return title.length > TITLE ? { fault: "titleLong" } : { patch: { title } };
  }
  if (step === "text") return said.length > TEXT ? { fault: "long" } : { patch: { text: said } };
  if (step === "time") {
    const push_at = readMoment(said, kit.calendar);
    if (push_at === undefined) return { fault: "time" };
    if (push_at <= kit.now()) return { fault: "past" };
    return push_at > kit.now() + FAR ? { fault: "far" } : { patch: { push_at } };
  }
  const audience = await readAudience(kit, turn, said);
  return audience ? { patch: { audience: JSON.stringify(audience) } } : { fault: "group" };
}
