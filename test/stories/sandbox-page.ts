/** What the sandbox's page does, over HTTP: the routes served on loopback, and their calls. */
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import type { State } from "../../adapters/sandbox/wire.ts";
import { loopback } from "../emulators/wire/loopback.ts";

export interface SandboxPage {
  state(): Promise<State>;
  /** Throws with the page's own words when it is refused. */
  post<T = Record<string, unknown>>(path: string, body: object | Uint8Array): Promise<T>;
  /** A file by the address that a line of the chat gives. */
  file(url: string): Promise<Buffer>;
  close(): Promise<void>;
}

export async function sandboxPage(routes: Hono): Promise<SandboxPage> {
  const app = new Hono().route("/sandbox", routes);
  const listener = getRequestListener(app.fetch);
  const http = await loopback((request, response) => listener(request, response));
  const base = `${http.url}/sandbox/`;

  async function asked(path: string, init: RequestInit = {}): Promise<Response> {
    const answer = await fetch(new URL(path, base), init);
    if (answer.status !== 200) throw new Error(`the page answered ${answer.status}: ${await answer.text()}`);
    return answer;
  }

  return {
    state: async () => (await asked("api/state")).json() as Promise<State>,
    async post<T>(path: string, body: object | Uint8Array) {
      const raw = body instanceof Uint8Array;
      const headers = { "content-type": raw ? "application/octet-stream" : "application/json", origin: http.url };
      const sent = raw ? new Uint8Array(body) : JSON.stringify(body);
      const answer = await asked(`api/${path}`, { method: "POST", headers, body: sent });
      return (await answer.json()) as T;
    },
    file: async (url) => Buffer.from(await (await asked(url)).arrayBuffer()),
    close: http.close,
  };
}
