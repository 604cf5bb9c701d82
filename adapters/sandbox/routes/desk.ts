/** What every route needs, and the two things all of them do: read a checked body, and refuse in plain words. */
import type { Context } from "hono";
import type { z } from "zod";
import type { Hearing } from "../hub/hear.ts";
import type { Hub } from "../hub/hub.ts";
import type { zh } from "../words.ts";

export interface Desk {
  hub: Hub;
  hearing: Hearing;
  words: typeof zh;
}

type Refusal = 400 | 403 | 404 | 409 | 413;

/** `{"error": "…"}`: the sentence is shown to the person as it is. */
export function refuse(c: Context, status: Refusal, error: string): Response {
  return c.json({ error }, status);
}

/** The JSON body, or undefined when it is not what the schema says. */
export async function body<T>(c: Context, schema: z.ZodType<T>): Promise<T | undefined> {
  // A form can be sent from any page without asking; JSON cannot.
  if (!c.req.header("content-type")?.startsWith("application/json")) return undefined;
  const parsed = schema.safeParse(await c.req.json().catch(() => undefined));
  return parsed.success ? parsed.data : undefined;
}
