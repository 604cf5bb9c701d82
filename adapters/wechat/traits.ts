import type { Traits } from "#bot";

/**
 * Of one message. What WeChat takes is not written anywhere; people report cuts from about 2,000 characters on, so that a
 * piece of ours stays well under that in Chinese.
 */
export const TEXT_BYTES = 4_000;

/** What a personal WeChat account can do for us, at a pace that a patient person could keep. */
export const TRAITS: Traits = {
  buttons: false,
  mentions: true,
  /** Friends only, and a friend has written first. */
  coldDirect: false,
  /** Sent just before its sender calls the bot: a picture itself can carry no mention. */
  groupPhotos: true,
  textBytes: TEXT_BYTES,
  idempotentForMs: 0,
  /**
   * Nobody has published WeChat's figures (「发送消息过于频繁」, and bans without a word). These are ours, deliberately
   * slow: a push to sixty groups takes four minutes.
   */
  limits: [
    { per: "app", n: 1, ms: 1_500 },
    { per: "app", n: 15, ms: 60_000 },
    { per: "chat", n: 6, ms: 60_000 },
    { per: "person", n: 8, ms: 60_000 },
  ],
};
