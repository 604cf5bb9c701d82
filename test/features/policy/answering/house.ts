/** A talk beside a pretend endpoint whose answers are written with the ids and texts that it was given. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, beforeEach, type TestContext } from "node:test";
import { z } from "zod";
import { type Call, fakeModel, type Step } from "../../../emulators/openai/index.ts";
import { openTalk, type Talk } from "../../../talk.ts";

const Turn = z.object({
  question: z.string(),
  as_of: z.string(),
  passages: z.array(
    z.strictObject({ id: z.string(), title: z.string(), article: z.string(), version: z.string(), text: z.string() }),
  ),
});
export type UserTurn = z.infer<typeof Turn>;

/** What the model was told in one call, in the shape of the protocol; undefined for another prompt's call. */
export function turnOf(call: Call): UserTurn | undefined {
  const content = call.body.messages?.find((message) => message.role === "user")?.content ?? "{}";
  return Turn.safeParse(JSON.parse(content)).data;
}

type Sentence = [text: string, ...cites: [id: string, quote: string][]];

/** An answer in the shape of the protocol. */
export function said(sentences: Sentence[], status = "answered", missing: string | null = null): Step {
  return {
    say: {
      status,
      sentences: sentences.map(([text, ...cites]) => ({ text, cites: cites.map(([id, quote]) => ({ id, quote })) })),
      missing,
    },
  };
}

/** The library of these tests: two short documents in force. */
export const DOCUMENTS = {
  "wages.md": `---
title: 报酬办法
number: 示例〔2025〕1号
effective: 2025-07-01
---
第五条　平台企业应当每月至少发放一次骑手报酬，不得拖欠。
第六条　骑手报酬不得以购物券抵付，违者处五千元以上一万元以下罚款。
第七条　报酬单价调整的，应当提前十五日公示。调整不满三日的，骑手可以拒绝。`,
  "deposit.md": `---
title: 押金规定
number: 示例〔2025〕9号
effective: 2025-07-01
---
第二条　站点不得收取骑手押金。
第三条　已经收取的押金，站点应当在三十日以内退还。

退还押金时不得扣除任何费用。
第四条　骑手可以在驿站免费休息。`,
} as const;

export interface House {
  fake: Awaited<ReturnType<typeof fakeModel>>;
  /** Answers each call of prompts/answer.md by what was given; other prompts get nothing useful. */
  answer(make: (turn: UserTurn, call: Call) => Step): void;
  /** The calls of prompts/answer.md so far. */
  asked(): UserTurn[];
  talk(
    t: TestContext,
    env?: Record<string, string>,
    start?: string,
  ): Promise<Talk & { put(name: string, text: string | undefined): void }>;
}

export async function house(): Promise<House> {
  const fake = await fakeModel();
  after(() => fake.stop());
  beforeEach(() => {
    fake.clear();
    fake.always({ say: { commands: [] } });
  });
  return {
    fake,
    answer(make) {
      fake.always((call) => {
        const turn = turnOf(call);
        return turn ? make(turn, call) : { say: { commands: [] } };
      });
    },
    asked: () => fake.calls.flatMap((call) => turnOf(call) ?? []),
    async talk(t, env = {}, start) {
      const dir = mkdtempSync(join(tmpdir(), "yizhan-answers-"));
      t.after(() => rmSync(dir, { recursive: true, force: true }));
      mkdirSync(join(dir, "policy"));
      const put = (name: string, text: string | undefined) =>
        text === undefined ? rmSync(join(dir, "policy", name)) : writeFileSync(join(dir, "policy", name), text);
      for (const [name, text] of Object.entries(DOCUMENTS)) put(name, text);
      const model = { OPENAI_BASE_URL: fake.baseURL, OPENAI_MODEL: "fake", OPENAI_API_KEY: "sk-test" };
      const talk = await openTalk(t, { LIBRARY_DIR: dir, ...model, ...env }, start);
      return Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(talk), put: { value: put } }) as never;
    },
  };
}

/** The id under which the passage with these words was given. */
export function idOf(turn: UserTurn, words: string): string {
  const found = turn.passages.find((passage) => passage.text.includes(words));
  if (!found) throw new Error(`no passage holds ${words}`);
  return found.id;
}
