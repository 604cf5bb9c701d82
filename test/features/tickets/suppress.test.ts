import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LEAST, shares, suppress } from "../../../src/features/tickets/figures/suppress.ts";

/**
 * What somebody can find out who knows every shown number: the least and the most that a cell may be. "few" is 0 to 4,
 * "kept" is 5 and more unless all are kept.
 */
function bounds(cells: readonly (number | "few" | "kept")[], total: number): [number, number][] {
  const allKept = cells.every((cell) => cell === "kept");
  const low = (cell: number | string) => (typeof cell === "number" ? cell : cell === "kept" && !allKept ? LEAST : 0);
  const high = (cell: number | string) => (typeof cell === "number" ? cell : cell === "few" ? LEAST - 1 : total);
  return cells.map((cell, i) => {
    const others = cells.filter((_, j) => j !== i);
    const least = others.reduce<number>((sum, one) => sum + low(one), 0);
    const most = others.reduce<number>((sum, one) => sum + high(one), 0);
    return [Math.max(low(cell), total - most), Math.min(high(cell), total - least)];
  });
}

test("a cell under five is never shown, and can be any number under five for all that a total tells", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 12 }), (cells) => {
      const { cells: shown, total } = suppress(cells);
      for (const [i, cell] of cells.entries()) {
        const seen = shown[i];
        if (typeof seen === "number") assert.equal(seen, cell);
        if (cell < LEAST) assert.notEqual(typeof seen, "number");
        if (seen === "few") assert.ok(cell < LEAST);
      }
      if (typeof total !== "number") {
        assert.ok(cells.reduce((a, b) => a + b, 0) < LEAST);
        return;
      }
      for (const [i, [least, most]] of bounds(shown, total).entries()) {
        const cell = cells[i] ?? 0;
        assert.ok(least <= cell && cell <= most);
        if (cell < LEAST) assert.ok(least === 0 && most >= LEAST - 1, `${cells} shown as ${shown} of ${total}`);
      }
    }),
    { numRuns: 5_000 },
  );
});

test("by hand: one small cell takes another with it; two zeros beside a total would be zeros", () => {
  assert.deepEqual(suppress([12, 3, 30]), { cells: ["kept", "few", 30], total: 45 });
  assert.deepEqual(suppress([12, 30]), { cells: [12, 30], total: 42 });
  assert.deepEqual(suppress([0, 0, 9]), { cells: ["few", "few", "kept"], total: 9 });
  assert.deepEqual(suppress([2, 2, 20]), { cells: ["few", "few", 20], total: 24 });
  assert.deepEqual(suppress([1, 5]), { cells: ["kept", "kept"], total: 6 });
  assert.deepEqual(suppress([3]), { cells: ["few"], total: "few" });
  assert.deepEqual(suppress([1, 2]), { cells: ["few", "few"], total: "few" });
  assert.deepEqual(suppress([7]), { cells: [7], total: 7 });
});

test("a share says no more than a hidden count: neither few hits nor few misses can be read from it", () => {
  assert.deepEqual(shares([20], [40]).total, { is: 50 });
  assert.deepEqual(shares([38], [40]).total, { least: 90 }, "2 misses: as good as 4");
  assert.deepEqual(shares([40], [40]).total, { least: 90 }, "none: the same words");
  assert.deepEqual(shares([1], [40]).total, { most: 10 });
  assert.deepEqual(shares([2], [4]).total, "few");
  assert.deepEqual(shares([3], [6]).total, "few");
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 })), {
        minLength: 1,
        maxLength: 8,
      }),
      (pairs) => {
        const hits = pairs.map(([hit]) => hit);
        const { cells, total } = shares(
          hits,
          pairs.map(([hit, miss]) => hit + miss),
        );
        for (const [i, [hit, miss]] of pairs.entries()) {
          const share = cells[i];
          if (typeof share === "object" && "is" in share) assert.ok(hit >= LEAST && miss >= LEAST);
          if (typeof share === "object" && "least" in share) assert.ok(miss < LEAST && hit >= LEAST);
          if (typeof share === "object" && "most" in share) assert.ok(hit < LEAST && miss >= LEAST);
        }
        assert.ok(total !== "kept" || pairs.length > 1);
      },
    ),
    { numRuns: 2_000 },
  );
});
