/** How the page reaches a file: people's own from memory, the bot's from the house. */
import type { FileRef } from "#bot";
import type { ShownFile } from "../wire.ts";

export function shownFile({ kind, ref, name, bytes }: FileRef): ShownFile {
  const id = ref.slice(ref.indexOf(":") + 1);
  return {
    kind,
    url: `api/files/${encodeURIComponent(id)}`,
    ...(name !== undefined && { name }),
    ...(bytes !== undefined && { bytes }),
  };
}
