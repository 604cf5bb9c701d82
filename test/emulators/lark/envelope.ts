/** An event as it travels, by either way. */
import type { World } from "./world.ts";

/** JSON of the schema 2.0; `token` is the Verification Token, empty on the long connection. */
export function envelope(world: World, app: string, type: string, event: object, eventId: string, token = ""): string {
  const micro = type.startsWith("card."); // card callbacks count microseconds, events milliseconds
  const create_time = String(world.now() * (micro ? 1000 : 1));
  const header = { event_id: eventId, event_type: type, create_time, token, app_id: app, tenant_key: "tenant" };
  return JSON.stringify({ schema: "2.0", header, event });
}
