/** Text as Chinese offices save it. Node reads GB 18030 but does not write it, so the table is read backwards. */
let table: Map<string, number> | undefined;

function signs(): Map<string, number> {
  if (table) return table;
  const decoder = new TextDecoder("gb18030");
  table = new Map();
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      const sign = decoder.decode(Uint8Array.of(high, low));
      if (sign.length === 1 && !table.has(sign)) table.set(sign, high * 256 + low);
    }
  }
  return table;
}

export function gbk(text: string): Buffer {
  const bytes: number[] = [];
  for (const sign of text) {
    const code = sign.charCodeAt(0) < 128 ? sign.charCodeAt(0) : (signs().get(sign) ?? 63);
    if (code > 255) bytes.push(code >> 8);
    bytes.push(code & 255);
  }
  return Buffer.from(bytes);
}
