/** One question to the Bot API with everything that the answer tells: result, status, clock. grammY hides the headers. */
import { z } from "zod";
import type { Settings } from "./settings.ts";

const PATIENCE_MS = 10_000;

export interface Asked<T> {
  result?: T;
  status?: number;
  /** Why there is no result, without address and token. */
  why: string;
  /** The group's new number, when it has one. */
  movedTo?: number;
  /** Epoch ms, by Telegram's clock. */
  date?: number;
}

const refusal = z.object({ parameters: z.object({ migrate_to_chat_id: z.number() }) });

/** Never throws; `result` is there when Telegram said ok and the answer has the right shape. */
export async function ask<T>(
  { apiRoot, token }: Settings,
  method: string,
  body: object,
  schema: z.ZodType<T>,
): Promise<Asked<T>> {
  try {
    const response = await fetch(`${apiRoot}/bot${token}/${method}`, {
      method: "POST",
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { connection: "close", "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const date = Date.parse(response.headers.get("date") ?? "");
    const seen = { status: response.status, why: `HTTP ${response.status}`, ...(date > 0 && { date }) };
    const answer: unknown = await response.json().catch(() => undefined);
    const parsed = z.object({ ok: z.literal(true), result: schema }).safeParse(answer);
    if (parsed.success) return { ...seen, result: parsed.data.result };
    const moved = refusal.safeParse(answer).data?.parameters.migrate_to_chat_id;
    return moved === undefined ? seen : { ...seen, movedTo: moved };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "timeout";
    return { why: code };
  }
}
