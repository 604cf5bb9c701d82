/** Saying and pressing: what people do all day. */
import { Hono } from "hono";
import { z } from "zod";
import type { Address, FileRef } from "#bot";
import { bot } from "../cast.ts";
import { shownFile } from "../hub/shownFile.ts";
import { wordsBehind } from "../numbered.ts";
import { toMessage } from "../toMessage.ts";
import { body, type Desk, refuse } from "./desk.ts";

const Id = z.string().min(1).max(80);
export const SandboxAddress = z.templateLiteral(["sandbox:", z.string().min(1).max(60)]);
const Place = z.object({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  datum: z.enum(["wgs84", "gcj02"]),
  label: z.string().max(80).optional(),
});
const Say = z.object({
  as: SandboxAddress,
  chat: SandboxAddress,
  text: z.string().max(4000),
  files: z.array(Id).max(9).default([]),
  place: Place.optional(),
  replyTo: Id.optional(),
  /** Arrives so much later than it was said. */
  lateMs: z.number().int().min(0).max(600_000).default(0),
  /** The platform being imitated: where it has no buttons, a number stands for one. */
  profile: z.string().max(20).optional(),
});
const Press = z.object({ as: SandboxAddress, on: Id, says: z.string().min(1).max(48) });

export function speakRoutes({ hub, hearing, words }: Desk): Hono {
  const { world, transcript } = hub;
  const routes = new Hono();

  routes.post("/say", async (c) => {
    const asked = await body(c, Say);
    const from = asked && world.person(asked.as);
    if (!asked || !from) return refuse(c, 400, words.badRequest);
    const { chat, text, replyTo } = asked;
    if (!world.sees(from, chat)) return refuse(c, 403, words.notHere);
    if (!text.trim() && !asked.files.length && !asked.place) return refuse(c, 400, words.badRequest);
    const files = asked.files.map((id) => fileRef(id, hub.pictures.get(id)));
    if (files.includes(undefined)) return refuse(c, 409, words.fileGone);
    const kept = files.filter((file) => file !== undefined);

    const quoted = replyTo === undefined ? undefined : transcript.get(replyTo);
    const to = quoted?.chat === chat ? quoted : undefined;
    const id = hub.id();
    const at = hub.at();
    const place = asked.place && withoutUndefined(asked.place);
    const message = toMessage(
      { kind: "spoken", id, chat, from, text, files: kept, ...(place && { place }), ...(to && { to }), at },
      world.people(),
    );
    const on = to ?? transcript.latest(chat, (line) => line.from === bot.address && !!line.buttons);
    const meant = message.addressed ? wordsBehind(asked.profile, message.text, on) : undefined;
    transcript.add({
      id,
      chat,
      from: from.address,
      kind: "said",
      text,
      at,
      addressed: message.addressed,
      ...(kept.length > 0 && { files: kept.map(shownFile) }),
      ...(place && { place }),
      ...(to && { replyTo: to.id }),
    });
    // A bot that was taken out of a group hears nothing of it, as everywhere.
    if (!world.botIn(chat)) return c.json({ id, heard: false });
    const heard = { kind: "spoken" as const, message: meant === undefined ? message : { ...message, text: meant } };
    if (asked.lateMs > 0) {
      hearing.late(heard, asked.lateMs);
      return c.json({ id, heard: false });
    }
    return c.json({ id, heard: await hearing.hear(heard) });
  });

  routes.post("/press", async (c) => {
    const asked = await body(c, Press);
    const from = asked && world.person(asked.as);
    if (!asked || !from) return refuse(c, 400, words.badRequest);
    const on = transcript.get(asked.on);
    if (!on || !world.sees(from, on.chat)) return refuse(c, 403, words.notHere);
    const button = on.buttons?.find(({ says }) => says === asked.says);
    if (!button) return refuse(c, 409, words.buttonGone);
    const { chat } = on;
    const id = hub.id();
    const at = hub.at();
    const text = words.pressed(from.name, button.label);
    transcript.add({ id, chat, from: from.address, kind: "pressed", text, at });
    if (!world.botIn(chat)) return c.json({ id, heard: false });
    const message = toMessage({ kind: "pressed", id, chat, from, says: button.says, on, at }, world.people());
    return c.json({ id, heard: await hearing.hear({ kind: "pressed", message }) });
  });

  return routes;
}

type Kept = { type: string | undefined; name: string | undefined; bytes: Uint8Array };

function fileRef(id: string, file: Kept | undefined): FileRef | undefined {
  if (!file) return undefined;
  return {
    kind: file.type ? "image" : "file",
    ref: `sandbox:${id}` satisfies Address,
    ...(file.name !== undefined && { name: file.name }),
    bytes: file.bytes.length,
  };
}

function withoutUndefined({ label, ...point }: z.infer<typeof Place>) {
  return { ...point, ...(label !== undefined && { label }) };
}
