/** What a request carries: its bytes, and the parts of a form. */
import type { IncomingMessage } from "node:http";

export interface Part {
  name: string;
  filename?: string;
  type?: string;
  bytes: Buffer;
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/**
 * The parts of a multipart/form-data body. Takes file names with and without quotation marks, because SDKs send
 * both, and files without a name.
 */
export function formParts(body: Buffer, contentType: string): Part[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!boundary) throw new Error("multipart body without a boundary");
  const line = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  for (let at = body.indexOf(line); at >= 0; ) {
    const next = body.indexOf(line, at + line.length);
    if (next < 0) break;
    const part = body.subarray(at + line.length + 2, next - 2); // without the line breaks around it
    const split = part.indexOf("\r\n\r\n");
    const head = part.subarray(0, split).toString("utf8");
    const name = /\bname="?([^";\r\n]*)"?/i.exec(head)?.[1] ?? "";
    const filename = /\bfilename="?([^";\r\n]*)"?/i.exec(head)?.[1];
    const type = /^content-type:\s*(\S+)/im.exec(head)?.[1];
    parts.push({ name, ...(filename && { filename }), ...(type && { type }), bytes: part.subarray(split + 4) });
    at = next;
  }
  return parts;
}
