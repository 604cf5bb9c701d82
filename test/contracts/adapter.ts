/** The contract suite: every adapter passes it through its emulator. Written once, against `Bench` alone. */
import type { Traits } from "#bot";
import type { Bench, Platform } from "./bench.ts";
import type { Check } from "./check.ts";
import { failing } from "./checks/failing.ts";
import { hearing } from "./checks/hearing.ts";
import { saying } from "./checks/saying.ts";
import { showing } from "./checks/showing.ts";
import { storing } from "./checks/storing.ts";
import { traits } from "./checks/traits.ts";
import { NotClaimed, onStage } from "./stage.ts";

/** In the order of the table. */
export const suite: readonly Check[] = [...hearing, ...storing, ...saying, ...showing, ...failing, ...traits];

export interface Result {
  check: Check;
  /** "left out": the adapter does not claim it, or the platform has no such thing. */
  verdict: "passed" | "left out" | "failed";
  why: string;
}

export interface Report {
  name: string;
  results: Result[];
  passed: number;
  failed: number;
  /** What becomes of every trait: claimed and proved, claimed without proof, or not claimed. */
  traits: Record<keyof Traits, "proved" | "unproved" | "not claimed">;
}

export async function tryCheck(open: () => Promise<Bench>, check: Check): Promise<Result> {
  try {
    await onStage(open, (stage) => check.run(stage));
    return { check, verdict: "passed", why: "" };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { check, verdict: error instanceof NotClaimed ? "left out" : "failed", why };
  }
}

/** Every check on a bench of its own, one after the other. */
export async function runSuite({ name, open }: Platform): Promise<Report> {
  const bench = await open();
  const claimed = bench.adapter.traits;
  await bench.close();
  const results: Result[] = [];
  for (const check of suite) results.push(await tryCheck(open, check));
  const count = (verdict: Result["verdict"]) => results.filter((one) => one.verdict === verdict).length;
  const proof = (trait: keyof Traits) => {
    // No limits claimed is a claim too: that there are none.
    if (!claimed[trait]) return "not claimed";
    const proofs = results.filter(({ check, verdict }) => check.proves?.includes(trait) && verdict !== "left out");
    return proofs.length > 0 && proofs.every((one) => one.verdict === "passed") ? "proved" : "unproved";
  };
  const names = Object.keys(claimed) as (keyof Traits)[];
  return {
    name,
    results,
    passed: count("passed"),
    failed: count("failed"),
    traits: Object.fromEntries(names.map((trait) => [trait, proof(trait)])) as Report["traits"],
  };
}
