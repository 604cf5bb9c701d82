/** What a story is written against: people, groups, a clock, and what everybody sees, whatever the platform. */
import assert from "node:assert/strict";

export interface Person {
  /** Short and plain, made up by the stage. */
  readonly id: string;
  readonly name: string;
}

/** A group by its title, or a person: their direct chat with the bot. */
export type Where = string | Person;

export interface Photo {
  name: string;
  bytes: Buffer;
}

/** Where something is: a point on the map, and the words for it where nobody can send points. */
export interface Point {
  lat: number;
  lon: number;
  words: string;
}

export interface More {
  photo?: Photo;
  place?: Point;
  /** Whose "@name" in the words is a real mention. */
  at?: Person;
  /** The newest message here that reads so is answered. */
  inReplyTo?: RegExp;
}

/** One message of the bot as it looks now. */
export interface Seen {
  /** The platform's own name for it. */
  key: string;
  /** Words as people read them, without marks of emphasis. */
  text: string;
  /** Labels of the buttons that say something; links are none. */
  buttons: string[];
  /** What the pictures show: the name given to the photo. */
  pictures: string[];
}

/** Delivers once more what was just delivered: `at once`, or `late`, when it has been answered long since. */
export type Again = (when: "at once" | "late") => Promise<void>;

/** What one platform does for the stage: people's acts, and what they see. The answers are waited for by `settle`. */
export interface Wire {
  readonly platform: string;
  /** People send points on the map; elsewhere they say in words where it is. */
  readonly points: boolean;
  /** A living message is changed in place; elsewhere it may be said anew. */
  readonly edits: boolean;
  say(who: Person, where: Where, words: string, more: Omit<More, "inReplyTo"> & Spoken): Promise<Again>;
  press(who: Person, where: Where, seen: Seen, label: string): Promise<Again>;
  /** Goes to the direct chat by the link shown in the group; undefined where none is needed. */
  follow(who: Person, group: string): Promise<Again | undefined>;
  look(where: Where): Seen[];
  /** Until everything that was said is heard and everything that is due is shown. */
  settle(): Promise<void>;
  clock(time: number): Promise<void>;
  /** What must hold when a story is over, whatever it told. */
  inspect(): Promise<void>;
}

export interface Spoken {
  /** The bot is mentioned in front of the words. */
  mention: boolean;
  replyTo?: Seen;
}

/** A picture is its name in bytes behind a picture's first eight, so that it can be told apart wherever it comes out. */
const DRAWN = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

/** What a picture shows. */
export function subject(bytes: Buffer): string {
  const drawn = bytes.subarray(0, DRAWN.length).equals(DRAWN);
  return drawn ? bytes.subarray(DRAWN.length).toString() : "(no picture)";
}

/** Makes something for each name when it is first needed; `n` counts them from 0. */
export function each<T>(make: (name: string, n: number) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    const thing = made.get(name) ?? make(name, made.size);
    made.set(name, thing);
    return thing;
  };
}

/** Labels of numbered words: "回复：1 报名　2 不去". */
export function labelsIn(text: string): string[] {
  const choices = /(?:回复|Reply)[：:]\s*(.+)$/.exec(text.trimEnd())?.[1]?.split("　") ?? [];
  return choices.flatMap((one) => /^\d+ (.+)$/.exec(one)?.[1] ?? []);
}

/** Where the bot may write first it has done so, and shows no link to the direct chat. */
export function noLinkNeeded(theirs: readonly Seen[], group: readonly Seen[]): undefined {
  assert.ok(theirs.length > 0, "the person was not written to");
  assert.ok(!group.some((seen) => /https?:/.test(seen.text)), "no link is needed");
}

/** The first of all persons, whom ADMINS names. */
export const ADMIN = "郑部长";

/** How the notice begins. */
const NOTICE = "小驿使用告知　主办：东街党群服务中心";
const MENTION = /^@小驿\s*/;

/** The stage over one platform's wire. With `twice` the platform delivers everything two times. */
export class Stage {
  readonly points: boolean;
  readonly edits: boolean;
  readonly #wire: Wire;
  readonly #twice: boolean;
  readonly #people = new Map<string, Person>();
  readonly #groups = new Set<string>();
  #count: number;

  constructor(wire: Wire, twice: boolean) {
    this.#wire = wire;
    this.#twice = twice;
    this.points = wire.points;
    this.edits = wire.edits;
    // The turn is another on one platform, so that every step of a story is copied both ways somewhere.
    this.#count = wire.platform === "telegram" ? 1 : 0;
  }

