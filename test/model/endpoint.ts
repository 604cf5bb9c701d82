/** One pretend endpoint for a test file, and a model that asks it. */
import { after, beforeEach } from "node:test";
import { z } from "zod";
import type { Model } from "#bot";
import { openAiModel } from "../../src/model/index.ts";
import { fakeModel } from "../emulators/openai/index.ts";
import { noted } from "./noted.ts";

export const Answer = z.object({ word: z.string() });
export const good = { say: { word: "站" } };

export async function endpoint() {
  const fake = await fakeModel();
  after(() => fake.stop());
  const { lines, log } = noted();
  const clock = { now: 1_000_000 };
  beforeEach(() => {
    lines.length = 0;
    fake.clear();
    fake.always({ status: 418 });
  });
  const fresh = (apiKey = "sk-test", baseURL = fake.baseURL): Model =>
    openAiModel({ baseURL, apiKey, model: "fake" }, log, () => clock.now);
  return {
    fake,
    /** Everything that was logged. */
    lines,
    clock,
    fresh,
    ask: (model = fresh(), deadlineMs = 3000) =>
      model.ask("Answer about {x}.", { question: "什么站" }, Answer, { deadlineMs }),
    formats: () => fake.calls.map((call) => call.body.response_format?.type),
    /** Why the questions went unanswered, as logged. */
    reasons: () => lines.map((line) => /"why":"([^"]+)"/.exec(line)?.[1]),
  };
}
