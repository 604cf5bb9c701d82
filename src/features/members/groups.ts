/** Groups: the bot comes in, a secretary binds it to a unit, and it leaves at a word. */
import { z } from "zod";
import { type Answer, type Bot, type Kit, type Turn, type Unit, UserError } from "#bot";
import type { Directory } from "./directory.ts";
import type { zh } from "./words.ts";

const HANDLERS = /[\s　]*(承办群?|handlers)$/;
const pending = z.object({ unit: z.string(), handlers: z.boolean() });

export function groups(bot: Bot, kit: Kit, members: Directory, words: typeof zh): void {
  const confirmNew = bot.dialog("members.newUnit", pending, async (turn, state) => {
    if (turn.message.text.trim() !== words.bindNewYes) return undefined;
    await mayBind(turn);
    return async (tx) => {
      const unit = await members.makeUnit(tx, state.unit, turn.by.unit?.id);
      return bound(tx, turn, unit, state.handlers);
    };
  });

  bot.command(
    { name: "members.bind", words: ["绑定本群 …"], examples: [], about: words.about.bind, role: "secretary" },
    async (turn) => {
      const { message } = turn;
      if (message.chat === message.from) throw new UserError(words.bindGroupOnly);
      const handlers = HANDLERS.test(turn.rest);
      const name = turn.rest.replace(HANDLERS, "").trim();
      if (name === "" || name.length > 30) throw new UserError(words.bindHow);
      await mayBind(turn);
      const unit = await members.unit(name);
      if (!unit) {
        const next = confirmNew({ unit: name, handlers });
        return { text: words.bindNew(name), buttons: [{ label: words.bindNewYes, says: words.bindNewYes }], next };
      }
      if (!(await members.may(turn.by, "secretary", unit.id))) throw new UserError(words.notYourUnit(name));
      return async (tx) => bound(tx, turn, unit, handlers);
    },
  );

  bot.command(
    { name: "members.unbind", words: ["解绑本群"], examples: [], about: words.about.unbind, role: "secretary" },
    async (turn): Promise<Answer> => {
      const group = await members.groupOf(turn.message.chat);
      if (!group) return { text: words.unboundNone };
      await mayBind(turn);
      return async (tx) => {
        await members.unbind(tx, group.chat);
        return { text: words.unbound };
      };
    },
  );

  bot.event("added", async () => ({ text: words.added(kit.settings.orgName) }));
  bot.event("removed", async ({ message }) => async (tx) => {
    await members.unbind(tx, message.chat);
    return undefined;
  });
  bot.event("moved", async ({ message }) => {
    const group = await members.groupOf(message.chat);
    const to = message.text as typeof message.chat;
    return async (tx) => {
      if (!group) return undefined;
      await members.unbind(tx, message.chat);
      await members.bind(tx, to, group.unit.id, group.purpose, "moved");
      return undefined;
    };
  });

  /** A group that belongs to somebody else's unit is theirs to bind anew. */
  async function mayBind(turn: Turn): Promise<void> {
    const group = await members.groupOf(turn.message.chat);
    if (group && !(await members.may(turn.by, "secretary", group.unit.id)))
      throw new UserError(words.notYourUnit(group.unit.name));
  }

  async function bound(tx: Parameters<Directory["bind"]>[0], turn: Turn, unit: Unit, handlers: boolean) {
    await members.bind(tx, turn.message.chat, unit.id, handlers ? "handlers" : "members", turn.by.id);
    return { text: handlers ? words.boundHandlers(unit.name) : words.bound(unit.name, kit.settings.orgName) };
  }
}
