import type { Log } from "#bot";

/** A log that is read afterwards: each line as it would be written. */
export function noted(): { lines: string[]; log: Log } {
  const lines: string[] = [];
  const note = (fields: object, message: string) => void lines.push(`${JSON.stringify(fields)} ${message}`);
  return { lines, log: { info: note, warn: note, error: note } };
}
