/** Open dialogs: who is heard next where. State is JSON, so that a dialog outlives restarts. */
import type { Address, Database, Next, Tx } from "./contract.ts";
import type { CoreTables } from "./schema.ts";

export interface OpenDialog {
  dialog: string;
  state: unknown;
  /** What its buttons say: such words belong to the dialog even where a command is called the same. */
  offers: string[];
}

/** A dialog that nobody answered for this long is forgotten. */
const DEFAULT_LIFE_MS = 7 * 24 * 3600_000;

export class Dialogs {
  readonly #database: Database;
  readonly #find;
  readonly #close;
  readonly #open;

  constructor(database: Database) {
    this.#database = database;
    this.#find = database.compile<
      CoreTables,
      { chat: string; person: string },
      { dialog: string; state: string; offers: string; until: number }
    >((db, bind) =>
      db
        .selectFrom("dialogs")
        .select(["dialog", "state", "offers", "until"])
        .where("chat", "=", bind<string>("chat"))
        .where("person", "=", bind<string>("person")),
    );
    this.#close = database.compile<CoreTables, { chat: string; person: string }>((db, bind) =>
      db.deleteFrom("dialogs").where("chat", "=", bind<string>("chat")).where("person", "=", bind<string>("person")),
    );
    this.#open = database.compile<CoreTables, CoreTables["dialogs"]>((db, bind) =>
      db
        .insertInto("dialogs")
        .values({
          chat: bind("chat"),
          person: bind("person"),
          dialog: bind("dialog"),
          state: bind("state"),
          offers: bind("offers"),
          until: bind("until"),
        })
        .onConflict((conflict) =>
          conflict.columns(["chat", "person"]).doUpdateSet({
            dialog: bind("dialog"),
            state: bind("state"),
            offers: bind("offers"),
            until: bind("until"),
          }),
        ),
    );
  }

  /** The dialog that awaits this person's next message in this chat, if one does. */
  async find(chat: Address, person: Address, now: number): Promise<OpenDialog | undefined> {
    const [row] = await this.#database.run(undefined, this.#find, { chat, person });
    if (!row || row.until < now) return undefined;
    return { dialog: row.dialog, state: JSON.parse(row.state), offers: JSON.parse(row.offers) };
  }

  async close(tx: Tx, chat: Address, person: Address): Promise<void> {
    await this.#database.change(tx, this.#close, { chat, person });
  }

  /** Opens a dialog, taking the place of any other that awaited the same person there. */
  async open(tx: Tx, chat: Address, person: Address, next: Next, offers: string[], now: number): Promise<void> {
    await this.#database.change(tx, this.#open, {
      chat,
      person,
      dialog: next.dialog,
      state: JSON.stringify(next.state ?? null),
      offers: JSON.stringify(offers),
      until: next.until ? Date.parse(next.until) : now + DEFAULT_LIFE_MS,
    });
  }
}
