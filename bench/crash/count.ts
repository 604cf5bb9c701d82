/** Compares what was said and seen with what is kept. Every number is counted, none is known beforehand. */
import { countCases } from "./count-cases.ts";
import { countSaid } from "./count-said.ts";
import { countSeats } from "./count-seats.ts";
import type { Ledger } from "./ledger.ts";
import type { Story } from "./storm.ts";

/** A sentence and how often it was so. */
export type Finding = [what: string, times: number];

export interface Findings {
  lost: Finding[];
  duplicated: Finding[];
  outOfOrder: Finding[];
  overCapacity: Finding[];
}

/** What went wrong. */
export function count(story: Story, ledger: Ledger): Findings {
  const parts = [countCases(story, ledger), countSeats(story, ledger), countSaid(story, ledger)];
  const all = (key: keyof Findings) => parts.flatMap((part) => part[key] ?? []);
  return {
    lost: all("lost"),
    duplicated: all("duplicated"),
    outOfOrder: all("outOfOrder"),
    overCapacity: all("overCapacity"),
  };
}

export function sum(findings: Finding[]): number {
  return findings.reduce((total, [, times]) => total + times, 0);
}
