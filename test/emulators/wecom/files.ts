/** Encrypted files behind addresses that are good for five minutes. */
import { createCipheriv, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Answer, answer, type Faults } from "../wire/faults.ts";
import type { Picture } from "./speak.ts";

const GOOD_FOR_MS = 5 * 60_000;
const BLOCK = 32;

export interface Files {
  /** Puts a file up; returns what the frame says of it. */
  offer(picture: Picture, name?: string): { url: string; aeskey: string };
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** How often files were asked for. */
  asked(): number;
}

export function fileHost(base: () => string, now: () => number, faults: Faults): Files {
  const held = new Map<string, { picture: Picture; name?: string; coded: Buffer; until: number }>();
  let asked = 0;

  function found(id: string): Answer {
    const file = held.get(id);
    if (!file || now() > file.until) return { status: 403, body: "<Error><Code>AccessDenied</Code></Error>" };
    const coded = file.coded.subarray(0, file.coded.length - (file.picture.cutOff ?? 0));
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(file.name ?? "image.jpg")}`;
    return {
      status: 200,
      body: coded,
      type: "application/octet-stream",
      headers: { "content-disposition": disposition },
    };
  }

  return {
    asked: () => asked,
    offer(picture, name) {
      const key = randomBytes(32);
      const id = randomBytes(8).toString("hex");
      const coded = encrypted(Buffer.from(picture.bytes), key);
      held.set(id, { picture, ...(name && { name }), coded, until: now() + GOOD_FOR_MS });
      return { url: `${base()}/media/${id}`, aeskey: key.toString("base64") };
    },
    async serve(request, response) {
      asked += 1;
      const id = (request.url ?? "").slice("/media/".length);
      const { picture } = held.get(id) ?? {};
      const fault =
        faults.take("media") ?? (picture?.slowMs ? { kind: "late" as const, ms: picture.slowMs } : undefined);
      if (!picture?.chunked) return answer(response, fault, () => found(id));
      const { status, body, headers } = found(id);
      response.writeHead(status, headers); // no length: in pieces
      response.end(body);
    },
  };
}

/** AES-256-CBC, IV = the key's first 16 bytes, PKCS#7 to 32. */
function encrypted(clear: Buffer, key: Buffer): Buffer {
  const padding = BLOCK - (clear.length % BLOCK);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([clear, Buffer.alloc(padding, padding)])), cipher.final()]);
}
