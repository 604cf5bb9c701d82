import type { Traits } from "#bot";

export const traits: Traits = {
  buttons: true,
  mentions: true,
  /** A person must have started the bot: 403 otherwise. The way in is the start link. */
  coldDirect: false,
  groupPhotos: true,
  /**
   * What fits one message in any script: 4096 UTF-16 units (Bot API), which pure ASCII reaches at 4096 bytes and
   * 汉字 only at 12,288. A longer text is shown in several messages, cut by the adapter itself.
   */
  textBytes: 4096,
  /** The Bot API has no idempotency key. */
  idempotentForMs: 0,
  /**
   * core.telegram.org/bots/faq#my-bot-is-hitting-limits: one a second in a chat, twenty a minute in a group, thirty a
   * second in all. Inexact by design, so a 429 and its retry_after have the last word.
   */
  limits: [
    { per: "app", n: 30, ms: 1_000 },
    { per: "chat", n: 1, ms: 1_000 },
    { per: "chat", n: 20, ms: 60_000 },
    { per: "person", n: 1, ms: 1_000 },
  ],
};
