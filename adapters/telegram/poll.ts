/** Long polling that confirms an update only after it is stored. */
import { type Api, GrammyError } from "grammy";
import type { Update } from "grammy/types";
import type { House } from "#bot";
import type { Signal } from "./connection.ts";
import { type Ear, type Line, WANTED } from "./line.ts";
import { reason, retryAfter } from "./outcome.ts";
import { pauseMs } from "./pause.ts";
import type { Words } from "./words.ts";

/** The platform holds an empty poll so long; under the client's 30 s. */
const HOLD_S = 25;
/** A server that does not hold empty polls is asked at this pace instead of as fast as it answers. */
const UNHELD_MS = 250;
/** After a week without updates their numbers start anew (Bot API, Update.update_id): an old offset would hide them. */
const NUMBERS_RENEWED_MS = 6 * 24 * 3_600_000;

/** Takes updates strictly in order, one after the other: what is not stored is never passed over. */
export function poll(api: Api, house: House, ear: Ear, words: Words): Line {
  let next: number | undefined; // the first update not yet stored
  let confirmed: number | undefined;
  let last = house.now();

  async function ask(hold: number, signal: AbortSignal): Promise<Update[]> {
    if (house.now() - last > NUMBERS_RENEWED_MS) next = undefined;
    const offset = next;
    const wanted = { timeout: hold, allowed_updates: WANTED, ...(offset !== undefined && { offset }) };
    const updates = await api.getUpdates(wanted, signal as Signal).catch((error) => {
      ear.trouble(isConflict(error) ? words.conflict : reason(error));
      throw error;
    });
    ear.trouble(undefined);
    confirmed = offset;
    return updates;
  }

  async function round(hold: number, signal: AbortSignal): Promise<void> {
    const asked = performance.now();
    const updates = await ask(hold, signal);
    if (updates.length > 0) last = house.now();
    else if (hold > 0 && performance.now() - asked < UNHELD_MS) await house.wait(UNHELD_MS, signal);
    for (const heard of ear.read(updates)) {
      if (signal.aborted) return;
      if (heard.message) await ear.receive(heard.message);
      next = heard.id + 1;
      ear.after(heard);
    }
  }

  async function run(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      try {
        // After a failure an empty answer at once, to know soon that all is well again.
        await round(failures > 0 ? 0 : HOLD_S, signal);
        if (failures > 0) house.log.info({ adapter: "telegram", failures }, "polling goes well again");
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        const ms = Math.max(pauseMs(failures++), retryAfter(error) ?? 0);
        house.log.warn({ adapter: "telegram", failures, ms, why: reason(error) }, "polling failed: trying again");
        await freeFromWebhook(error);
        await house.wait(ms, signal);
      }
    }
  }

  /** A webhook left over from elsewhere blocks polling for good; its waiting updates are kept. */
  async function freeFromWebhook(error: unknown): Promise<void> {
    if (!isConflict(error) || !/webhook/i.test(error.description)) return;
    const removed = await api.deleteWebhook().catch(() => false);
    house.log.warn({ adapter: "telegram", removed }, "a webhook was set for this bot, polling replaces it");
  }

  async function confirm(signal: AbortSignal): Promise<void> {
    if (next === undefined || next === confirmed) return;
    await api.getUpdates({ offset: next, limit: 1, timeout: 0 }, signal as Signal).catch(() => {});
  }

  return { run, confirm };
}

/** Somebody else hears for this bot: a webhook, or another program that polls with the same token. */
function isConflict(error: unknown): error is GrammyError {
  return error instanceof GrammyError && error.error_code === 409;
}
