/** Who lives in the bench's town, and where its units stand. */
import type { Row } from "./fill.ts";

export const UNITS = 200;
export const UNITS_PER_DISTRICT = 10;
export const STAFF_PER_UNIT = 3;
/** Over how many days the history reaches back. */
export const DAYS = 1_000;
/** Cases a person files in these days. */
const CASES_PER_PERSON = 20;
const FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗";
const GIVEN = "强伟芳娜敏静丽军勇杰涛明霞艳超平刚桂英华";

export function peopleOf(cases: number): number {
  return Math.max(1, Math.round(cases / CASES_PER_PERSON));
}

export const personId = (n: number) => `person-${n}`;
export const unitId = (n: number) => `unit-${n}`;
export const districtOf = (unit: number) => `district-${Math.floor(unit / UNITS_PER_DISTRICT)}`;
/** The first of a unit is its secretary. */
export const staffId = (unit: number, n: number) => `staff-${unit}-${n}`;
/** Secretaries of a district, and of the whole town. */
export const districtChief = (unit: number) => `chief-${districtOf(unit)}`;
export const TOWN_CHIEFS = ["chief-town-0", "chief-town-1"] as const;

export function staffName(unit: number, n: number): string {
  const at = unit * STAFF_PER_UNIT + n;
  const given = (k: number) => GIVEN[k % GIVEN.length] ?? "";
  return `${FAMILY[at % FAMILY.length]}${given(at)}${given(Math.floor(at / GIVEN.length))}`;
}

export function* unitRows(): Generator<Row> {
  yield { id: "town", name: "全区", parent: null };
  for (let n = 0; n < UNITS; n++) {
    const district = districtOf(n);
    if (n % UNITS_PER_DISTRICT === 0) yield { id: district, name: `街道${district.slice(9)}号`, parent: "town" };
    yield { id: unitId(n), name: `社区${n}号`, parent: district };
  }
}

export function* chatRows(now: number): Generator<Row> {
  for (let n = 0; n < UNITS; n++)
    for (const purpose of ["members", "handlers"])
      yield { chat: `terminal:${purpose}-${n}`, unit: unitId(n), purpose, bound_by: "", bound_at: now };
}

interface Person {
  id: string;
  name: string;
  role: string;
  unit: string | null;
}

function* everybody(cases: number): Generator<Person> {
  for (const [i, id] of TOWN_CHIEFS.entries()) yield { id, name: `${FAMILY[i]}建国`, role: "secretary", unit: "town" };
  for (let n = 0; n < UNITS; n += UNITS_PER_DISTRICT)
    yield { id: districtChief(n), name: `${FAMILY[n % 20]}志远`, role: "secretary", unit: districtOf(n) };
  for (let n = 0; n < UNITS; n++)
    for (let each = 0; each < STAFF_PER_UNIT; each++) {
      const role = each === 0 ? "secretary" : "handler";
      yield { id: staffId(n, each), name: staffName(n, each), role, unit: unitId(n) };
    }
  for (let n = 0; n < peopleOf(cases); n++) yield { id: personId(n), name: "师傅", role: "member", unit: null };
}

export function* peopleRows(cases: number, now: number): Generator<Row> {
  for (const one of everybody(cases))
    yield { ...one, own_name: 1, consent: "", consent_at: null, noticed: "", created_at: now };
}

export function* addressRows(cases: number, now: number): Generator<Row> {
  for (const { id } of everybody(cases)) yield { address: `terminal:${id}`, person: id, met_at: now, used_at: now };
}
