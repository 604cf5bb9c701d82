import assert from "node:assert/strict";
import { test } from "node:test";
import { setUp } from "./house.ts";

test("what is said is shown, and heard with the same id", async () => {
  const set = await setUp();
  const { id, heard } = await set.say("wang", "g1", "@小驿 帮助");
  assert.equal(heard, true);
  assert.equal(set.heard.length, 1);
  assert.equal(set.heard[0]?.id, `sandbox:${id}`);
  assert.equal(set.heard[0]?.text, "帮助");
  const line = await set.last("g1");
  assert.equal(line.text, "@小驿 帮助");
  assert.equal(line.addressed, true);
  assert.equal(line.at, "2026-11-23T00:30:00.000Z");
});

test("unaddressed words reach the door as unaddressed, and no log", async () => {
  const set = await setUp();
  await set.say("wang", "g1", "老板又迟到了");
  assert.equal(set.heard[0]?.addressed, false);
  assert.equal((await set.last("g1")).addressed, false);
  assert.deepEqual(set.logged, []);
});

test("ids differ between runs, because the inbox remembers them longer than a run lasts", async () => {
  const [one, two] = [await setUp(), await setUp()];
  assert.notEqual((await one.say("wang", "wang", "好")).id, (await two.say("wang", "wang", "好")).id);
});

test("nobody speaks where they are not", async () => {
  const set = await setUp();
  for (const chat of ["sandbox:g2", "sandbox:zhao", "sandbox:nowhere"]) {
    const answer = await set.post("/api/say", { as: "sandbox:wang", chat, text: "喂" });
    assert.equal(answer.status, 403, chat);
  }
  assert.equal(set.heard.length, 0);
});

test("a body that is not what it should be is refused in plain words", async () => {
  const set = await setUp();
  const good = { as: "sandbox:wang", chat: "sandbox:g1", text: "好" };
  const bodies: [number, unknown][] = [
    [400, { ...good, as: "sandbox:nobody" }],
    [400, { ...good, as: "lark:wang" }],
    [400, { ...good, text: "" }],
    [400, { ...good, text: "长".repeat(4001) }],
    [400, { ...good, place: { lat: 91, lon: 0, datum: "gcj02" } }],
    [400, { ...good, place: { lat: 1, lon: 0, datum: "bd09" } }],
    [400, { ...good, lateMs: 1e9 }],
    [409, { ...good, files: ["f-nothing"] }],
    [413, { ...good, text: "长".repeat(30_000) }],
    [400, "[]"],
  ];
  for (const [status, body] of bodies) {
    const answer = await set.post("/api/say", body);
    assert.equal(answer.status, status, JSON.stringify(body).slice(0, 90));
    const { error } = (await answer.json()) as { error: string };
    assert.match(error, /[\u4e00-\u9fff]/);
  }
  assert.equal(set.heard.length, 0);
});

test("a press is heard only from a button that is there, by somebody who sees it", async () => {
  const set = await setUp();
  const receipt = await set.adapter.send(
    "sandbox:g2",
    { text: "新诉求", buttons: [{ label: "认领", says: "认领 A7" }] },
    "k1",
  );
  const press = (as: string, says: string, on = receipt.id) => set.post("/api/press", { as, on, says });
  assert.equal((await press("sandbox:wang", "认领 A7")).status, 403);
  assert.equal((await press("sandbox:sun", "认领 A8")).status, 409);
  assert.equal((await press("sandbox:sun", "认领 A7", "gone")).status, 403);
  assert.equal(set.heard.length, 0);
  assert.equal((await press("sandbox:sun", "认领 A7")).status, 200);
  const [message] = set.heard;
  assert.equal(message?.text, "认领 A7");
  assert.equal(message?.replyTo, receipt.id);
  assert.equal(message?.chat, "sandbox:g2");
  assert.equal((await set.last("g2")).text, "孙主任 点了「认领」");
});

test("a reply to the bot's line carries its receipt", async () => {
  const set = await setUp();
  const receipt = await set.adapter.send("sandbox:g1", { text: "招募令 A12" }, "k1");
  await set.say("zhao", "g1", "+1", { replyTo: receipt.id });
  assert.equal(set.heard[0]?.replyTo, receipt.id);
  assert.equal(set.heard[0]?.addressed, true);
});

test("where a platform has no buttons a number stands for one, and only there", async () => {
  const set = await setUp();
  const buttons = [
    { label: "通过", says: "通过 1" },
    { label: "退回", says: "退回 1" },
  ];
  await set.adapter.send("sandbox:li", { text: "待审", buttons }, "k1");
  await set.say("li", "li", "2", { profile: "wechat" });
  await set.say("li", "li", "2", { profile: "lark" });
  await set.say("li", "li", "3", { profile: "wechat" });
  assert.deepEqual(
    set.heard.map(({ text }) => text),
    ["退回 1", "2", "3"],
  );
});

test("what the house cannot take is brought again, in pauses, until it can", async () => {
  let left = 2;
  const set = await setUp({
    async receive() {
      left -= 1;
      if (left >= 0) throw new Error("the store is busy");
    },
  });
  assert.equal((await set.say("wang", "wang", "帮助")).heard, false);
  await set.clock.advance(set.clock.now() + 60_000, async () => void (await new Promise(setImmediate)));
  assert.equal(set.heard.length, 3);
  assert.equal(new Set(set.heard.map(({ id }) => id)).size, 1);
});
