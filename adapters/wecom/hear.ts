/** What arrives: checked, turned into a message, its files brought in, handed on. */
import type { House, Message } from "#bot";
import { lanes } from "../kit/lanes.ts";
import type { Attachments } from "./attachments.ts";
import { callback } from "./frames.ts";
import type { Places } from "./places.ts";
import type { Presses } from "./presses.ts";
import { type Heard, toMessage } from "./toMessage.ts";

/** The platform never sends anything again: while the store is away, a message waits here, a minute in all. */
const STORE_PAUSES_MS = [200, 1_000, 4_000, 15_000, 40_000];
const MOST_NAMES = 5;

export interface HearParts {
  house: House;
  attachments: Attachments;
  places: Places;
  presses: Presses;
  /** WECOM_BOT_NAME: then nothing is learnt. */
  botName: string | undefined;
  signal: AbortSignal;
}

/** Returns what to do with each frame; it never rejects. */
export function listener(parts: HearParts, receive: (message: Message) => Promise<void>) {
  const { house, attachments, places, presses, botName, signal } = parts;
  const inOrder = lanes();
  const names = new Set(botName ? [botName] : []);

  function learn(name: string): void {
    if (botName || names.has(name)) return;
    names.add(name);
    const [oldest] = names;
    if (names.size > MOST_NAMES && oldest !== undefined) names.delete(oldest);
  }

  function read(raw: unknown): Heard | undefined {
    const { data: frame, error } = callback.safeParse(raw);
    if (frame) return toMessage(frame, { names, now: house.now() });
    const where = error.issues.map((issue) => issue.path.join(".")).join(" ");
    if (!isEvent(raw)) house.log.warn({ where }, "wecom: a message of unknown shape");
    return undefined;
  }

  async function handOn({ message, media }: Heard): Promise<void> {
    const files = await Promise.all(
      message.files.map((file, at) => {
        const secret = media[at];
        return secret ? attachments.bring(file, secret) : file;
      }),
    );
    await store({ ...message, files });
  }

  async function store(message: Message): Promise<void> {
    for (const pause of [...STORE_PAUSES_MS, undefined]) {
      try {
        return await receive(message);
      } catch (error) {
        house.log.warn({ message: message.id, error: (error as Error).name }, "wecom: a message could not be stored");
        if (pause === undefined || signal.aborted) break;
        await house.wait(pause, signal);
      }
    }
    house.log.error({ message: message.id }, "wecom: a message is lost, the store did not take it");
  }

  return async (raw: unknown): Promise<void> => {
    try {
      const heard = read(raw);
      if (!heard) return;
      // At once, not in its turn: the time to answer a press runs.
      if (heard.press) presses.note(heard.press.task, heard.press.reqId);
      if (heard.name) learn(heard.name);
      places.heard(heard.message);
      // Fetching a picture must not let the next words of the same person overtake it.
      await inOrder(`${heard.message.chat} ${heard.message.from}`, () => handOn(heard));
    } catch (error) {
      house.log.error({ error: (error as Error).name }, "wecom: a frame could not be read");
    }
  };
}

/** Events are many and most say nothing to us; some, like the kick, do not even name a person. */
function isEvent(raw: unknown): boolean {
  return (raw as { cmd?: unknown } | undefined)?.cmd === "aibot_event_callback";
}
