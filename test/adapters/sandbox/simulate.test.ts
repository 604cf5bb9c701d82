import assert from "node:assert/strict";
import { test } from "node:test";
import { setUp } from "./house.ts";

const settle = async () => void (await new Promise(setImmediate));

test("the last message can be delivered again, with the same id", async () => {
  const set = await setUp();
  assert.equal((await set.post("/api/redeliver", {})).status, 409);
  await set.say("wang", "wang", "报名 A12");
  await set.post("/api/redeliver", {});
  assert.equal(set.heard.length, 2);
  assert.deepEqual(set.heard[0], set.heard[1]);
  assert.equal((await set.state()).shown.length, 1, "people see nothing of it");
});

test("late words are shown at once and heard later, with the time they were said", async () => {
  const set = await setUp();
  const said = new Date(set.clock.now()).toISOString();
  await set.say("wang", "wang", "报名 A12", { lateMs: 15_000 });
  assert.equal((await set.state()).shown.length, 1);
  await set.clock.advance(set.clock.now() + 14_999, settle);
  assert.equal(set.heard.length, 0);
  await set.clock.advance(set.clock.now() + 1, settle);
  await settle();
  assert.equal(set.heard.length, 1);
  assert.equal(set.heard[0]?.at, said);
});

test("what is late when the adapter stops is not heard", async () => {
  const set = await setUp();
  await set.say("wang", "wang", "报名 A12", { lateMs: 15_000 });
  await set.adapter.stop();
  await set.clock.advance(set.clock.now() + 60_000, settle);
  assert.equal(set.heard.length, 0);
});

test("a new group has everybody in it and tells the bot that it was added", async () => {
  const set = await setUp();
  const answer = await set.post("/api/rooms", { as: "sandbox:li", name: "西街骑手群" });
  const { address } = (await answer.json()) as { address: string };
  assert.equal(address, "sandbox:g3");
  assert.deepEqual(
    [set.heard[0]?.event, set.heard[0]?.chat, set.heard[0]?.from],
    ["added", "sandbox:g3", "sandbox:li"],
  );
  const room = (await set.state()).rooms.find((each) => each.address === address);
  assert.equal(room?.members.length, 5);
});

test("people come and go; who left cannot speak there", async () => {
  const set = await setUp();
  const move = (present: boolean) => set.post("/api/members", { chat: "sandbox:g1", who: "sandbox:zhao", present });
  await move(false);
  assert.equal((await set.last("g1")).text, "赵姐离开了群聊");
  assert.equal((await set.post("/api/say", { as: "sandbox:zhao", chat: "sandbox:g1", text: "喂" })).status, 403);
  await move(true);
  await set.say("zhao", "g1", "我回来了");
});

test("a new person has a name of their own", async () => {
  const set = await setUp();
  const add = (name: string) => set.post("/api/people", { as: "sandbox:li", name });
  const { address } = (await (await add("刘姐")).json()) as { address: string };
  await set.say(address.slice("sandbox:".length), "g1", "@小驿 帮助");
  assert.equal(set.heard.at(-1)?.name, "刘姐");
  for (const name of ["刘姐", "王师傅", "小驿"]) assert.equal((await add(name)).status, 409, name);
  for (const name of ["", "   ", "长".repeat(21)]) assert.equal((await add(name)).status, 400, name);
});

test("people and groups have an end", async () => {
  const set = await setUp();
  let last = 200;
  for (let n = 0; n < 40; n += 1) last = (await set.post("/api/people", { as: "sandbox:li", name: `第${n}人` })).status;
  assert.equal(last, 409);
  assert.equal((await set.state()).people.length, 30);
});

test("a reset leaves the cast and nothing else", async () => {
  const set = await setUp();
  await set.say("wang", "g1", "@小驿 帮助");
  await set.post("/api/people", { as: "sandbox:li", name: "刘姐" });
  await set.post("/api/fault", { fault: "refused" });
  await set.post("/api/reset", {});
  const { shown, people, rooms, raw, fault } = await set.state();
  assert.deepEqual([shown, raw, fault, people.length, rooms.length], [[], [], undefined, 5, 2]);
  await set.adapter.send("sandbox:g1", { text: "早" }, "k1");
});

test("the raw view shows what crossed the border, both ways", async () => {
  const set = await setUp();
  await set.say("wang", "g1", "@小驿 帮助");
  await set.adapter.send("sandbox:g1", { text: "四个入口" }, "k1");
  await set.adapter.send("sandbox:g1", { text: "四个入口" }, "k1");
  const { raw } = await set.state();
  assert.deepEqual(
    raw.map(({ way }) => way),
    ["heard", "said", "same"],
  );
  assert.deepEqual(raw[0]?.body, set.heard[0]);
});

test("the transcript comes out as a script for talk --json", async () => {
  const set = await setUp();
  await set.say("wang", "g1", "@小驿 招募令", { place: { lat: 35.5, lon: 104.6, datum: "gcj02" } });
  const receipt = await set.adapter.send(
    "sandbox:g1",
    { text: "A12", buttons: [{ label: "报名", says: "报名 A12" }] },
    "k",
  );
  set.clock.set(set.clock.now() + 90_000);
  await set.post("/api/press", { as: "sandbox:zhao", on: receipt.id, says: "报名 A12" });
  await set.say("wang", "wang", "我的");
  const answer = await set.get("/api/export");
  assert.match(answer.headers.get("content-disposition") ?? "", /attachment/);
  const lines = (await answer.text())
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const ids = set.heard.map(({ id }) => id.slice("sandbox:".length));
  assert.deepEqual(lines, [
    { role: "secretary", of: "li", unit: "东街" },
    { role: "secretary", of: "chen", unit: "东街" },
    { role: "handler", of: "sun", unit: "东街" },
    { bind: "g1", unit: "东街" },
    { bind: "g2", unit: "东街", for: "handlers" },
    { clock: "2026-11-23T00:30:00.000Z" },
    {
      chat: "g1",
      from: "wang",
      name: "王师傅",
      text: "招募令",
      addressed: true,
      id: ids[0],
      place: { lat: 35.5, lon: 104.6, datum: "gcj02" },
    },
    { clock: "2026-11-23T00:31:30.000Z" },
    { press: "报名 A12", chat: "g1", from: "zhao", id: ids[1] },
    { chat: "@wang", from: "wang", name: "王师傅", text: "我的", addressed: true, id: ids[2] },
  ]);
});
