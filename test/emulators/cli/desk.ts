/** An emulator as the command line holds it: the same few moves on every platform. */

/** One message of the bot, as people see it now. */
export interface Line {
  id: string;
  /** The name of a group or a person. */
  to: string;
  text: string;
  buttons: string[];
  /** Bytes of what is attached. */
  files: number[];
  /** Taken back. */
  gone: boolean;
}

export interface Desk {
  /** What a bot sets to speak to this emulator. */
  variables: Record<string, string>;
  /** `group` left out: directly. Groups and people exist by being named. */
  say(person: string, group: string | undefined, words: string, mention: boolean): void;
  /** Taps the newest button with this label; throws when there is none. */
  press(person: string, group: string | undefined, label: string): void;
  /** The platform's own id of a group or a person. */
  idOf(name: string, group: boolean): string;
  /** Everything of the bot's so far, oldest first. */
  lines(): Line[];
  /** The next send meets this. */
  fail: Record<"refused" | "limited" | "drop", () => void>;
  close(): Promise<void>;
}

/** The newest of `lines` in this place that has the button. */
export function newest<T>(lines: readonly T[], has: (line: T) => boolean, label: string): T {
  const found = lines.findLast(has);
  if (!found) throw new Error(`there is no button 「${label}」`);
  return found;
}
