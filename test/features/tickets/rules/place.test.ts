import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { defaultCases } from "../../../../src/features/tickets/rules/default.ts";
import {
  areaOf,
  type Matter,
  missingUnits,
  type Place,
  placed,
  upward,
} from "../../../../src/features/tickets/rules/place.ts";
import type { CasesFile } from "../../../../src/features/tickets/rules/shape.ts";

const NOBODY: ReadonlySet<string> = new Set();
const county: Place = { id: "u0", name: "县社工部" };
const east: Place = { id: "u1", name: "东街社区", parent: "u0" };
const west: Place = { id: "u2", name: "西街社区", parent: "u0" };
const fire: Place = { id: "u3", name: "消防大队", parent: "u0" };
const post: Place = { id: "u4", name: "东街消防站", parent: "u3" };
const pay: Place = { id: "u5", name: "人社局", parent: "u0" };
const units = [county, east, west, fire, post, pay];

const name = (zh: string) => ({ zh, en: zh });
const file: CasesFile = {
  ...defaultCases,
  areas: [
    { id: "dong", name: name("东片"), units: ["东街社区"], words: ["东街", "和平路"] },
    { id: "xi", name: name("西片"), units: ["西街社区"], words: ["西街"] },
  ],
  responsibility: [
    { category: "fire", area: "dong", lead: "东街消防站", assist: ["东街社区"] },
    { category: "fire", lead: "消防大队", assist: [] },
    { kind: "complaint", lead: "人社局", assist: ["东街社区", "还没建的单位"] },
    { kind: "help", lead: "还没建的单位", assist: [] },
  ],
  catch_all: "县社工部",
};
const matter = (more: Partial<Matter>): Matter => ({
  kind: "hazard",
  category: "other",
  text: "",
  where: "",
  group: undefined,
  own: undefined,
  ...more,
});
const lead = (more: Partial<Matter>, accused = NOBODY) => placed(file, units, matter(more), accused)?.lead?.name;

test("the first line that fits: category and area, then category, then kind", () => {
  assert.equal(lead({ category: "fire", group: "u1" }), "东街消防站");
  assert.equal(lead({ category: "fire", where: "和平路口" }), "东街消防站");
  assert.equal(lead({ category: "fire", group: "u2" }), "消防大队");
  assert.equal(lead({ category: "fire" }), "消防大队");
  assert.equal(lead({ kind: "complaint" }), "人社局");
  assert.deepEqual(
    placed(file, units, matter({ category: "fire", group: "u1" }), NOBODY)?.assist.map((unit) => unit.name),
    ["东街社区"],
  );
});

test("the group says the community, then the place, then the text, then where the person belongs", () => {
  const area = (more: Partial<Matter>) => areaOf(file, units, matter(more));
  assert.equal(area({ group: "u1", where: "西街", own: "u2" }), "dong");
  assert.equal(area({ where: "西街口", text: "东街的人说的", own: "u1" }), "xi");
  assert.equal(area({ text: "和平路井盖没了", own: "u2" }), "dong");
  assert.equal(area({ own: "u2" }), "xi");
  assert.equal(area({ group: "u5" }), undefined);
});

test("where the map is silent the group's community is the first receiver, then the person's own, then the catch-all", () => {
  assert.equal(lead({ kind: "suggestion", group: "u2", own: "u1" }), "西街社区");
  assert.equal(lead({ kind: "suggestion", own: "u1" }), "东街社区");
  assert.equal(lead({ kind: "suggestion" }), "县社工部");
});

test("a unit that does not exist yet leaves its cases to the catch-all, and is named", () => {
  assert.equal(lead({ kind: "help", group: "u1" }), "县社工部");
  assert.deepEqual(missingUnits(file, units), ["还没建的单位"]);
  assert.equal(
    placed({ ...file, catch_all: "也没有" }, units, matter({ kind: "help" }), NOBODY)?.lead?.name,
    "县社工部",
  );
});

