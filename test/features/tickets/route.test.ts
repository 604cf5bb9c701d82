import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Kit, Member, Role, Unit } from "../../../src/bot/contract.ts";
import { adopt, type Kind } from "../../../src/features/tickets/case/kinds.ts";
import { accusedUnits } from "../../../src/features/tickets/intake/accused.ts";
import { interested } from "../../../src/features/tickets/intake/submit.ts";
import { defaultCases } from "../../../src/features/tickets/rules/default.ts";
import { upward } from "../../../src/features/tickets/rules/place.ts";
import { deskOf, ownersFor } from "../../../src/features/tickets/told/route.ts";

const NAMES = ["甲社区", "乙社区", "丙社区", "丁社区", "戊社区", "己社区"];
const PEOPLE = ["赵主任", "钱主任", "孙主任", "李书记", "周书记", "吴主任"];
const RANK: Role[] = ["member", "handler", "secretary", "admin"];
type Staff = { name: string; role: Role; unit: number | undefined };

/** A house of units, staff and handlers' groups, as the directory would answer for it. */
function house(parents: (number | undefined)[], staff: Staff[], groups: number[]) {
  const units = parents.map((parent, i): Unit => {
    const above = parent !== undefined && parent < i ? { parent: `u${parent}` } : {};
    return { id: `u${i}`, name: NAMES[i] ?? "", ...above };
  });
  const people = staff.map(({ name, role, unit }, i): Member => {
    const own = unit === undefined ? undefined : units[unit];
    return { id: `p${i}`, address: `t:${i}`, name, role, met: true, ...(own ? { unit: own } : {}) };
  });
  // Whoever stands above all: named by nobody, so that there is always somebody left.
  people.push({ id: "head", address: "t:head", name: "值班", role: "admin", met: true });
  const least = (role: Role) => (member: Member) => RANK.indexOf(member.role) >= RANK.indexOf(role);
  const members = {
    units: async () => units,
    groups: async () =>
      groups.flatMap((at) => (units[at] ? [{ chat: `t:g${at}`, unit: units[at], purpose: "handlers" }] : [])),
    staff: async (role: Role, unit?: string, up?: true) => {
      const fit = people.filter(least(role));
      if (unit === undefined) return fit;
      const places = up ? upward(units, unit).map((one) => one.id) : [unit];
      return fit.filter((member) => member.unit !== undefined && places.includes(member.unit.id));
    },
  };
  return { kit: { members } as unknown as Kit, units, people };
}

const at = fc.option(fc.nat(5), { nil: undefined });
const name = (zh: string) => ({ zh, en: zh });
const world = fc.record({
  parents: fc.array(at, { minLength: 1, maxLength: 6 }),
  staff: fc.array(
    fc.record({
      name: fc.constantFrom(...PEOPLE),
      role: fc.constantFrom<Role>("handler", "secretary", "admin"),
      unit: at,
    }),
    { maxLength: 6 },
  ),
  groups: fc.uniqueArray(fc.nat(5), { maxLength: 4 }),
  lines: fc.array(
    fc.record({
      lead: fc.constantFrom(...NAMES),
      kind: fc.constantFrom("complaint", "help"),
      assist: fc.array(fc.constantFrom(...NAMES), { maxLength: 2 }),
    }),
    { maxLength: 3 },
  ),
  catchAll: fc.constantFrom("top", ...NAMES),
  accused: fc.array(fc.constantFrom(...NAMES, ...PEOPLE), { maxLength: 3 }),
  kind: fc.constantFrom<Kind>("complaint", "help", "letter"),
  group: at,
  own: at,
});

test("首接负责: over random houses, maps and accusations somebody always has it, and never whom it is about", async (t) => {
  t.after(() => adopt(defaultCases));
  const count = { unit: 0, head: 0, group: 0, single: 0, assisted: 0 };
  await fc.assert(
    fc.asyncProperty(world, async ({ parents, staff, groups, lines, catchAll, accused, kind, group, own }) => {
      adopt({
        ...defaultCases,
        areas: [{ id: "a", name: name("甲"), units: [], words: [] }],
        responsibility: lines,
        catch_all: catchAll,
      });
      const { kit, units } = house(parents, staff, groups);
      const text = accused.map((one) => `${one}的干部乱收费`).join("，");
      const bad = accusedUnits(text, units).map((unit) => unit.id);
      const known = (n: number | undefined) => (n === undefined ? undefined : units[n]?.id);
      const start = known(group) ?? known(own);
      const spoken = { kind, text, where: "", group: known(group) ?? null };
      const { lead, assist } = await ownersFor(kit, start, text, spoken);
      assert.ok(!lead || !bad.includes(lead.id), "the accused unit leads");
      for (const unit of assist) assert.ok(!bad.includes(unit.id) && unit.id !== lead?.id);
      const recused = new Set(await interested(kit, text));
      const desk = await deskOf(kit, lead?.id ?? null, recused, kind);
      assert.ok(desk.groups.length + desk.people.length > 0, "nobody is told");
      for (const member of desk.people) {
        assert.ok(!recused.has(member.id), "whom it names is told");
        assert.ok(!bad.includes(member.unit?.id ?? ""), "somebody of the accused unit is told");
      }
      for (const chat of desk.groups) assert.ok(!bad.some((id) => chat === `t:g${id.slice(1)}`), "its group is told");
      if (kind === "letter") {
        assert.deepEqual(desk.groups, []);
        for (const member of desk.people) assert.notEqual(member.role, "handler");
      }
      count[lead ? "unit" : "head"]++;
      count[desk.groups.length > 0 ? "group" : "single"]++;
      if (assist.length > 0) count.assisted++;
    }),
    { numRuns: 5_000, seed: 7 },
  );
  t.diagnostic(JSON.stringify({ runs: 5_000, ...count }));
  for (const [way, n] of Object.entries(count)) assert.ok(n > 200, `${way} was taken ${n} times`);
});
