/** A reranker as the house's `Reranker`: `POST {base}/rerank`, as Jina, SiliconFlow, Xinference and vLLM speak it. */
import { z } from "zod";
import type { Log, Reranker } from "#bot";
import { boundedFetch } from "./bounded-fetch.ts";
import { breaker } from "./breaker.ts";
import type { Endpoint } from "./client.ts";
import { mask } from "./mask.ts";

/** `baseURL` with its version: "https://api.siliconflow.cn/v1". */
export type RerankEndpoint = Required<Endpoint>;

/** The share of an answer's time that it may take: without it the order stays as it is. */
const SHARE = 1 / 8;
/** Scores of thirty texts are 2 kB; servers that send the texts back as well stay far below. */
const MOST_BYTES = 1_000_000;
const Reply = z.object({ results: z.array(z.object({ index: z.int(), relevance_score: z.number() })) });

/** Opens nothing. Neither the log nor any error holds what was asked, read or answered. */
export function openReranker(config: RerankEndpoint, log: Log, now: () => number): Reranker {
  const health = breaker(now);
  const url = `${config.baseURL.replace(/\/+$/, "")}/rerank`;

  /** The scores, or in a word why there are none. */
  async function score(query: string, documents: readonly string[]): Promise<(number | undefined)[] | string> {
    const signal = AbortSignal.timeout(Math.ceil(config.deadlineMs * SHARE));
    try {
      const request = {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(config.apiKey ? { authorization: `Bearer ${config.apiKey}` } : {}),
        },
        body: JSON.stringify({ model: config.model, query, documents, top_n: documents.length }),
        signal,
      };
      const response = await boundedFetch(url, request, MOST_BYTES);
      if (!response.ok) {
        await response.body?.cancel();
        return String(response.status);
      }
      return scoresIn(await response.json(), documents.length);
    } catch (error) {
      if (signal.aborted) return "too slow";
      return error instanceof SyntaxError ? "broken json" : "no connection";
    }
  }

  return {
    async relevance(question, texts) {
      if (texts.length === 0 || !health.open()) return undefined;
      const start = performance.now();
      const scores = await score(mask(question), texts);
      if (typeof scores !== "string") {
        health.worked();
        return scores;
      }
      health.failed();
      const ms = Math.round(performance.now() - start);
      log.warn({ model: config.model, why: scores, ms }, "what was found was not reranked");
      return undefined;
    },
  };
}

/** By the documents' places. A place that does not exist, or comes twice, spoils all: it may mean any of them. */
function scoresIn(reply: unknown, n: number): (number | undefined)[] | string {
  const read = Reply.safeParse(reply);
  if (!read.success) return "no scores";
  const out: (number | undefined)[] = new Array(n).fill(undefined);
  for (const { index, relevance_score: score } of read.data.results) {
    if (index < 0 || index >= n || out[index] !== undefined) return "wrong order";
    out[index] = score;
  }
  return out.some((score) => score !== undefined) ? out : "no scores";
}
