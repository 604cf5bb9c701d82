/**
 * The platforms and everybody on them. A person's next message goes out only once the last one was acknowledged; people
 * talk side by side. What was not acknowledged when the bot died is delivered again, and some of the rest as well.
 */
import type { Message } from "#bot";
import type { Chance } from "./chance.ts";
import type { Life } from "./life.ts";
import type { Person } from "./people.ts";
import type { Shown, Up } from "./wire.ts";

/** How many people talk at the same time. */
const SIDE_BY_SIDE = 40;
/** One in so many messages is delivered again although it was acknowledged. */
const AGAIN = 5;
/** One in so many arrives twice in the same moment. */
const TWICE = 10;
/** A message that the bot could not store is delivered again after this long. */
const FAILED_MS = 200;

interface Talking {
  person: Person;
  next: number;
}

export class Crowd {
  /** Message ids by the moment at which they were first said, and acknowledged: positions in one order of events. */
  readonly said = new Map<string, number>();
  readonly acked = new Map<string, number>();
  /** Everything that chats were shown, in order. */
  readonly shown: Shown[] = [];
  redelivered = 0;
  failed = 0;
  readonly #chance: Chance;
  readonly #waiting: Person[] = [];
  readonly #talking = new Map<string, Talking>();
  /** To be delivered again after the next restart. */
  #later: Message[] = [];
  #life: Life | undefined;
  #moment = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** These people want to talk; they do as soon as there is room and the bot is there. */
  add(people: Person[]): void {
    this.#waiting.push(...people);
    this.#fill();
  }

  /** True when everybody was acknowledged everything that they had to say. */
  get quiet(): boolean {
    return this.#waiting.length === 0 && this.#talking.size === 0;
  }

  /** The bot is there: what it did not acknowledge to us is delivered again. */
  connect(life: Life): void {
    this.#life = life;
    for (const message of this.#later.splice(0)) this.#again(message);
    for (const talking of this.#talking.values()) this.#say(talking);
    this.#fill();
  }

  /** The bot is gone. */
  disconnect(): void {
    this.#life = undefined;
  }

  hear(line: Up): void {
    if ("shown" in line) this.shown.push(line.shown);
    else if ("ack" in line) this.#acked(line.ack);
    else if ("failed" in line) this.#failed(line.failed);
  }

  #acked(id: string): void {
    if (!this.acked.has(id)) this.acked.set(id, this.#moment++);
    const talking = this.#talking.get(id);
    const message = talking?.person.lines[talking.next];
    if (!talking || !message) return;
    this.#talking.delete(id);
    if (this.#chance.once(AGAIN)) {
      if (this.#chance.once(2)) this.#again(message);
      else this.#later.push(message);
    }
    talking.next += 1;
    if (talking.next < talking.person.lines.length) this.#begin(talking);
    this.#fill();
  }

  #failed(id: string): void {
    this.failed += 1;
    setTimeout(() => {
      const talking = this.#talking.get(id);
      if (talking) this.#say(talking);
    }, FAILED_MS);
  }

  #fill(): void {
    while (this.#life && this.#talking.size < SIDE_BY_SIDE) {
      const person = this.#waiting.shift();
      if (!person) return;
      this.#begin({ person, next: 0 });
    }
  }

  #begin(talking: Talking): void {
    const message = talking.person.lines[talking.next];
    if (!message) return;
    this.#talking.set(message.id, talking);
    this.#say(talking);
  }

  #say({ person, next }: Talking): void {
    const message = person.lines[next];
    if (!message || !this.#life) return;
    if (this.said.has(message.id)) this.redelivered += 1;
    else this.said.set(message.id, this.#moment++);
    this.#life.tell({ hear: message });
    if (this.#chance.once(TWICE)) this.#again(message);
  }

  /** A copy of what was acknowledged already. */
  #again(message: Message): void {
    if (!this.#life) {
      this.#later.push(message);
      return;
    }
    this.redelivered += 1;
    this.#life.tell({ hear: message });
  }
}