test("whoever is accused, and whoever stands below them, neither leads nor assists", () => {
  assert.equal(lead({ category: "fire", group: "u1" }, new Set(["u4"])), "消防大队");
  assert.equal(lead({ category: "fire", group: "u1" }, new Set(["u3"])), "县社工部", "the post is below the accused");
  assert.deepEqual(placed(file, units, matter({ kind: "complaint" }), new Set(["u1"]))?.assist, []);
  assert.equal(lead({ kind: "complaint" }, new Set(["u0"])), undefined, "all stand below: the admins place it");
});

test("the built-in file leaves it to the house: group, own unit, root", () => {
  assert.equal(placed(defaultCases, units, matter({ group: "u1" }), NOBODY), undefined);
});

/** Random forests (a ring may slip in), maps and accusations. */
const ids = ["u0", "u1", "u2", "u3", "u4", "u5", "u6"];
const forest = fc.array(fc.option(fc.nat(6), { nil: undefined }), { minLength: 1, maxLength: 7 }).map((parents) =>
  parents.map((parent, i): Place => {
    const above = parent === undefined || parent >= parents.length || parent === i ? undefined : ids[parent];
    return { id: ids[i] ?? "", name: `单位${i}`, ...(above === undefined ? {} : { parent: above }) };
  }),
);
const unitName = fc.nat(8).map((i) => `单位${i}`);
const some = <T>(all: fc.Arbitrary<T>) => fc.option(all, { nil: undefined });
const line = fc.record({
  kind: some(fc.constantFrom("complaint", "hazard")),
  category: some(fc.constantFrom("fire", "road")),
  area: some(fc.constantFrom("a", "b")),
  lead: unitName,
  assist: fc.array(unitName, { maxLength: 3 }),
});
const any = fc.record({
  units: forest,
  lines: fc.array(line, { maxLength: 5 }),
  catchAll: fc.oneof(unitName, fc.constant("top")),
  areas: fc.array(fc.record({ id: fc.constantFrom("a", "b"), units: fc.array(unitName, { maxLength: 2 }) }), {
    maxLength: 2,
  }),
  accused: fc.array(fc.constantFrom(...ids), { maxLength: 3 }),
  kind: fc.constantFrom("complaint", "hazard", "help"),
  category: fc.constantFrom("fire", "road", "other"),
  group: some(fc.constantFrom(...ids)),
  own: some(fc.constantFrom(...ids)),
});

test("首接负责: over random trees and maps nobody accused ever has it, and nobody has it only when nobody could", (t) => {
  let led = 0;
  let heads = 0;
  let silent = 0;
  fc.assert(
    fc.property(any, ({ units, lines, catchAll, areas, accused, kind, category, group, own }) => {
      const random: CasesFile = {
        ...defaultCases,
        areas: areas.map((area) => ({ ...area, name: name(area.id), words: [] })),
        responsibility: lines,
        catch_all: catchAll,
      };
      const bad = new Set(accused);
      const free = (unit: Place) => upward(units, unit.id).every((one) => !bad.has(one.id));
      const found = placed(random, units, matter({ kind, category, group, own }), bad);
      if (found === undefined) {
        silent++;
        assert.equal(catchAll, "top", "only without a named catch-all may the file be silent");
        return;
      }
      for (const unit of found.assist) {
        assert.ok(free(unit));
        assert.notEqual(unit.id, found.lead?.id);
      }
      if (found.lead) {
        led++;
        assert.ok(free(found.lead));
        return;
      }
      heads++;
      // Then the catch-all, and everybody above it, is accused, below somebody accused, or does not exist.
      const last = units.find((unit) => unit.name === catchAll);
      for (const unit of last ? upward(units, last.id) : []) assert.ok(!free(unit));
    }),
    { numRuns: 20_000, seed: 5 },
  );
  t.diagnostic(JSON.stringify({ runs: 20_000, led, heads, silent }));
  assert.ok(led > 2_000 && heads > 1_000 && silent > 500, "each way was taken often");
});
