/** docs/cases.md is the machines' own: drawn from them, and every word in it is one that the bot knows. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { states } from "../../../src/features/tickets/case/lifecycle.ts";
import { staffWords } from "../../../src/features/tickets/staff/staff-words.ts";
import { wishStates } from "../../../src/features/tickets/wishes/machine.ts";
import { zh } from "../../../src/features/tickets/words/index.ts";
import { caseEdges, DOCUMENT, drawn, redrawn, wishEdges } from "./diagram.ts";

const document = readFileSync(DOCUMENT, "utf8");

test("the drawn diagrams and tables are the machines' as they are now", () => {
  assert.equal(document, redrawn(document), "run: node test/features/tickets/diagram.ts");
});

test("every state and every word of staff is explained", () => {
  for (const state of states) assert.ok(document.includes(zh.label.state[state]), state);
  for (const state of wishStates) assert.ok(document.includes(zh.wish.state[state]), state);
  for (const word of staffWords) assert.match(document, new RegExp(`\\| \`${word} 编号`), word);
});

test("nothing of the machine is left out of the drawing", () => {
  const open: readonly string[] = states.filter(
    (state) => !["closed", "withdrawn", "merged", "declined"].includes(state),
  );
  for (const [edges, group] of [
    [caseEdges(), open],
    [wishEdges(), ["submitted", "published", "claimed", "fulfilled"]],
  ] as [ReturnType<typeof caseEdges>, readonly string[]][]) {
    const lines = drawn([...edges], {}, group).split("\n");
    for (const { from, to, move } of edges) {
      if (from === to) continue;
      const shown = lines.some(
        (line) =>
          new RegExp(`^  (${from}|${group.includes(from) ? "open" : from}) -- ".*" --> ${to}$`).test(line) &&
          line.includes(move),
      );
      assert.ok(shown, `${from} ${move} ${to}`);
    }
  }
});
