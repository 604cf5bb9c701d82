/** What goes wrong and what changes on real platforms, at the push of a button. */
import { Hono } from "hono";
import { z } from "zod";
import { bot } from "../cast.ts";
import { toMessage } from "../toMessage.ts";
import type { Person, Room } from "../wire.ts";
import { body, type Desk, refuse } from "./desk.ts";
import { SandboxAddress } from "./speak.ts";

const Fault = z.object({ fault: z.enum(["not-sent", "unknown", "refused"]).nullable() });
const Named = z.object({ as: SandboxAddress, name: z.string().trim().min(1).max(20) });
const BotMove = z.object({ as: SandboxAddress, chat: SandboxAddress, present: z.boolean() });
const MemberMove = z.object({ chat: SandboxAddress, who: SandboxAddress, present: z.boolean() });

/** Enough to try anything, few enough to stay readable. */
const MOST = 30;

export function simulateRoutes({ hub, hearing, words }: Desk): Hono {
  const { world } = hub;
  const routes = new Hono();

  const note = (chat: Room["address"], from: Person["address"], text: string) =>
    hub.transcript.add({ id: hub.id(), chat, from, kind: "note", text, at: hub.at() });

  const moveBot = (room: Room, from: Person, present: boolean) => {
    world.setBot(room, present);
    note(room.address, bot.address, present ? words.joined(bot.name) : words.left(bot.name));
    const event = present ? ("added" as const) : ("removed" as const);
    const moved = { kind: "moved" as const, id: hub.id(), chat: room.address, from, event, at: hub.at() };
    return hearing.hear({ kind: "moved", message: toMessage(moved, []) });
  };

  /** The message that the bot got last, once more. */
  routes.post("/redeliver", async (c) => {
    const last = hub.heard.at(-1);
    return last ? c.json({ heard: await hearing.again(last.message) }) : refuse(c, 409, words.nothingYet);
  });

  /** The next thing the bot sends or edits fails in this way, once. */
  routes.post("/fault", async (c) => {
    const asked = await body(c, Fault);
    if (!asked) return refuse(c, 400, words.badRequest);
    hub.setFault(asked.fault ?? undefined);
    return c.json({ fault: asked.fault });
  });

  /** A new group with everybody in it; then the bot is brought in, so that it can greet. */
  routes.post("/rooms", async (c) => {
    const asked = await body(c, Named);
    const from = asked && world.person(asked.as);
    if (!asked || !from) return refuse(c, 400, words.badRequest);
    if (world.rooms().length >= MOST) return refuse(c, 409, words.roomFull);
    const room = world.addRoom(asked.name);
    await moveBot(room, from, true);
    return c.json({ address: room.address });
  });

  routes.post("/people", async (c) => {
    const asked = await body(c, Named);
    if (!asked) return refuse(c, 400, words.badRequest);
    if (world.people().length >= MOST) return refuse(c, 409, words.roomFull);
    const person = world.addPerson(asked.name);
    if (!person) return refuse(c, 409, words.nameTaken);
    // A newcomer is put in the first group, where the others are.
    const first = world.rooms()[0];
    if (first) {
      world.setMember(first, person, true);
      note(first.address, person.address, words.joined(person.name));
    }
    return c.json({ address: person.address });
  });

  routes.post("/bot", async (c) => {
    const asked = await body(c, BotMove);
    const from = asked && world.person(asked.as);
    const room = asked && world.room(asked.chat);
    if (!asked || !from || !room) return refuse(c, 400, words.badRequest);
    if (room.bot !== asked.present) await moveBot(room, from, asked.present);
    return c.json({ present: asked.present });
  });

  routes.post("/members", async (c) => {
    const asked = await body(c, MemberMove);
    const person = asked && world.person(asked.who);
    const room = asked && world.room(asked.chat);
    if (!asked || !person || !room) return refuse(c, 400, words.badRequest);
    if (room.members.includes(person.address) !== asked.present) {
      world.setMember(room, person, asked.present);
      note(room.address, person.address, (asked.present ? words.joined : words.left)(person.name));
    }
    return c.json({ present: asked.present });
  });

  routes.post("/reset", (c) => {
    hub.reset();
    return c.json({});
  });

  return routes;
}
