import type { Document } from "./document.ts";
import type { Passage } from "./passage.ts";

/** One passage with the document it stands in: whose `front` tells the days on which these very words hold. */
export interface Entry {
  document: Document;
  passage: Passage;
}
