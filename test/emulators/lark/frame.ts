/**
 * The envelope on Feishu's long connection: protobuf `pbbp2.Frame`, written by hand from its field list
 * (PLATFORMS.md §1.2) so that a mistake of the SDK's codec cannot hide in ours.
 */
export interface Frame {
  seqId: number;
  logId: number;
  service: number;
  /** 0: control (ping, pong), 1: data. */
  method: number;
  headers: Record<string, string>;
  payload: Buffer;
}

const VARINT = 0;
const BYTES = 2;

export function encodeFrame(frame: Frame): Buffer {
  const headers = Object.entries(frame.headers).map(([key, value]) =>
    bytes(5, Buffer.concat([bytes(1, Buffer.from(key)), bytes(2, Buffer.from(value))])),
  );
  const numbers = [frame.seqId, frame.logId, frame.service, frame.method].map((value, at) => number(at + 1, value));
  return Buffer.concat([...numbers, ...headers, bytes(8, frame.payload)]);
}

export function decodeFrame(buffer: Buffer): Frame {
  const frame: Frame = { seqId: 0, logId: 0, service: 0, method: 0, headers: {}, payload: Buffer.alloc(0) };
  for (const { field, value } of fields(buffer)) {
    if (typeof value === "number") {
      if (field === 1) frame.seqId = value;
      else if (field === 2) frame.logId = value;
      else if (field === 3) frame.service = value;
      else if (field === 4) frame.method = value;
    } else if (field === 5) {
      const [key, text] = pair(value);
      frame.headers[key] = text;
    } else if (field === 8) frame.payload = value;
  }
  return frame;
}

function pair(buffer: Buffer): [string, string] {
  const found: Record<number, string> = {};
  for (const { field, value } of fields(buffer)) found[field] = value.toString();
  return [found[1] ?? "", found[2] ?? ""];
}

function* fields(buffer: Buffer): Generator<{ field: number; value: number | Buffer }> {
  for (let at = 0; at < buffer.length; ) {
    const tag = varint(buffer, at);
    const body = varint(buffer, tag.next);
    const kind = tag.value & 7;
    if (kind === VARINT) {
      yield { field: tag.value >> 3, value: body.value };
      at = body.next;
    } else if (kind === BYTES) {
      at = body.next + body.value;
      if (at > buffer.length) throw new Error("frame: cut short");
      yield { field: tag.value >> 3, value: buffer.subarray(body.next, at) };
    } else throw new Error(`frame: wire type ${kind} is not used by pbbp2.Frame`);
  }
}

function varint(buffer: Buffer, start: number): { value: number; next: number } {
  let value = 0;
  for (let at = start, unit = 1; at < buffer.length; at += 1, unit *= 128) {
    const byte = buffer[at] ?? 0;
    value += (byte & 127) * unit; // not <<: LogID is a uint64
    if (byte < 128) return { value, next: at + 1 };
  }
  throw new Error("frame: number cut short");
}

function number(field: number, value: number): Buffer {
  return Buffer.concat([put((field << 3) | VARINT), put(value)]);
}

function bytes(field: number, value: Buffer): Buffer {
  return Buffer.concat([put((field << 3) | BYTES), put(value.length), value]);
}

function put(value: number): Buffer {
  const out: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...out, rest]);
    out.push((rest % 128) | 128);
  }
}
