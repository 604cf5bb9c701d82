/** What everybody says: reporters one case after another, volunteers one sign-up, secretaries a call-out each. */
import type { Address, Message, Place } from "#bot";
import { PLATFORMS, platformOf, type Stage } from "./cast.ts";
import type { Chance } from "./chance.ts";

/** A case by the one word that no other case holds. */
export interface Case {
  token: string;
  /** What the platform calls the photo that came with it. */
  photo?: Address;
}

export interface Person {
  address: Address;
  /** In the order in which they are said; the next one once the last one was acknowledged. */
  lines: Message[];
  cases: Case[];
  /** The call-out that they sign up for. */
  code?: string;
  /** How many new messages each chat owes them in the end, edits of living cards left out. */
  owed: Map<Address, number>;
}

type Said = Partial<Pick<Message, "text" | "place" | "files">>;

/** Without vowels: no pinyin and no word of any command. Never so many digits in a row that they look like a number. */
const LETTERS = "bcdfghjkmnpqrtvwxz23456789";
/** So many that no two complaints are alike enough to be taken for one. */
export const TOKEN_LETTERS = 24;
/** Metres apart, far beyond what two reports of one hazard may be: a hundredth of a degree is about a kilometre. */
const GRID = 0.01;
const DAY_MS = 86_400_000;

let messages = 0;

function say(from: Address, chat: Address, { text = "", place, files = [] }: Said): Message {
  messages += 1;
  const message: Message = {
    id: `${platformOf(from)}:m${messages}`,
    chat,
    from,
    name: "",
    addressed: true,
    text,
    files,
    at: new Date().toISOString(),
  };
  return place ? { ...message, place } : message;
}

/** `n` people with `each` cases: hazards with and without a photo, signed and confidential complaints, suggestions. */
export function reporters(chance: Chance, n: number, each: number): Person[] {
  return Array.from({ length: n }, (_, i) => {
    const address: Address = `${PLATFORMS[i % PLATFORMS.length] ?? "plain"}:reporter${i + 1}`;
    const told = Array.from({ length: each }, (_, k) => aCase(chance, address, i * each + k));
    const lines = told.flatMap(({ said }) => said.map((one) => say(address, address, one)));
    // One answer a message, and the notice before the first.
    const owed = new Map([[address, lines.length + 1]]);
    return { address, lines, cases: told.map(({ told }) => told), owed };
  });
}

function aCase(chance: Chance, from: Address, index: number): { told: Case; said: Said[] } {
  const token = Array.from({ length: TOKEN_LETTERS }, () => LETTERS[chance.integer(LETTERS.length)]).join("");
  const submit = { text: "提交" };
  switch (chance.integer(5)) {
    case 0:
    case 1: {
      const ref: Address = `${platformOf(from)}:photo-${token}`;
      const said = [
        { text: `随手拍 ${token} 路灯不亮` },
        { place: spot(index) },
        { files: [{ kind: "image" as const, ref }] },
      ];
      return { told: { token, photo: ref }, said };
    }
    case 2:
      return { told: { token }, said: [{ text: `随手拍 ${token} 路面有坑` }, { place: spot(index) }, submit] };
    case 3: {
      const naming = { text: chance.once(2) ? "实名" : "保密" };
      return { told: { token }, said: [{ text: `投诉 ${token} 扣了我钱` }, { text: "跳过" }, naming, submit] };
    }
    default:
      return { told: { token }, said: [{ text: `建议 ${token} 多设充电柜` }, submit] };
  }
}

function spot(index: number): Place {
  return { lat: 30 + (index % 100) * GRID, lon: 104 + Math.floor(index / 100) * GRID, datum: "gcj02" };
}

/** `n` people who sign up in one call-out's group or privately. `codes`: of each stage, in order. */
export function volunteers(chance: Chance, n: number, cast: Stage[], codes: string[]): Person[] {
  return Array.from({ length: n }, (_, i) => {
    const at = chance.integer(cast.length);
    const group = cast[at]?.group ?? "plain:nowhere";
    const code = codes[at] ?? "";
    const address: Address = `${platformOf(group)}:volunteer${i + 1}`;
    const openly = chance.once(2);
    // The notice and the details privately; whoever spoke in the group has a line there as well.
    const owed = new Map<Address, number>([[address, 2]]);
    if (openly) owed.set(group, 1);
    return {
      address,
      lines: [say(address, openly ? group : address, { text: `报名 ${code}` })],
      cases: [],
      code,
      owed,
    };
  });
}

/** The secretaries, with everything that 招募 asks for. */
export function secretaries(cast: Stage[]): Person[] {
  const day = new Date(Date.now() + 20 * DAY_MS).toISOString().slice(0, 10);
  return cast.map(({ secretary, capacity }, i) => {
    const answers = [`${day} 08:00-10:00`, `东街${i + 1}号`, `${capacity}`, "路口车多，戴头盔", "无", "发布"];
    const lines = [`招募 第${i + 1}场送考`, ...answers].map((text) => say(secretary, secretary, { text }));
    return { address: secretary, lines, cases: [], owed: new Map([[secretary, lines.length + 1]]) };
  });
}
