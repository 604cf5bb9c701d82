/** What the bench needs of a platform: an emulator that counts as the platform does, with many groups in it. */
import type { Address } from "#bot";
import type { Limit } from "./least.ts";

export interface Stage {
  /** Where the bot finds it, as in `.env`. */
  variables: Record<string, string>;
  groups: Address[];
  /** A bot is on its line, where it has one. */
  connected(): Promise<unknown>;
  /** What each group was shown, in order; by the platform's own ids. */
  shown(): { to: Address; at: number }[];
  /** How often the platform said "too fast". */
  limitErrors(): number;
  close(): Promise<void>;
}

export interface Platform {
  name: string;
  /** The limits of all groups together that make the least time. */
  limits: Limit[];
  /** Where they are from, for the table. */
  source: string;
  /** How much faster than the machine's the clock of the bot and the emulator goes. */
  speed: number;
  /** The folder that the bot is started in: where optional packages are looked for. Left out: the repository. */
  cwd?: string;
  open(count: number, now: () => number): Promise<Stage>;
}
