/** What a wish's dialog waits for. Plain data, so that it outlives restarts. */
import { z } from "zod";

/** Words to pass on, how it was done; `text`: words that hold a number or a name, about which the person was asked. */
export const wishAskShape = z.object({ no: z.string(), word: z.enum(["捎话", "心愿办好"]), text: z.string() });
export type WishAsk = z.infer<typeof wishAskShape>;
