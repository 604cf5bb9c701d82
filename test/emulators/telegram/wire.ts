/** The Bot API over HTTP: addresses, bodies and error objects as the platform has them. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { formParts, readBody } from "../wire/body.ts";
import { type Answer, answer, type Faults } from "../wire/faults.ts";
import { methods, type Platform } from "./methods.ts";
import { ApiError, type Call } from "./types.ts";

export interface Served {
  platform: Platform;
  token: string;
  faults: Faults;
  /** Told of every call that succeeded, before the answer leaves. */
  done(call: Call, result: unknown): void;
  /** Told of every call that came in. */
  asked(method: string): void;
}

/** Answers one request; getUpdates is held as long as the client asks. */
export async function serve(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const [, file, token, rest = ""] = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(pathname) ?? [];
  const body = await readBody(request);
  if (token !== served.token) return answer(response, undefined, () => failure(new ApiError(401, "Unauthorized")));
  if (file) return answer(response, served.faults.take("file"), () => download(served.platform, decodeURI(rest)));
  served.asked(rest);
  await answer(response, served.faults.take(rest), async () => {
    try {
      const call: Call = { method: rest, ...carried(body, request.headers["content-type"] ?? "") };
      const method = methods[rest];
      if (!method) throw new ApiError(404, "Not Found: method not found");
      const result = await method(served.platform, call);
      served.done(call, result);
      return { status: 200, body: { ok: true, result } };
    } catch (error) {
      if (error instanceof ApiError) return failure(error);
      throw error;
    }
  });
}

function failure({ code, message, parameters }: ApiError): Answer {
  return {
    status: code,
    body: { ok: false, error_code: code, description: message, ...(parameters && { parameters }) },
  };
}

function download({ world }: Platform, path: string): Answer {
  const file = [...world.files.values()].find((one) => one.path === path);
  if (!file) return failure(new ApiError(404, "Not Found"));
  return { status: 200, body: file.bytes, type: "application/octet-stream" };
}

function carried(body: Buffer, type: string): Omit<Call, "method"> {
  const files: Call["files"] = new Map();
  if (!type.startsWith("multipart/")) return { body: body.length > 0 ? JSON.parse(body.toString("utf8")) : {}, files };
  const fields: Record<string, unknown> = {};
  for (const part of formParts(body, type)) {
    if (part.filename === undefined) fields[part.name] = part.bytes.toString("utf8");
    else files.set(part.name, { bytes: part.bytes, name: part.filename });
  }
  return { body: fields, files };
}
