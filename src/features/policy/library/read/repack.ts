/** A plain zip of checked parts, for a reader that wants one: nothing in it is packed, so nothing in it can unpack. */
import { crc32 } from "node:zlib";

export function repack(parts: Map<string, Uint8Array>): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, bytes] of parts) {
    const label = Buffer.from(name, "utf8");
    // What the two headers share: version 2.0, UTF-8 names, stored, 1 January 1980, checksum, sizes.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(label.length, 22);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(at, 10);
    files.push(Buffer.from("PK\x03\x04", "latin1"), common, label, Buffer.from(bytes));
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, where, label);
    at += 30 + label.length + bytes.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, listed, end]);
}
