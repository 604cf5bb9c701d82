/** Why a file was not taken; `words` in ../words-*.ts say each to people, with its remedy. */
export const FAULTS = [
  "missing",
  "unreadable",
  "empty",
  "large",
  "damaged",
  "encrypted",
  "scanned",
  "fonts",
  "bomb",
  "nested",
  "slip",
  "entity",
  "cells",
  "pages",
  "deep",
  "macro",
  "old-office",
  "program",
  "picture",
  "archive",
  "unknown",
  "misnamed",
  "sidecar",
  "slow",
  "memory",
] as const;

export type FaultCode = (typeof FAULTS)[number];

/** Thrown while a file is read; never carries words of the file. */
export class Fault extends Error {
  override name = "Fault";
  readonly code: FaultCode;
  constructor(code: FaultCode) {
    super(code);
    this.code = code;
  }
}
