/** Talks about linking: a person with two accounts, and what is kept behind them. */
import assert from "node:assert/strict";
import type { MemberTables } from "../../../src/features/members/store.ts";
import type { Said } from "../../../src/script.ts";
import { type Talk, words } from "../../talk.ts";

/** Asks for a code at `from`; returns it as it is shown. */
export async function codeFor(talk: Talk, from: string): Promise<string> {
  const said = await talk.direct(from, "绑定账号");
  const code = /绑定账号 ([2-9A-Z]{4}-[2-9A-Z]{4})/.exec(words(said, `@${from}`))?.[1];
  assert.ok(code, `no code for ${from}`);
  return code;
}

/** The whole way between two people without roles; returns what the last tap said. */
export async function linkUp(talk: Talk, issuer: string, sayer: string): Promise<Said[]> {
  const code = await codeFor(talk, issuer);
  await talk.direct(sayer, `绑定账号 ${code}`);
  return talk.press(`@${sayer}`, sayer, "确认绑定");
}

export function db(talk: Talk) {
  return talk.script.app.database.db.withTables<MemberTables>();
}

/** The person behind an account, without making anybody known. */
export async function personOf(talk: Talk, from: string): Promise<string | undefined> {
  return (await talk.script.app.directory.find(`terminal:${from}`))?.id;
}

export async function sameperson(talk: Talk, ...accounts: string[]): Promise<boolean> {
  const ids = await Promise.all(accounts.map((one) => personOf(talk, one)));
  return ids[0] !== undefined && new Set(ids).size === 1;
}

/** What must hold whatever was said: each address has its person, each person one address that keeps everything. */
export async function sound(talk: Talk): Promise<void> {
  const people = await db(talk).selectFrom("people").selectAll().execute();
  const addresses = await db(talk).selectFrom("addresses").selectAll().execute();
  for (const one of addresses)
    assert.ok(
      people.some((person) => person.id === one.person),
      "an address without its person",
    );
  for (const person of people) {
    const own = addresses.filter((one) => one.person === person.id);
    assert.equal(own.filter((one) => one.linked_at === null).length, 1, "one address keeps everything");
  }
}
