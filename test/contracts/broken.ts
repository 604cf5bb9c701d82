/** Adapters broken on purpose, one promise each: a suite that lets one of them pass proves nothing. */
import type { Platform } from "./bench.ts";
import { sandboxBench } from "./benches/sandbox.ts";
import { lying } from "./faults/claiming.ts";
import { deaf } from "./faults/hearing.ts";
import { garbled } from "./faults/saying.ts";
import type { Fault } from "./faults/ways.ts";

/** A platform with its adapter broken in this way. */
export function broken(fault: Fault): Platform {
  const { name, open } = fault.on ?? sandboxBench;
  return {
    name: `${name}: ${fault.name}`,
    async open() {
      const bench = await open();
      return { ...bench, adapter: { ...bench.adapter, ...fault.breaks(bench.adapter) } };
    },
  };
}

export const faults: readonly Fault[] = [...deaf, ...garbled, ...lying];
