/** One named promise of the contract, and how it is tried. */
import type { Traits } from "#bot";
import type { Stage } from "./stage.ts";

export interface Check {
  name: string;
  /** Traits that are proved when this passes. */
  proves?: (keyof Traits)[];
  /** Rejects when the promise is broken; throws NotClaimed when it was not made. */
  run(stage: Stage): Promise<void>;
}
