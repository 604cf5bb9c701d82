/** Questions to Feishu for `doctor`: whatever the answer, its body and the platform's clock. Changes nothing. */
import type { Settings } from "./settings.ts";

export type Json = Record<string, unknown>;

export interface Asker {
  /** The body of the answer, also of a refusal; undefined when there is none. */
  ask(method: "GET" | "POST", path: string, data?: object): Promise<Json | undefined>;
  /** From now on asks with this token. */
  use(token: string): void;
  /** By the last Date header, epoch ms. */
  date(): number | undefined;
  close(): void;
}

export async function asker({ domain }: Settings): Promise<Asker> {
  const { httpFor } = await import("./http.ts");
  const end = new AbortController();
  const http = httpFor(domain, end.signal);
  const headers: Json = {};
  let date: number | undefined;
  return {
    async ask(method, path, data) {
      const options = { method, url: domain + path, headers, $return_headers: true, ...(data && { data }) };
      try {
        const answer = (await http.request(options)) as unknown as { data: Json; headers: Json };
        date = Date.parse(String(answer.headers.date)) || date;
        return answer.data;
      } catch (error) {
        return (error as { response?: { data?: Json } }).response?.data;
      }
    },
    use(token) {
      headers.Authorization = `Bearer ${token}`;
    },
    date: () => date,
    close: () => end.abort(),
  };
}
