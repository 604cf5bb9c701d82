/** `POST /v1/rerank` as Jina, SiliconFlow, vLLM and Xinference speak it, with what may go wrong. */
import type { Way } from "./index.ts";
import { type Queue, queueOf, type Sent } from "./queue.ts";

export interface RerankBody {
  model: string;
  query: string;
  documents: string[];
  top_n?: number;
}

export interface RerankStep extends Way {
  /** How well a document answers; left out: the more characters of the question stand in it, the better. */
  relevance?: (document: string, query: string) => number;
  /** Only the best so many, whatever was asked for. */
  top?: number;
  /** Every `index` is this. */
  index?: number;
  /** The scores are words. */
  words?: true;
}

export interface RerankDesk extends Queue<RerankBody, RerankStep> {
  answer(call: Sent<RerankBody>): { way: Way; body: object };
}

export function rerankDesk(): RerankDesk {
  const queue = queueOf<RerankBody, RerankStep>({});
  return {
    ...queue,
    answer(call) {
      const step = queue.next(call);
      const { query, documents, top_n = documents.length, model } = call.body;
      const relevance = step.relevance ?? shared;
      const results = documents
        .map((text, index) => ({ index: step.index ?? index, relevance_score: relevance(text, query), text }))
        .sort((a, b) => b.relevance_score - a.relevance_score)
        .slice(0, step.top ?? top_n)
        .map(({ index, relevance_score: score, text }) => ({
          index,
          relevance_score: step.words ? "high" : score,
          document: { text },
        }));
      return { way: step, body: { id: "rerank-1", model, results, usage: { total_tokens: documents.length } } };
    },
  };
}

function shared(document: string, query: string): number {
  const said = [...new Set(query)];
  return said.filter((char) => document.includes(char)).length / (said.length || 1);
}
