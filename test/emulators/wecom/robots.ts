/** The webhook of group robots: POST /cgi-bin/webhook/send?key=…, HTTP 200 with an errcode. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "../wire/body.ts";
import { type Answer, answer, type Faults } from "../wire/faults.ts";
import type { Limits } from "./limits.ts";
import { Refusal } from "./refusal.ts";
import { shownByRobot } from "./show.ts";
import type { World } from "./world.ts";

export function robots(world: World, limits: Limits, faults: Faults) {
  function say(key: string, text: string): Answer {
    try {
      const to = world.robots.get(key);
      if (!to) throw new Refusal(93000, "invalid webhook url");
      const shown = shownByRobot(JSON.parse(text) as Record<string, unknown>);
      limits.countRobot(key);
      world.sent.push({ id: `s${world.next()}`, to, via: "robot", ...shown, edits: [], at: world.now() });
      world.changed();
      return { status: 200, body: { errcode: 0, errmsg: "ok" } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: 200, body: { errcode: error.code, errmsg: error.message } };
    }
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = (await readBody(request)).toString();
    const key = new URL(request.url ?? "", "http://localhost").searchParams.get("key") ?? "";
    await answer(response, faults.take("webhook"), () => say(key, text));
  };
}
