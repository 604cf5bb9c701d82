/** Zips as office programs write them, and as they should not be: for tests and for `bench/import.ts`. */
import { crc32, deflateRawSync } from "node:zlib";

export interface Part {
  name: string;
  data: string | Uint8Array;
  /** What the directory claims the size to be. */
  claims?: number;
  /** Not packed. */
  stored?: true;
  flags?: number;
  /** A part that shares the bytes of the one before it. */
  shares?: true;
}

export function zip(parts: Part[]): Buffer {
  const files: Buffer[] = [];
  const listed: Buffer[] = [];
  let at = 0;
  let before = 0;
  for (const { name, data, claims, stored, flags = 0, shares } of parts) {
    const bytes = Buffer.from(data as never);
    const packed = stored ? bytes : deflateRawSync(bytes);
    const label = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.write("PK\x03\x04", "latin1");
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(flags, 6);
    head.writeUInt16LE(stored ? 0 : 8, 8);
    head.writeUInt32LE(crc32(bytes), 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(claims ?? bytes.length, 22);
    head.writeUInt16LE(label.length, 26);
    const entry = Buffer.alloc(46);
    entry.write("PK\x01\x02", "latin1");
    head.copy(entry, 6, 4, 30);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt32LE(shares ? before : at, 42);
    listed.push(entry, label);
    if (shares) continue;
    before = at;
    files.push(head, label, packed);
    at += 30 + label.length + packed.length;
  }
  const directory = Buffer.concat(listed);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(parts.length & 0xffff, 8);
  end.writeUInt16LE(parts.length & 0xffff, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, directory, end]);
}
