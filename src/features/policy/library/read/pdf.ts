/** A PDF as blocks. Scans, locked files, and fonts that do not say which characters they draw are named as such. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import { type Block, matters, type Reading } from "./block.ts";
import { Fault } from "./fault.ts";
import { type Line, linesOf, withoutFurniture } from "./pdf-lines.ts";
import { readPage } from "./pdf-page.ts";
import { paragraphsOf } from "./pdf-paragraphs.ts";

/** The Civil Code with its contents is under 200. */
const MOST_PAGES = 1_000;
/** A page with fewer characters than this has no text; with a picture it is a scan, with many outlines it was text. */
const FEW = 8;
const OUTLINES = 200;
/** Share of glyphs without a character above which the text cannot be relied on. */
const NAMELESS = 0.02;

const PACKAGE = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));

export async function readPdf(bytes: Uint8Array): Promise<Reading> {
  const task = getDocument({
    data: new Uint8Array(bytes),
    // Chinese offices' fonts name their characters by tables of Adobe's; without these the text comes out empty.
    cMapUrl: join(PACKAGE, "cmaps/"),
    cMapPacked: true,
    standardFontDataUrl: join(PACKAGE, "standard_fonts/"),
    useSystemFonts: false,
    disableFontFace: true,
    useWasm: false,
    enableXfa: false,
    // Pictures are not looked at, so that a huge one costs nothing.
    maxImageSize: 1,
    stopAtErrors: false,
    verbosity: VerbosityLevel.WARNINGS,
  });
  const pictures = countPictures();
  const pdf = await task.promise.catch((error: unknown) => {
    throw new Fault(error instanceof Error && error.name === "PasswordException" ? "encrypted" : "damaged");
  });
  try {
    if (pdf.numPages > MOST_PAGES) throw new Fault("pages");
    const layers = await pdf.getOptionalContentConfig();
    const shown = (layer: unknown) => layers.isVisible(layer as never) !== false;
    const lines: Line[] = [];
    const bare: number[] = [];
    const sum = { hidden: "", glyphs: 0, nameless: 0 };
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number).catch(() => {
        throw new Fault("damaged");
      });
      const view = page.view as [number, number, number, number];
      const before = pictures.count;
      // Without annotations: what is stuck on a page is not its text.
      const read = readPage(await page.getOperatorList({ annotationMode: 0 }), view, shown);
      sum.hidden += read.hidden;
      sum.glyphs += read.glyphs;
      sum.nameless += read.nameless;
      const own = linesOf(read.runs, number, view[1], view[3] - view[1]);
      const drawn = pictures.count > before || read.paths > OUTLINES;
      if (drawn && own.reduce((n, line) => n + line.text.trim().length, 0) < FEW) bare.push(number);
      lines.push(...own);
      page.cleanup();
    }
    const letters = lines.reduce((n, line) => n + line.text.trim().length, 0);
    // A scan is often given an invisible layer of what a machine read: nobody has checked that.
    if (letters < FEW) throw new Fault(sum.nameless >= FEW ? "fonts" : "scanned");
    const blocks: Block[] = paragraphsOf(withoutFurniture(lines, pdf.numPages));
    return { blocks, flags: flags(sum, bare), notes: [], said: {} };
  } finally {
    pictures.end();
    await task.destroy();
  }
}

function flags(sum: { hidden: string; glyphs: number; nameless: number }, bare: number[]): string[] {
  const out: string[] = [];
  if (matters(sum.hidden)) out.push("文件里藏有看不见的文字（白字、极小的字或页面外的字），已去掉");
  if (sum.nameless > NAMELESS * sum.glyphs) out.push("有的字体没有文字对照表，文字不全");
  if (bare.length > 0) out.push(`第 ${bare.slice(0, 10).join("、")} 页没有文字层，可能是扫描件`);
  return out;
}

/** The reader leaves large pictures out and says so in a warning: that is how a page is known to have one. */
function countPictures(): { count: number; end(): void } {
  const { warn, log } = console;
  const counted = {
    count: 0,
    end() {
      Object.assign(console, { warn, log });
    },
  };
  const hear = (...words: unknown[]) => {
    if (/image exceeded/i.test(String(words[0]))) counted.count++;
  };
  Object.assign(console, { warn: hear, log: hear });
  return counted;
}
