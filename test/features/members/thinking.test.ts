import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { joining, type Side } from "../../../src/features/members/join.ts";
import { hashOf, newCode, newTag, printed, readCode } from "../../../src/features/members/link-code.ts";
import { oneReader } from "../../../src/features/study/one-person.ts";
import { oneSeat } from "../../../src/features/volunteers/one-person.ts";

const side = (change: Partial<Side> = {}): Side => ({
  id: "a",
  address: "one:a",
  name: "王师傅",
  own_name: 0,
  role: "member",
  unit: null,
  unit_name: null,
  consent: null,
  consent_at: null,
  noticed: null,
  created_at: 1,
  listed: false,
  ...change,
});

test("codes: eight signs nobody mistakes, read however they are typed", () => {
  const codes = Array.from({ length: 2000 }, newCode);
  assert.equal(new Set(codes).size, codes.length);
  for (const code of codes) {
    assert.match(code, /^[2-9A-HJKMNP-Z]{8}$/);
    for (const said of [code, printed(code), printed(code).toLowerCase(), ` ${code.slice(0, 4)} ${code.slice(4)}。`])
      assert.deepEqual(readCode(said), { kind: "code", code });
  }
  assert.deepEqual(readCode("ＡＢＣＤ－２３４５"), { kind: "code", code: "ABCD2345" });
  for (const said of ["ABCD-234", "ABCD-23456", "ABCD-2340", "I1O0-2345", "12345678"])
    assert.deepEqual(readCode(said), { kind: "broken" }, said);
  for (const said of ["", "我飞书上也有号", "怎么关联 2 个账号"])
    assert.deepEqual(readCode(said), { kind: "none" }, said);
  assert.match(hashOf("ABCD2345"), /^[0-9a-f]{64}$/);
  assert.match(newTag(), /^[1-9]\d{3}$/);
});

test("joining, by table", () => {
  const staff = { role: "handler", unit: "u1", unit_name: "东街" };
  const table: [string, Partial<Side>, Partial<Side>, "issuer" | "sayer" | "refused"][] = [
    ["two members: whose code it was stays", {}, {}, "issuer"],
    ["staff who said the code stay", {}, staff, "sayer"],
    ["staff whose code it was stay", staff, {}, "issuer"],
    ["the same role twice", staff, staff, "issuer"],
    ["another unit", staff, { ...staff, unit: "u2" }, "refused"],
    ["another role", staff, { ...staff, role: "secretary" }, "refused"],
    ["one named in ADMINS stays", {}, { listed: true }, "sayer"],
    ["a role in the table weighs more", { listed: true }, staff, "sayer"],
  ];
  for (const [what, a, b, stays] of table) {
    const done = joining(side({ id: "i", ...a }), side({ id: "s", ...b }));
    assert.equal(done.ok ? (done.into.id === "i" ? "issuer" : "sayer") : "refused", stays, what);
  }
});

test("joining: doubt refuses, whatever the two were", () => {
  const any: fc.Arbitrary<Side> = fc.record({
    id: fc.constant("x"),
    address: fc.constant("one:x"),
    name: fc.constantFrom("", "王", "孙主任"),
    own_name: fc.constantFrom(0, 1),
    role: fc.constantFrom("member", "handler", "secretary", "admin"),
    unit: fc.constantFrom(null, "u1", "u2"),
    unit_name: fc.constant(null),
    consent: fc.constantFrom(null, "1-a", "1-b"),
    consent_at: fc.constantFrom(null, 5, 9),
    noticed: fc.constantFrom(null, "1-a"),
    created_at: fc.nat(),
    listed: fc.boolean(),
  });
  fc.assert(
    fc.property(any, any, (a, b) => {
      const issuer = { ...a, id: "i" };
      const sayer = { ...b, id: "s" };
      const done = joining(issuer, sayer);
      const roles = [a, b].filter((one) => one.role !== "member");
      if (!done.ok) {
        assert.equal(roles.length, 2);
        return;
      }
      const { becomes, into, from } = done;
      assert.notEqual(into.id, from.id);
      // No role that neither had, and none lost.
      assert.equal(becomes.role, roles[0]?.role ?? "member");
      if (roles[0]) assert.equal(becomes.unit, roles[0].unit);
      if (roles.length === 1) assert.equal(into.role, becomes.role, "the role stays where it was when they part");
      assert.ok(becomes.consent === null || (becomes.consent === a.consent && becomes.consent === b.consent));
      const chosen = [a, b].filter((one) => one.own_name === 1).map((one) => one.name);
      if (chosen.length > 0) assert.ok(chosen.includes(becomes.name));
    }),
  );
});

const seat = {
  callout: "c",
  person: "p",
  party: 1,
  status: "signed_up" as const,
  seq: 1,
  at: 1,
  passed: null,
  in_at: null,
  out_at: null,
  minutes: null,
};

test("one seat out of two: the better standing, the earlier of equals, never more places than were held", () => {
  const waits = { ...seat, status: "waitlisted" as const };
  assert.equal(oneSeat(waits, { ...seat, seq: 9 }).status, "signed_up");
  assert.equal(oneSeat({ ...seat, party: 2 }, { ...seat, seq: 5, party: 3 }).party, 3);
  const line = oneSeat({ ...waits, seq: 2, party: 1 }, { ...waits, seq: 7, party: 4 });
  assert.deepEqual([line.seq, line.party], [2, 1], "nobody brings more than they stood in line for");
  assert.equal(oneSeat({ ...seat, status: "cancelled_by_self" }, { ...waits, seq: 3 }).status, "waitlisted");
  const served = oneSeat({ ...seat, in_at: 10, minutes: 60 }, { ...seat, seq: 2, in_at: 8, out_at: 90, minutes: 30 });
  assert.deepEqual([served.in_at, served.out_at, served.minutes], [8, 90, 60], "one service is not counted twice");
  const status = fc.constantFrom("signed_up", "waitlisted", "cancelled_by_self", "cancelled_by_host");
  const any = fc.record({ status, party: fc.integer({ min: 1, max: 9 }), seq: fc.integer({ min: 1, max: 99 }) });
  const held = (one: { status: string; party: number }) => (one.status === "signed_up" ? one.party : 0);
  fc.assert(
    fc.property(any, any, (x, y) => {
      fc.pre(x.seq !== y.seq);
      const [a, b] = [
        { ...seat, ...x },
        { ...seat, ...y },
      ];
      const one = oneSeat(a as never, b as never);
      assert.deepEqual(one, oneSeat(b as never, a as never), "whichever is asked first");
      assert.ok(held(one) <= held(x) + held(y) && held(one) >= Math.max(held(x), held(y)));
    }),
  );
});

test("one reader out of two: paused anywhere is paused, and wishes come from one side", () => {
  const reader = {
    person: "p",
    paused: 0,
    shifts: "[]",
    next_at: null,
    series: "",
    last_item: "",
    snooze_item: "",
    snooze_at: null,
  };
  const shifts = { ...reader, shifts: '["10:00"]', next_at: 5, series: "安全" };
  assert.deepEqual(oneReader(reader, shifts), shifts);
  assert.equal(oneReader({ ...reader, shifts: '["08:00"]', next_at: 3 }, shifts).next_at, 3);
  const quiet = oneReader(shifts, { ...reader, paused: 1 });
  assert.deepEqual([quiet.paused, quiet.next_at, quiet.shifts], [1, null, '["10:00"]']);
  assert.equal(oneReader({ ...reader, paused: 1 }, { ...reader, snooze_item: "i", snooze_at: 9 }).snooze_at, null);
});
