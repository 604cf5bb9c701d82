/** A directory in which everybody is known and nobody holds a role: what the real one costs is measured elsewhere. */
import type { Address, Member, Members } from "#bot";
import type { openCore } from "../src/bot/core.ts";
import { zh } from "../src/bot/words.ts";

function strangers(): Members {
  const of = async (address: Address): Promise<Member> => ({
    id: address,
    address,
    name: "",
    role: "member",
    met: true,
  });
  return { of, find: of, behind: async () => new Map(), staff: async () => [] } as unknown as Members;
}

/** What a core needs besides a database, a clock, a registry and adapters, with nobody and nothing behind it. */
export const bare = {
  members: strangers(),
  words: zh,
  timeZone: "Asia/Shanghai",
  examples: () => [],
  emergency: () => undefined,
  likely: async () => ({ names: [], sure: false }),
  greet: async () => new Map(),
} satisfies Partial<Parameters<typeof openCore>[0]>;
