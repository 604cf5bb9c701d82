/** What arrives: checked, turned into a message, handed on. The response goes back when this is done. */
import { setTimeout as sleep } from "node:timers/promises";
import type { House, Message } from "#bot";
import { lanes } from "../kit/lanes.ts";
import type { Underway } from "../kit/underway.ts";
import { readPress } from "./card.ts";
import { cardPress, type Envelope, parsed, robotMessage } from "./frames.ts";
import type { Known } from "./known.ts";
import type { Hear } from "./link.ts";
import type { Settings } from "./settings.ts";
import type { Shelf } from "./shelf.ts";
import { pressedMessage, toMessage } from "./toMessage.ts";

const ROBOT = "/v1.0/im/bot/messages/get";
const CARD = "/v1.0/card/instances/callback";
/** DingTalk does not send a robot's message again (protocol.md), so what could not be stored is tried again here. */
const STORE_PAUSES_MS = [200, 800, 2_000, 5_000, 10_000];

export interface Parts {
  settings: Settings;
  house: House;
  known: Known;
  shelf: Shelf;
  underway: Underway;
  /** True while people of the own organisation come without a number. */
  nameless(is: boolean): void;
  stopping: AbortSignal;
}

/** Answers frames; the same frame twice is handed on twice, under one id. */
export function listener(parts: Parts, receive: (message: Message) => Promise<void>): Hear {
  const { settings, house, known, shelf, stopping } = parts;
  const inOrder = lanes();

  /** Resolves when it is stored for good. */
  async function store(message: Message): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await receive(message);
      } catch (error) {
        const pause = STORE_PAUSES_MS[tries];
        house.log.warn({ error: (error as Error)?.name, tries: tries + 1 }, "dingtalk: a message could not be stored");
        if (pause === undefined || stopping.aborted) throw error;
        // The machine's clock: a database that is busy comes back by that one.
        await sleep(pause, undefined, { signal: stopping });
      }
    }
  }

  async function heard(frame: Envelope): Promise<void> {
    const { data, error } = robotMessage.safeParse(parsed(frame.data));
    if (!data) {
      const where = error.issues.map((issue) => issue.path.join(".")).join(" ");
      house.log.warn({ topic: ROBOT, where }, "dingtalk: a message of unknown shape");
      return;
    }
    const message = toMessage(data, { nameOf: known.nameOf, now: house.now() });
    if (!message) {
      house.log.info({ type: data.msgtype.slice(0, 40) }, "dingtalk: a message that says nothing to us");
      return;
    }
    if (message.addressed) known.learn(data, message); // of what is not said to the bot nothing is kept
    const ours = !data.senderCorpId || !data.chatbotCorpId || data.senderCorpId === data.chatbotCorpId;
    if (ours) parts.nameless(!data.senderStaffId);
    await inOrder(`${message.chat} ${message.from}`, () => store(message));
  }

  async function pressed(frame: Envelope): Promise<void> {
    const { data: press } = cardPress.safeParse(parsed(frame.data));
    if (!press) return house.log.warn({ topic: CARD }, "dingtalk: a tap of unknown shape");
    await inOrder(`${press.outTrackId} ${press.userId}`, async () => {
      const shown = await shelf.find(press.outTrackId).catch(() => undefined);
      const read = readPress(press, shown, settings.clientSecret);
      if (!read) return house.log.warn({ topic: CARD }, "dingtalk: a tap on a card that nobody remembers");
      const { userId } = press;
      const now = Number(frame.headers.time) || house.now(); // DingTalk writes it as a string
      const pushId = frame.headers.messageId ?? `${press.outTrackId}:${now}`;
      await store(
        pressedMessage({ pushId, userId, ...read, card: shown?.id ?? press.outTrackId, now }, known.nameOf(userId)),
      );
    });
  }

  /** What goes back once it is stored; a failure says so, in case the platform sends it again after all. */
  async function answered(frame: Envelope, work: Promise<void>, data: object): Promise<object> {
    return work.then(
      () => response(frame, 200, "OK", data),
      () => response(frame, 500, "internal error", { response: null }),
    );
  }

  return async (frame) => {
    if (stopping.aborted) return undefined;
    const { type, headers } = frame;
    // We live on no event, but what is not acknowledged comes again.
    if (type === "EVENT") return response(frame, 200, "OK", { status: "SUCCESS", message: "success" });
    if (type !== "CALLBACK") {
      house.log.warn({ type: type.slice(0, 40) }, "dingtalk: a frame of unknown type");
      return undefined;
    }
    if (headers.topic === ROBOT) return parts.underway.track(answered(frame, heard(frame), { response: null }));
    // The card stays as it is; what the tap leads to comes through the outbox.
    const unchanged = {
      response: { cardUpdateOptions: { updateCardDataByKey: true }, cardData: { cardParamMap: {} } },
    };
    if (headers.topic === CARD) return parts.underway.track(answered(frame, pressed(frame), unchanged));
    return response(frame, 404, "topic not found", { response: null });
  };
}

function response({ headers }: Envelope, code: number, message: string, data: object): object {
  const { messageId } = headers;
  return { code, headers: { contentType: "application/json", messageId }, message, data: JSON.stringify(data) };
}
