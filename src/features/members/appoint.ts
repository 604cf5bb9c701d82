/** 任命: who holds which role in which unit. Nobody gives more than they have, nor beyond their own unit. */
import { type Address, type Bot, type Member, type Role, type Turn, UserError } from "#bot";
import type { Directory } from "./directory.ts";
import { addressesOf } from "./store-links.ts";
import type { zh } from "./words.ts";

const ROLE_WORDS: Record<string, Role> = {
  成员: "member",
  member: "member",
  承办人: "handler",
  承办: "handler",
  handler: "handler",
  书记: "secretary",
  secretary: "secretary",
  管理员: "admin",
  admin: "admin",
};

/** "[@王师傅](sandbox:wang) 承办人 东街" or "@wang handler 东街", taken apart; undefined when it is neither. */
export function readAppointment(rest: string): { who: string; role: Role; unit: string } | undefined {
  const found =
    /^(\[@?[^\]]*\]\([^)\s]+\)|@?[^\s@[\]()]+)\s*(成员|承办人|承办|书记|管理员|member|handler|secretary|admin)\s*(\S*)$/i.exec(
      rest.trim(),
    );
  if (!found) return undefined;
  const [, who = "", word = "", unit = ""] = found;
  const role = ROLE_WORDS[word.toLowerCase()];
  return role ? { who, role, unit } : undefined;
}

export function appoint(bot: Bot, members: Directory, words: typeof zh): void {
  bot.command(
    { name: "members.appoint", words: ["任命 …"], examples: [], about: words.about.appoint, role: "secretary" },
    async (turn) => {
      const asked = readAppointment(turn.rest);
      if (!asked) throw new UserError(words.appointHow);
      if (asked.role === "admin" && !(turn.by.role === "admin" && !turn.by.unit))
        throw new UserError(words.appointTooHigh);
      const person = await whoIs(turn, asked.who);
      if (!person) throw new UserError(words.appointWho);
      const unit = asked.unit === "" ? turn.by.unit : await members.unit(asked.unit);
      if (asked.unit !== "" && !unit) throw new UserError(words.appointUnit(asked.unit));
      if (!unit && asked.role !== "admin" && asked.role !== "member") throw new UserError(words.appointHow);
      const reach = await members.may(turn.by, "secretary", unit?.id);
      const theirs = person.unit === undefined || (await members.may(turn.by, "secretary", person.unit.id));
      if (!reach || !theirs) throw new UserError(words.notYourUnit(unit?.name ?? person.unit?.name ?? ""));
      return async (tx) => {
        await members.appoint(tx, person.id, asked.role, unit?.id);
        const said = { text: words.appointed(person.name, asked.role, unit?.name) };
        // A role reaches every address that is linked by then: its holder is reminded of how many those are.
        const accounts = (await addressesOf(tx, person.id)).length;
        const linked = accounts > 1 && asked.role !== "member" ? [words.appointedLinked(accounts)] : [];
        const text = [words.appointedYou(asked.role, unit?.name), ...linked].join("\n");
        return [said, { to: person.address, text }];
      };
    },
  );

  /** By the address behind a mention, by an id, or by a name that only one person has. */
  async function whoIs(turn: Turn, who: string): Promise<Member | undefined> {
    const [, name = "", link] = /^\[@?([^\]]*)\]\(([^)\s]+)\)$/.exec(who) ?? [];
    if (link) {
      // The mention's name fills an empty one; nobody is renamed by another's words.
      const known = await members.of(link as Address);
      return known.name ? known : members.of(link as Address, name);
    }
    const adapter = turn.message.from.slice(0, turn.message.from.indexOf(":"));
    const called = who.replace(/^@/, "");
    return (await members.find(`${adapter}:${called}`)) ?? members.named(adapter, called);
  }
}
