/** The sandbox's cast gets its unit, roles and groups once, on fresh data: a demonstration needs a secretary. */
import { chats, personas } from "../adapters/sandbox/cast.ts";
import type { App } from "./app.ts";

/** Does nothing once any unit exists: what people changed stays changed. */
export async function seedSandbox(app: App): Promise<void> {
  if ((await app.directory.units()).length > 0) return;
  const known = await Promise.all(
    personas.map(async (persona) => ({ persona, member: await app.directory.of(persona.address, persona.name) })),
  );
  await app.database.unit(async (tx) => {
    for (const { persona, member } of known) {
      const unit = persona.unit ? await app.directory.makeUnit(tx, persona.unit) : undefined;
      await app.directory.appoint(tx, member.id, persona.role, unit?.id);
    }
    for (const chat of chats) {
      const unit = await app.directory.makeUnit(tx, chat.unit);
      await app.directory.bind(tx, chat.address, unit.id, chat.purpose, "");
    }
  });
}
