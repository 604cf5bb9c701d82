/** What the SDK says when things go wrong, and what of it may be written down. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fixedWords, quietLogger } from "../../../adapters/lark/quiet.ts";

test("requests, tokens and quoted words are dropped; codes and fixed words stay", () => {
  const request = { data: '{"app_secret":"hush"}', headers: { Authorization: "Bearer t-hush" } };
  const response = { status: 400, data: { code: 230002, msg: "hush" } };
  assert.equal(fixedWords([[{ code: "ERR_BAD_REQUEST", config: request, response }]]), "ERR_BAD_REQUEST 400 230002");
  assert.equal(fixedWords([["[ws]", "code: 514, auth failed"]]), "[ws] code: 514, auth failed");
  const broken = `failed to handle inbound frame: Unexpected token 'h', "hush hush" is not valid JSON`;
  assert.equal(fixedWords([["[ws]", broken]]), "[ws] failed to handle inbound frame: Unexpected token ");
  assert.equal(fixedWords([[{ code: "hush hush", response: { status: 200, data: "hush" } }]]), "200");
  assert.equal(fixedWords([[undefined, null, 5]]), "");
});

test("info, debug and trace are not written at all", () => {
  const lines: string[] = [];
  const write = (_: object, message: string) => void lines.push(message);
  const logger = quietLogger({ info: write, warn: write, error: write });
  logger.info("x");
  logger.debug("receive message, data: hush");
  logger.trace("x");
  assert.deepEqual(lines, []);
  logger.error("x");
  assert.equal(lines.length, 1);
});
