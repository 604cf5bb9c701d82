import type { Traits } from "#bot";
import type { Settings } from "./settings.ts";

/** What DingTalk can do for us; buttons stand and fall with a card template. */
export function traitsOf({ cardTemplate }: Settings): Traits {
  return {
    /** Buttons that answer exist only in cards made from a template that was published beforehand. */
    buttons: cardTemplate !== undefined,
    /** In answers, and in cards; the interface for pushes to groups has no mentions. */
    mentions: true,
    /** robot/oToMessages/batchSend reaches everybody of the organisation who may use the app. */
    coldDirect: true,
    /** A picture that comes with a mention of the bot, as every word here must. */
    groupPhotos: true,
    textBytes: 4_000, // weigh.ts says why
    /** No interface promises it; what a second card under the same outTrackId does is not written anywhere. */
    idempotentForMs: 0,
    limits: [
      // Standard edition: 20 calls a second of each interface (professional 40, exclusive 60).
      { per: "app", n: 20, ms: 1_000 },
      // Answers go through a robot's web hook: the 21st in a minute silences it for ten minutes.
      { per: "chat", n: 20, ms: 60_000 },
      { per: "person", n: 20, ms: 60_000 },
    ],
  };
}
