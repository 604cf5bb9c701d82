/** PDFs as small as they may be, with the fonts that Chinese offices use: named, not embedded, their characters by Adobe's tables. */
import { gbk } from "./gbk.ts";

export interface Line {
  text: string;
  x?: number;
  y: number;
  size?: number;
  /** Any operators before the words: a colour, a rendering mode. */
  before?: string;
}

export interface PdfOptions {
  encoding?: "UniGB-UCS2-H" | "GBK-EUC-H";
  encrypted?: true;
  /** A grey picture over each page. */
  picture?: true;
  /** Operators drawn before the words of each page. */
  ground?: string;
  /** A font that does not say which characters it draws. */
  nameless?: true;
}

/** One list of lines a page; A4 in points, y from the bottom. */
export function pdf(pages: Line[][], options: PdfOptions = {}): Buffer {
  const { encoding = "UniGB-UCS2-H" } = options;
  const coded = (text: string) =>
    (encoding === "GBK-EUC-H" && !options.nameless
      ? gbk(text)
      : Buffer.from(options.nameless ? numbered(text) : text, "utf16le").swap16()
    ).toString("hex");
  const objects: string[] = [];
  const kids = pages.map((_, i) => `${10 + i * 2} 0 R`).join(" ");
  objects[1] = "<< /Type /Catalog /Pages 2 0 R >>";
  objects[2] = `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`;
  objects[3] = `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /${options.nameless ? "Identity-H" : encoding} /DescendantFonts [4 0 R] >>`;
  const order = options.nameless
    ? "(Adobe) /Ordering (Identity) /Supplement 0"
    : "(Adobe) /Ordering (GB1) /Supplement 2";
  objects[4] = `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry ${order} >> /FontDescriptor 5 0 R /DW 1000 >>`;
  objects[5] =
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>";
  const grey = Buffer.alloc(64 * 64, 128).toString("latin1");
  objects[6] = `<< /Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length ${grey.length} >>\nstream\n${grey}\nendstream`;
  objects[7] = `<< /Filter /Standard /V 1 /R 2 /O <${"41".repeat(32)}> /U <${"42".repeat(32)}> /P -4 >>`;
  for (const [i, lines] of pages.entries()) {
    const words = lines.map(
      ({ text, x = 90, y, size = 12, before = "" }) =>
        `q ${before} BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${coded(text)}> Tj ET Q`,
    );
    const content = [options.ground ?? "", options.picture ? "q 595 0 0 842 0 0 cm /I1 Do Q" : "", ...words].join("\n");
    objects[10 + i * 2] =
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${11 + i * 2} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /I1 6 0 R >> >> >>`;
    objects[11 + i * 2] = `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
  }
  let out = "%PDF-1.4\n";
  const places: number[] = [];
  for (const [n, body] of objects.entries()) {
    if (body === undefined) continue;
    places[n] = out.length;
    out += `${n} 0 obj\n${body}\nendobj\n`;
  }
  const start = out.length;
  const rows = Array.from({ length: objects.length }, (_, n) =>
    places[n] === undefined ? "0000000000 65535 f \n" : `${String(places[n]).padStart(10, "0")} 00000 n \n`,
  );
  out += `xref\n0 ${objects.length}\n${rows.join("")}trailer << /Size ${objects.length} /Root 1 0 R /ID [<41> <42>]${options.encrypted ? " /Encrypt 7 0 R" : ""} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(out, "latin1");
}

/** A text set in lines of `width` characters, first lines standing back two, with a running head and page numbers. */
export function typeset(paragraphs: string[], head = "", width = 34, perPage = 38): Line[][] {
  const lines = paragraphs.flatMap((text) => {
    const first = text.slice(0, width - 2);
    const rest = text.slice(width - 2).match(new RegExp(`.{1,${width}}`, "g")) ?? [];
    return [{ text: first, x: 90 + 24 }, ...rest.map((one) => ({ text: one, x: 90 }))];
  });
  const pages: Line[][] = [];
  for (let at = 0; at < lines.length; at += perPage) {
    const number = pages.length + 1;
    const own = lines.slice(at, at + perPage).map((line, i) => ({ ...line, y: 740 - i * 18 }));
    pages.push([
      ...(head ? [{ text: head, x: 200, y: 800, size: 9 }] : []),
      ...own,
      { text: `— ${number} —`, x: 280, y: 40, size: 9 },
    ]);
  }
  return pages;
}

/** A subset font numbers its glyphs as it meets them. */
function numbered(text: string): string {
  const seen = [...new Set(text)];
  return [...text].map((sign) => String.fromCharCode(0x490 + seen.indexOf(sign))).join("");
}
