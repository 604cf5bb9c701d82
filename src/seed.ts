/** What the sandbox needs of the process: its cast in their roles, and its page. */
import type { Log } from "#bot";
import { chats, personas } from "../adapters/sandbox/cast.ts";
import { buildPage } from "../adapters/sandbox/page.ts";
import type { App } from "./app.ts";

/** The page is built in the background: the server is up at once, and says so until the page is there. */
export async function prepareSandbox(app: App, log: Log): Promise<void> {
  void buildPage(log).catch(() => log.warn({}, "the sandbox page could not be built"));
  await seedCast(app);
}

/** The cast gets its unit, roles and groups once, on fresh data: what people changed stays changed. */
async function seedCast(app: App): Promise<void> {
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