  /** The person of that name, new or known. */
  person(name: string): Person {
    const person = this.#people.get(name) ?? { id: `p${this.#people.size}`, name };
    this.#people.set(name, person);
    return person;
  }

  photo(name: string): Photo {
    return { name, bytes: Buffer.concat([DRAWN, Buffer.from(name)]) };
  }

  /** `@小驿 …` is a real mention on every platform; without it the bot is not spoken to. */
  inGroup(group: string, who: Person, words: string, { inReplyTo, ...more }: More = {}): Promise<void> {
    this.#groups.add(group);
    const mention = MENTION.test(words);
    const replyTo = inReplyTo && this.#newest(group, (seen) => inReplyTo.test(seen.text), String(inReplyTo));
    const spoken = { mention, ...more, ...(replyTo && { replyTo }) };
    return this.#deliver(() => this.#wire.say(who, group, words.replace(MENTION, ""), spoken));
  }

  privately(who: Person, words: string, more: Omit<More, "inReplyTo"> = {}): Promise<void> {
    return this.#deliver(() => this.#wire.say(who, who, words, { mention: false, ...more }));
  }

  /** Presses the newest button with this label. */
  press(where: Where, who: Person, label: string): Promise<void> {
    const seen = this.#newest(where, (one) => one.buttons.includes(label), `a button 「${label}」`);
    return this.#deliver(() => this.#wire.press(who, where, seen, label));
  }

  /** After a group's answer: where the bot may not write first, people take the way that is shown there. */
  follow(group: string, who: Person): Promise<void> {
    return this.#deliver(() => this.#wire.follow(who, group));
  }

  async clock(time: string): Promise<void> {
    await this.#wire.clock(Date.parse(time));
    await this.#wire.settle();
  }

  look(where: Where): Seen[] {
    return this.#wire.look(where);
  }

  /** The words people see there now, oldest first; a living card stands where it was first shown, in its newest words. */
  seen(where: Where): string[] {
    return this.look(where).map((one) => one.text);
  }

  /** The newest state of a living card, by words that are always on it. */
  card(where: Where, words: string): Seen | undefined {
    return this.look(where).findLast((seen) => seen.text.includes(words));
  }

  /** Everything shown there, as one text. */
  all(where: Where): string {
    return this.seen(where).join("\n");
  }

  last(where: Where): string {
    return this.seen(where).at(-1) ?? "";
  }

  /** What became visible in `where` while `act` was done: new messages, and cards that read otherwise. */
  async during(where: Where, act: () => Promise<void>): Promise<Seen[]> {
    const before = new Map(this.look(where).map((one) => [one.key, JSON.stringify(one)]));
    await act();
    return this.look(where).filter((one) => before.get(one.key) !== JSON.stringify(one));
  }

  /** Labels of the buttons under the newest message that has any. */
  buttons(where: Where): string[] {
    return this.look(where).findLast((one) => one.buttons.length > 0)?.buttons ?? [];
  }

  /** What everybody sees at the end, for comparing two tellings; also checks what must always hold. */
  async finish(): Promise<Record<string, Omit<Seen, "key">[]>> {
    await this.#wire.inspect();
    for (const person of this.#people.values()) {
      const [first] = this.seen(person);
      assert.match(first ?? NOTICE, new RegExp(NOTICE), `${person.name} was spoken to before the notice`);
    }
    const places: Where[] = [...this.#groups, ...this.#people.values()];
    return Object.fromEntries(
      places.map((where) => [
        typeof where === "string" ? where : where.name,
        this.look(where).map(({ text, buttons, pictures }) => ({ text, buttons, pictures })),
      ]),
    );
  }

  #newest(where: Where, fits: (seen: Seen) => boolean, what: string): Seen {
    const found = this.look(where).findLast(fits);
    const name = typeof where === "string" ? where : where.name;
    assert.ok(found, `${name} sees no ${what}, but:\n${this.all(where)}`);
    return found;
  }

  /** Copies come in both ways in turn: right behind the first, and after it was answered. */
  async #deliver(act: () => Promise<Again | undefined>): Promise<void> {
    const again = await act();
    const when = this.#count++ % 2 === 0 ? "at once" : "late";
    if (this.#twice && when === "at once") await again?.(when);
    await this.#wire.settle();
    if (!this.#twice || when === "at once") return;
    await again?.(when);
    await this.#wire.settle();
  }
}
