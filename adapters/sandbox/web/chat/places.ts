/** A few places to send in a demo. Coordinates are GCJ-02, as phones in China give them; the town is made up. */
import type { Place } from "#bot";

export const places: readonly (Place & { label: string })[] = [
  { label: "东街驿站", lat: 35.5812, lon: 104.6271, datum: "gcj02" },
  { label: "人民路小学门口", lat: 35.5779, lon: 104.6218, datum: "gcj02" },
  { label: "幸福小区 3 号楼", lat: 35.5841, lon: 104.6335, datum: "gcj02" },
  { label: "中心广场", lat: 35.5796, lon: 104.6263, datum: "gcj02" },
];
