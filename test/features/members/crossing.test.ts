/** Links that cross, chain and come apart, in whatever order people say things. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { openTalk, type Talk, words } from "../../talk.ts";
import { codeFor, db, linkUp, personOf, sameperson, sound } from "./talk.ts";

test("three platforms in a chain are one person, whichever is linked to which first", async (t) => {
  const orders = [
    ["a1", "b2", "c3"],
    ["c3", "a1", "b2"],
    ["b2", "c3", "a1"],
  ];
  for (const [first = "", second = "", third = ""] of orders) {
    const talk = await openTalk(t);
    for (const from of ["a1", "b2", "c3"]) await talk.direct(from, "帮助", { name: from });
    await linkUp(talk, second, third);
    await linkUp(talk, first, third);
    assert.ok(await sameperson(talk, "a1", "b2", "c3"));
    assert.match(words(await talk.direct("b2", `绑定账号 ${await codeFor(talk, "a1")}`)), /已经绑在一起/);
    await sound(talk);
    await talk.stop();
  }
});

test("two codes that cross: the first tap links, the second finds it done", async (t) => {
  const talk = await openTalk(t);
  for (const from of ["a1", "b2"]) await talk.direct(from, "帮助", { name: from });
  const [first, second] = [await codeFor(talk, "a1"), await codeFor(talk, "b2")];
  await talk.direct("b2", `绑定账号 ${first}`);
  await talk.direct("a1", `绑定账号 ${second}`);
  assert.match(words(await talk.press("@a1", "a1", "确认绑定"), "@a1"), /绑好了/);
  assert.match(words(await talk.press("@b2", "b2", "确认绑定")), /没有等着您确认/);
  await sound(talk);
});

test("a ring of three that all tap at once ends as one person", async (t) => {
  const talk = await openTalk(t);
  const ring = ["a1", "b2", "c3"];
  for (const from of ring) await talk.direct(from, "帮助", { name: from });
  const codes = [];
  for (const from of ring) codes.push(await codeFor(talk, from));
  for (const [i, from] of ring.entries()) await talk.direct(from, `绑定账号 ${codes[(i + 1) % 3]}`);
  await atOnce(
    talk,
    ring.map((from) => [from, "确认绑定"]),
  );
  // The codes of the two that were linked first are over with it; the third asks anew.
  if (!(await sameperson(talk, ...ring))) {
    const alone = (await sameperson(talk, "a1", "b2")) ? "c3" : (await sameperson(talk, "a1", "c3")) ? "b2" : "a1";
    await linkUp(talk, ring.find((one) => one !== alone) ?? "", alone);
  }
  assert.ok(await sameperson(talk, ...ring));
  await sound(talk);
});

type Step =
  | { do: "issue" | "confirm" | "decline" | "unlink" | "erase"; who: string }
  | { do: "link"; who: string; to: string }
  | { do: "say"; who: string; code: number }
  | { do: "wait"; minutes: number }
  | { do: "atOnce"; all: [string, string][] };

const ACCOUNTS = ["sun", "a1", "b2", "c3"];
const who = fc.constantFrom(...ACCOUNTS);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("issue" as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("link" as const), who, to: who }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("say" as const), who, code: fc.nat(3) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("confirm" as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("decline" as const, "erase" as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("unlink" as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("wait" as const), minutes: fc.integer({ min: 1, max: 15 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("atOnce" as const),
      all: fc.array(fc.tuple(who, fc.constantFrom("确认绑定", "绑定账号", "解除绑定")), { minLength: 2, maxLength: 4 }),
    }),
  },
);

test("whatever is said in whatever order: nobody is lost, nobody is two, and a role stays where it was given", async (t) => {
  let links = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 25 }), async (steps) => {
      const talk = await openTalk(t);
      await talk.role("handler", "sun", "东街");
      for (const from of ACCOUNTS) await talk.direct(from, "帮助", { name: `${from}师傅` });
      const codes: string[] = [];
      let erased = false;
      for (const one of steps) {
        if (one.do === "erase" && (await sameperson(talk, one.who, "sun"))) erased = true;
        await take(talk, one, codes);
        await sound(talk);
        const people = await db(talk).selectFrom("people").selectAll().execute();
        const staff = people.filter((person) => person.role !== "member").map((person) => person.id);
        const expected: (string | undefined)[] = erased ? [] : [await personOf(talk, "sun")];
        assert.deepEqual(staff, expected, "the role is with the account that had it, and there alone");
        for (const code of await db(talk).selectFrom("link_codes").selectAll().execute())
          assert.ok(
            people.some((person) => person.id === code.person),
            "no code of nobody",
          );
      }
      links += talk.said.filter((said) => /绑好了/.test(said.text)).length;
      await talk.stop();
    }),
    { numRuns: 8, endOnFailure: true },
  );
  assert.ok(links >= 1, "no link came about: the steps try nothing");
  t.diagnostic(`${links} links`);
});

async function take(talk: Talk, one: Step, codes: string[]): Promise<void> {
  switch (one.do) {
    case "issue":
      codes.unshift(await codeFor(talk, one.who));
      return;
    case "link":
      codes.unshift(await codeFor(talk, one.who));
      await talk.direct(one.to, `绑定账号 ${codes[0]}`);
      await talk.direct(one.to, "确认绑定");
      await talk.direct(one.who, "确认绑定");
      return;
    case "say":
      await talk.direct(one.who, `绑定账号 ${codes[one.code] ?? "2222-2222"}`);
      return;
    case "confirm":
    case "decline":
      await talk.direct(one.who, one.do === "confirm" ? "确认绑定" : "不绑定");
      return;
    case "wait":
      await talk.clock(new Date(talk.script.clock.now() + one.minutes * 60_000).toISOString());
      return;
    case "unlink": {
      const [asked] = await talk.direct(one.who, "解除绑定");
      const first = asked?.buttons?.[0];
      if (!first) return;
      const [sure] = first.says.startsWith("确认") ? [asked] : await talk.direct(one.who, first.says);
      await talk.direct(one.who, sure?.buttons?.[0]?.says ?? "");
      return;
    }
    case "erase":
      await talk.direct(one.who, "删除我的数据");
      await talk.direct(one.who, "确认删除");
      await talk.direct(one.who, "帮助", { name: one.who });
      return;
    case "atOnce":
      return atOnce(talk, one.all);
  }
}

/** Said side by side, as by several thumbs. */
let n = 0;
async function atOnce(talk: Talk, all: [string, string][]): Promise<void> {
  const { core } = talk.script.app;
  const at = new Date(talk.script.clock.now()).toISOString();
  await Promise.all(
    all.map(([from, text]) => {
      n += 1;
      const address = `terminal:${from}` as const;
      return core.receive({
        id: `terminal:x${n}`,
        chat: address,
        from: address,
        name: "",
        addressed: true,
        text,
        files: [],
        at,
      });
    }),
  );
  await core.idle();
}
