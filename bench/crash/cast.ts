/** Who plays: two platforms, a handlers' group, and for each call-out a unit, its group and its secretary. */
import type { Address } from "#bot";

/** `plain` shows the same key twice if it is sent twice; `keyed` promises to show it once, as some platforms do. */
export const PLATFORMS = ["plain", "keyed"] as const;
export type PlatformName = (typeof PLATFORMS)[number];

export interface Stage {
  unit: string;
  group: Address;
  secretary: Address;
  /** How many its call-out takes. */
  capacity: number;
}

export const HANDLERS = { unit: "平台党委", group: "plain:handlers" as Address };

/** `n` call-outs with room for `seats` people altogether, on both platforms by turns. */
export function stages(n: number, seats: number): Stage[] {
  return Array.from({ length: n }, (_, i) => {
    const platform = PLATFORMS[i % PLATFORMS.length] ?? "plain";
    return {
      unit: `第${i + 1}支部`,
      group: `${platform}:group${i + 1}`,
      secretary: `${platform}:secretary${i + 1}`,
      capacity: Math.floor(seats / n) + (i < seats % n ? 1 : 0),
    };
  });
}

export function platformOf(address: string): string {
  return address.slice(0, address.indexOf(":"));
}
