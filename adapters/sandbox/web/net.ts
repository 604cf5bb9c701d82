/** Talking to the server of this page. The address is the one it is built for and served under. */
export const BASE = "/sandbox/";

/** A refusal whose message is meant for the person. */
export class Refused extends Error {}

export async function post<T>(path: string, body: unknown): Promise<T> {
  const raw = body instanceof Blob;
  const answer = await fetch(`${BASE}api/${path}`, {
    method: "POST",
    headers: { "Content-Type": raw ? "application/octet-stream" : "application/json" },
    body: raw ? body : JSON.stringify(body),
  });
  const said: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw new Refused(errorOf(said));
  return said as T;
}

export async function get<T>(path: string): Promise<T> {
  const answer = await fetch(`${BASE}api/${path}`);
  if (!answer.ok) throw new Refused("");
  return (await answer.json()) as T;
}

function errorOf(said: unknown): string {
  if (said && typeof said === "object" && "error" in said && typeof said.error === "string") return said.error;
  return "";
}
