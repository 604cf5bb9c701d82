/** What the commands of 常见问答 share: the house, the words, and the dialog in which an entry is written. */
import { z } from "zod";
import type { Kit, Next } from "#bot";
import type { AnswerWords } from "../words-answers.ts";

/** `code`: the candidate that it is made of; empty for a new one. */
export const Draft = z.object({
  code: z.string(),
  question: z.string(),
  answer: z.string(),
  asked: z.enum(["question", "answer", "check"]),
});
export type Write = z.infer<typeof Draft>;

export interface FaqRoom {
  kit: Kit;
  a: AnswerWords;
  next: (draft: Write) => Next;
}
