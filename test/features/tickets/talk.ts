/** Talks with the cases feature: the street's two groups and its people. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { TicketTables } from "../../../src/features/tickets/store/tables.ts";
import type { Said } from "../../../src/script.ts";
import { openTalk, type Talk } from "../../talk.ts";

/** g1 are the riders of 东街, g2 its handlers; li and sun are handlers, zhou is the secretary, admin stands above. */
export async function street(t: TestContext, start?: string): Promise<Talk> {
  const talk = await openTalk(t, { ADMINS: "terminal:admin", DUTY_PHONE: "0932-1234567" }, start);
  await talk.bind("g1", "东街");
  await talk.bind("g2", "东街", "handlers");
  await talk.role("handler", "li", "东街");
  await talk.role("handler", "sun", "东街");
  await talk.role("secretary", "zhou", "东街");
  for (const [from, name] of [
    ["li", "李主任"],
    ["sun", "孙主任"],
    ["zhou", "周书记"],
    ["wang", "王师傅"],
    ["zhao", "赵师傅"],
    ["qian", "钱师傅"],
    ["he", "何师傅"],
  ]) {
    await talk.direct(from ?? "", "帮助", { name });
  }
  return talk;
}

/** Everything said to one chat or person. */
export function to(said: Said[], chat: string): Said[] {
  return said.filter((one) => one.to === chat);
}

/** What the store holds, as one text: to look for what must not be there. */
export async function kept(talk: Talk): Promise<string> {
  const db = talk.script.app.database.db.withTables<TicketTables>();
  const tables = [
    "tickets",
    "ticket_events",
    "ticket_files",
    "ticket_access",
    "ticket_numbers",
    "ticket_cards",
    "ticket_joins",
    "ticket_recused",
    "ticket_waste",
  ] as const;
  const rows = [];
  for (const table of tables) rows.push(...(await db.selectFrom(table).selectAll().execute()));
  return JSON.stringify(rows);
}

/** A photo on disk, as the terminal sends it. */
export function photo(talk: Talk, name = "photo.jpg"): { files: { kind: "image"; path: string }[] } {
  const path = join(talk.dir, name);
  writeFileSync(path, `picture ${name}`);
  return { files: [{ kind: "image", path }] };
}

export function numberIn(said: Said[]): string {
  const found = /\d{6,10}/.exec(said.map((one) => one.text).join("\n"));
  if (!found) throw new Error("no number was said");
  return found[0];
}

export function labels(said: Said[]): string[] {
  return said.flatMap((one) => one.buttons?.map((button) => button.label) ?? []);
}

/** Files a complaint from the group to the receipt; returns its number (and code, when anonymous). */
export async function complain(
  talk: Talk,
  from: string,
  text: string,
  naming = "实名",
): Promise<{ no: string; code: string; said: Said[] }> {
  await talk.group("g1", from, `提诉求 ${text}`);
  await talk.press(`@${from}`, from, "跳过");
  await talk.press(`@${from}`, from, naming);
  const said = await talk.press(`@${from}`, from, "提交");
  const receipt = said.find((one) => one.to === `@${from}`)?.text ?? "";
  return {
    no: /编号 \*\*(\d+)\*\*/.exec(receipt)?.[1] ?? "",
    code: /查询码 \*\*(\w{8})\*\*/.exec(receipt)?.[1] ?? "",
    said,
  };
}
