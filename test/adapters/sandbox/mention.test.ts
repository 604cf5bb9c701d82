import assert from "node:assert/strict";
import { test } from "node:test";
import { mentioning, putName } from "../../../adapters/sandbox/web/chat/mention.ts";

test("names are offered from the at sign up to the caret, and no further than a space", () => {
  assert.deepEqual(mentioning("@", 1), { from: 0, query: "" });
  assert.deepEqual(mentioning("请@小", 3), { from: 1, query: "小" });
  assert.deepEqual(mentioning("＠赵", 2), { from: 0, query: "赵" });
  assert.deepEqual(mentioning("@小驿 帮助 @", 8), { from: 7, query: "" });
  assert.equal(mentioning("@小驿 帮助", 6), undefined);
  assert.equal(mentioning("@小驿", 0), undefined);
  assert.equal(mentioning("me@mail", 7), undefined, "an address is no mention");
});

test("the name takes the place of what was typed, and the caret stands after it", () => {
  assert.deepEqual(putName("请@小看", { from: 1, query: "小" }, "小驿"), { text: "请@小驿 看", caret: 5 });
  assert.deepEqual(putName("＠ 帮助", { from: 0, query: "" }, "小驿"), { text: "@小驿 帮助", caret: 4 });
});
