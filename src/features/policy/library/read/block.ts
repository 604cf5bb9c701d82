/** What a reader finds in a file, in reading order. */
export type Block =
  | { kind: "heading"; depth: number; text: string; page?: number }
  | { kind: "text"; text: string; page?: number }
  | { kind: "table"; rows: string[][]; headed?: boolean; page?: number };

/** A file read, whatever its format: what every reader returns. */
export interface Reading {
  blocks: Block[];
  /** Why it may not be published. */
  flags: string[];
  /** What a person should know; it may be published. */
  notes: string[];
  /** What the file's own properties say; only a proposal. */
  said: { title?: string; date?: string; issuer?: string };
}

/** Hidden words worth a warning: two Han characters, or a word of Latin letters; a stray dot is none. */
export function matters(hidden: string): boolean {
  return /\p{Script=Han}[\s\S]{0,3}\p{Script=Han}|[a-z]{4}/iu.test(hidden);
}
