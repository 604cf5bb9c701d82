/**
 * A pretend OpenAI-compatible endpoint: `POST /v1/chat/completions`, `/v1/embeddings`, `/v1/rerank` and `GET /v1/models`,
 * faults on order.
 * Shapes as in ANSWERS.md §3 (error bodies, finish reasons, 200 pages of proxies), over a real socket on 127.0.0.1.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type EmbeddingDesk, embeddingDesk } from "./embeddings.ts";
import { type RerankDesk, rerankDesk } from "./rerank.ts";

/** What happens to one call on its way; the fields combine (`delayMs` with anything). */
export interface Way {
  delayMs?: number;
  /** The socket is cut in the middle of the body. */
  cut?: true;
  /** Headers never come. */
  silent?: true;
  /** The body never ends. */
  endless?: true;
  /** The body comes a few bytes at a time, with this pause between them. */
  dripMs?: number;
  /** Server-sent events, as they stand, whether or not they were asked for; the last may break off. */
  events?: string[];
  status?: number;
  headers?: Record<string, string>;
  error?: { message: string; type?: string; param?: string; code?: string };
  /** A body as it stands, with its content type. */
  raw?: { type: string; body: string };
}

/** What is answered to one chat call. */
export interface Step extends Way {
  /** The message's content; an object is written as JSON. */
  say?: string | object;
  finish?: "stop" | "length" | "content_filter";
  refusal?: string;
  /** Content is empty, the answer stands here (vLLM). */
  reasoning?: string;
  toolCall?: string;
}

export interface Call {
  headers: IncomingMessage["headers"];
  body: {
    model?: string;
    messages?: { role: string; content: string }[];
    response_format?: { type: string };
    [more: string]: unknown;
  };
}

export interface FakeModel {
  baseURL: string;
  /** Every chat call, in order, as it arrived. */
  calls: Call[];
  /** Queued, one a call; when none is left, `always` answers. */
  script(...steps: Step[]): void;
  /** Answers every call for which no step is queued; may look at the call. */
  always(step: Step | ((call: Call) => Step)): void;
  /** Forgets calls and queued steps, those of the other desks too. */
  clear(): void;
  embeddings: EmbeddingDesk;
  rerank: RerankDesk;
  stop(): Promise<void>;
}

export async function fakeModel(): Promise<FakeModel> {
  const calls: Call[] = [];
  const queue: Step[] = [];
  let otherwise: (call: Call) => Step = () => ({ say: {} });
  const embeddings = embeddingDesk();
  const rerank = rerankDesk();

  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === "/v1/models")
      return json(response, 200, { object: "list", data: [{ id: "fake", object: "model" }] });
    const known = ["/v1/chat/completions", "/v1/embeddings", "/v1/rerank"].includes(request.url ?? "");
    if (!known || request.method !== "POST") return json(response, 404, { error: { message: "no such path" } });
    let text = "";
    for await (const chunk of request) text += chunk;
    if (request.url !== "/v1/chat/completions") {
      const desk = request.url === "/v1/rerank" ? rerank : embeddings;
      const { way, body } = desk.answer({ headers: request.headers, body: JSON.parse(text) });
      return deliver(way, body, response);
    }
    const call: Call = { headers: request.headers, body: JSON.parse(text) };
    calls.push(call);
    await play(queue.shift() ?? otherwise(call), call, response);
  }

  return {
    baseURL: `http://127.0.0.1:${port}/v1`,
    calls,
    embeddings,
    rerank,
    script: (...steps) => void queue.push(...steps),
    always(step) {
      otherwise = typeof step === "function" ? step : () => step;
    },
    clear() {
      calls.length = 0;
      queue.length = 0;
      embeddings.clear();
      rerank.clear();
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function play(step: Step, call: Call, response: ServerResponse): Promise<void> {
  return deliver(step, completion(step, call), response);
}

async function deliver(step: Way, body: object, response: ServerResponse): Promise<void> {
  if (step.delayMs) await new Promise((resolve) => setTimeout(resolve, step.delayMs));
  if (step.silent) return;
  for (const [name, value] of Object.entries(step.headers ?? {})) response.setHeader(name, value);
  if (step.events) {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const event of step.events) response.write(event);
    if (step.cut) response.destroy();
    else response.end();
    return;
  }
  if (step.raw) {
    response.writeHead(step.status ?? 200, { "content-type": step.raw.type });
    response.end(step.raw.body);
    return;
  }
  if (step.error || (step.status ?? 200) >= 400) {
    return json(response, step.status ?? 500, {
      error: { type: "error", param: null, code: null, message: "scripted", ...step.error },
    });
  }
  const whole = JSON.stringify(body);
  response.writeHead(200, { "content-type": "application/json" });
  if (step.dripMs !== undefined) {
    let at = 0;
    const drip = setInterval(() => {
      if (response.destroyed || at >= whole.length) {
        clearInterval(drip);
        response.end();
      } else response.write(whole.slice(at, at + 4));
      at += 4;
    }, step.dripMs);
    response.on("close", () => clearInterval(drip));
  } else if (step.cut) {
    response.write(whole.slice(0, whole.length / 2), () => response.destroy());
  } else if (step.endless) {
    response.write(whole.slice(0, -1));
    const more = () => {
      if (!response.destroyed) response.write(" ".repeat(65_536), more);
    };
    more();
  } else {
    response.end(whole);
  }
}

function completion(step: Step, call: Call): object {
  const said = typeof step.say === "object" ? JSON.stringify(step.say) : (step.say ?? "");
  const message = {
    role: "assistant",
    content: step.reasoning || step.toolCall || step.refusal ? null : said,
    refusal: step.refusal ?? null,
    ...(step.reasoning ? { reasoning_content: step.reasoning } : {}),
    ...(step.toolCall
      ? { tool_calls: [{ id: "call_1", type: "function", function: { name: step.toolCall, arguments: "{}" } }] }
      : {}),
  };
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1_764_000_000,
    model: call.body.model,
    choices: [{ index: 0, message, finish_reason: step.toolCall ? "tool_calls" : (step.finish ?? "stop") }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json", "x-request-id": "req_1" });
  response.end(JSON.stringify(body));
}
