import assert from "node:assert/strict";
import { test } from "node:test";
import { personas } from "../../../adapters/sandbox/cast.ts";
import { type Spoken, toMessage } from "../../../adapters/sandbox/toMessage.ts";
import type { Shown } from "../../../adapters/sandbox/wire.ts";

const people = personas.map(({ address, name, job }) => ({ address, name, job }));
const [wang, zhao] = people;
const at = "2026-11-23T00:30:00.000Z";
assert.ok(wang && zhao);

const group = (text: string, more: Partial<Spoken> = {}) =>
  toMessage({ kind: "spoken", id: "7", chat: "sandbox:g1", from: wang, text, files: [], at, ...more }, people);
const botLine: Shown = { id: "b1", chat: "sandbox:g1", from: "sandbox:xiaoyi", kind: "said", text: "你好", at };

test("a group word without a mention is not for the bot", () => {
  assert.deepEqual(group("今天好冷"), {
    id: "sandbox:7",
    chat: "sandbox:g1",
    from: "sandbox:wang",
    name: "王师傅",
    addressed: false,
    text: "今天好冷",
    files: [],
    at,
  });
});

test("a mention is taken out, wherever it stands and however it is typed", () => {
  for (const text of ["@小驿 帮助", "@小驿\u2005帮助", "＠小驿帮助", "帮助 @小驿", "  @小驿 帮助  "]) {
    const message = group(text);
    assert.equal(message.text, "帮助", text);
    assert.equal(message.addressed, true, text);
  }
});

test("other people's mentions keep who is meant", () => {
  const message = group("@小驿 任命 @赵姐 handler 东街");
  assert.equal(message.text, "任命 [@赵姐](sandbox:zhao) handler 东街");
  assert.equal(group("@赵姐 在吗").addressed, false);
});

test("the longest name wins, and a mere at sign stays", () => {
  const twins = [...people, { address: "sandbox:p1" as const, name: "赵姐姐", job: "" }];
  const message = toMessage(
    { kind: "spoken", id: "7", chat: "sandbox:g1", from: wang, text: "@赵姐姐 a@b.cn @谁", files: [], at },
    twins,
  );
  assert.equal(message.text, "[@赵姐姐](sandbox:p1) a@b.cn @谁");
});

test("a direct word and a reply to the bot are addressed; a reply to a person is not", () => {
  const direct = toMessage(
    { kind: "spoken", id: "7", chat: "sandbox:wang", from: wang, text: "帮助", files: [], at },
    people,
  );
  assert.equal(direct.addressed, true);
  const reply = group("+1", { to: botLine });
  assert.equal(reply.addressed, true);
  assert.equal(reply.replyTo, "b1");
  const toZhao = group("+1", { to: { ...botLine, from: zhao.address } });
  assert.equal(toZhao.addressed, false);
  assert.equal(toZhao.replyTo, undefined);
});

test("a press says the button's words about the line it stands on", () => {
  const message = toMessage(
    { kind: "pressed", id: "8", chat: "sandbox:g1", from: wang, says: "报名 A12", on: botLine, at },
    people,
  );
  assert.deepEqual(
    { text: message.text, addressed: message.addressed, replyTo: message.replyTo },
    { text: "报名 A12", addressed: true, replyTo: "b1" },
  );
});

test("the bot's coming and going is an event without words", () => {
  const message = toMessage({ kind: "moved", id: "9", chat: "sandbox:g3", from: wang, event: "removed", at }, people);
  assert.equal(message.event, "removed");
  assert.equal(message.text, "");
});

test("a place and files pass through as they are", () => {
  const place = { lat: 35.58, lon: 104.63, datum: "gcj02" as const, label: "东街驿站" };
  const files = [{ kind: "image" as const, ref: "sandbox:f-1" as const, bytes: 3 }];
  const message = group("", { place, files });
  assert.deepEqual(message.place, place);
  assert.deepEqual(message.files, files);
});
