/**
 * Bytes to text: UTF-8, UTF-16 with its mark, or GB 18030 as many offices save it. A broken file keeps its replacement
 * characters, and is flagged for them.
 */
export function decode(bytes: Uint8Array): string {
  const mark = `${bytes[0]} ${bytes[1]}`;
  if (mark === "255 254") return new TextDecoder("utf-16le").decode(bytes);
  if (mark === "254 255") return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const office = new TextDecoder("gb18030").decode(bytes);
    // UTF-8 read as GB 18030 shows 。 as 銆; a text that was GB 18030 has real full stops.
    const plausible = /[，。]/.test(office) && !/[\uFFFD銆]/.test(office);
    return plausible ? office : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  }
}
