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

type Row = CoreTables["dialogs"];
type Key = Pick<Row, "chat" | "person">;

/**
 * `interrupts`: somebody else began it (a handler asks back): what it interrupts goes on afterwards. `continues`: the next
 * step of the dialog that was heard. `replaces`: the person turned to something else.
 */
export type Opening = "interrupts" | "continues" | "replaces";

export class Dialogs {
  readonly #database: Database;
  readonly #find;
  readonly #close;
  readonly #open;
  /** Where a dialog may be open (one that was closed, or whose opening was undone, may still be named); else unknown. */
  #known: Set<string> | undefined;

  constructor(database: Database) {
    this.#database = database;
    this.#find = database.compile<CoreTables, Key, Row>((db, bind) =>
      db
        .selectFrom("dialogs")
        .selectAll()
        .where("chat", "=", bind<string>("chat"))
        .where("person", "=", bind<string>("person")),
    );
    this.#close = database.compile<CoreTables, Key>((db, bind) =>
      db.deleteFrom("dialogs").where("chat", "=", bind<string>("chat")).where("person", "=", bind<string>("person")),
    );
    this.#open = database.compile<CoreTables, Row>((db, bind) => {
      const rest = {
        dialog: bind<string>("dialog"),
        state: bind<string>("state"),
        offers: bind<string>("offers"),
        until: bind<number>("until"),
        under: bind<string | null>("under"),
      };
      return db
        .insertInto("dialogs")
        .values({ chat: bind("chat"), person: bind("person"), ...rest })
        .onConflict((conflict) => conflict.columns(["chat", "person"]).doUpdateSet(rest));
    });
  }

  /** Reads which dialogs are open. Where nobody else can open one, most messages then need no look at the store. */
  async load(): Promise<void> {
    if (this.#database.shared) return;
    const rows = await this.#database.db
      .withTables<CoreTables>()
      .selectFrom("dialogs")
      .select(["chat", "person"])
      .execute();
    this.#known = new Set(rows.map(keyOf));
  }

  /** The dialog that awaits this person's next message in this chat, if one does. */
  async find(chat: Address, person: Address, now: number): Promise<OpenDialog | undefined> {
    if (this.#known && !this.#known.has(keyOf({ chat, person }))) return undefined;
    const [row] = await this.#database.run(undefined, this.#find, { chat, person });
    if (!row || row.until < now) return undefined;
    return { dialog: row.dialog, state: JSON.parse(row.state), offers: JSON.parse(row.offers) };
  }

  /** The dialog was heard: the one it had interrupted, if any, goes on. */
  async close(tx: Tx, chat: Address, person: Address): Promise<void> {
    const [row] = await this.#database.run(tx, this.#find, { chat, person });
    if (!row) return;
    if (row.under)
      await this.#database.change(tx, this.#open, { ...(JSON.parse(row.under) as Row), chat, person, under: null });
    else await this.drop(tx, chat, person);
  }

  /** Nothing awaits this person here any more. */
  async drop(tx: Tx, chat: Address, person: Address): Promise<void> {
    await this.#database.change(tx, this.#close, { chat, person });
  }

  /** Opens a dialog, taking the place of any other that awaited the same person there, unless it is to go on afterwards. */
  async open(tx: Tx, key: Key, next: Next, offers: string[], now: number, how: Opening): Promise<void> {
    this.#known?.add(keyOf(key));
    const [old] = how === "replaces" ? [] : await this.#database.run(tx, this.#find, key);
    let under: string | null = null;
    if (old && how === "continues") under = old.under;
    else if (old && old.until >= now && old.dialog !== next.dialog) under = JSON.stringify({ ...old, under: null });
    await this.#database.change(tx, this.#open, {
      ...key,
      dialog: next.dialog,
      state: JSON.stringify(next.state ?? null),
      offers: JSON.stringify(offers),
      until: next.until ? Date.parse(next.until) : now + DEFAULT_LIFE_MS,
      under,
    });
  }
}

function keyOf({ chat, person }: Key): string {
  return `${chat} ${person}`;
}
