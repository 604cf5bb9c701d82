/** Numbered words for platforms without buttons: "回复 1 报名", understood for ten minutes by whoever was asked. */
import type { Address, Database, Reply, Tx } from "./contract.ts";
import type { CoreTables } from "./schema.ts";

const LIFE_MS = 10 * 60_000;

/** The reply with its buttons printed as numbered words. The way to the direct chat says nothing: it stays the adapter's. */
export function numbered(reply: Reply, print: (lines: string) => string): Reply {
  const { buttons = [], ...bare } = reply;
  const shown = buttons.filter((button) => !button.private);
  const ways = buttons.filter((button) => button.private);
  const rest = ways.length > 0 ? { ...bare, buttons: ways } : bare;
  if (shown.length === 0) return rest;
  const lines = shown.map((button, i) => `${i + 1} ${button.label}`).join("　");
  return { ...rest, text: `${reply.text}\n\n${print(lines)}` };
}

export class Choices {
  readonly #database: Database;
  /** What was offered in secret, by chat and person: no row may join such words with a person. */
  readonly #secrets = new Map<string, { says: string[]; until: number }>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Remembers what the numbers mean in this chat; `person` is "" when anybody there may answer. */
  async offer(tx: Tx, chat: Address, person: string, reply: Reply, now: number): Promise<void> {
    const says = (reply.buttons ?? []).filter((button) => !button.private).map((button) => button.says);
    if (says.length === 0) return;
    this.#secrets.delete(`${chat} ${person}`);
    if (reply.secret) {
      for (const [key, { until }] of this.#secrets) if (until < now) this.#secrets.delete(key);
      this.#secrets.set(`${chat} ${person}`, { says, until: now + LIFE_MS });
      return this.#forget(tx, chat, person);
    }
    const row = { chat, person, says: JSON.stringify(says), until: now + LIFE_MS };
    await tx
      .withTables<CoreTables>()
      .insertInto("choices")
      .values(row)
      .onConflict((conflict) => conflict.columns(["chat", "person"]).doUpdateSet({ says: row.says, until: row.until }))
      .execute();
  }

  /** What was offered to this person here is over. */
  async drop(tx: Tx, chat: Address, person: string): Promise<void> {
    this.#secrets.delete(`${chat} ${person}`);
    await this.#forget(tx, chat, person);
  }

  async #forget(tx: Tx, chat: Address, person: string): Promise<void> {
    await tx
      .withTables<CoreTables>()
      .deleteFrom("choices")
      .where("chat", "=", chat)
      .where("person", "=", person)
      .execute();
  }

  /** What a bare number means for this person here and now, if anything. */
  async meaning(chat: Address, person: Address, text: string, now: number): Promise<string | undefined> {
    const number = /^[1-9]\d?$/.exec(text.normalize("NFKC").trim());
    if (!number) return undefined;
    const secret = this.#secrets.get(`${chat} ${person}`);
    if (secret && secret.until >= now) return secret.says[Number(number[0]) - 1];
    const rows = await this.#database.db
      .withTables<CoreTables>()
      .selectFrom("choices")
      .select(["person", "says"])
      .where("chat", "=", chat)
      .where("person", "in", [person, ""])
      .where("until", ">=", now)
      .orderBy("person", "desc")
      .execute();
    const [row] = rows;
    return row ? (JSON.parse(row.says) as string[])[Number(number[0]) - 1] : undefined;
  }
}
