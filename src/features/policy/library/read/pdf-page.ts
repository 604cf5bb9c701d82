/**
 * The words of one PDF page with their places, from the page's own drawing operators: a plain text extraction would also
 * give what is drawn in white, in no ink at all, or beside the page, and a document could so say to us what it shows nobody.
 */
import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs";

/** A run of glyphs drawn at once; places in points, y upwards from the bottom of the page. */
export interface Run {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
}

export interface Page {
  runs: Run[];
  hidden: string;
  /** Glyphs drawn, and those that name no character. */
  glyphs: number;
  nameless: number;
  /** Lines and areas drawn; a page of letters turned into outlines has thousands. */
  paths: number;
}

type Matrix = [number, number, number, number, number, number];
type Box = [number, number, number, number];
interface State {
  matrix: Matrix;
  size: number;
  char: number;
  word: number;
  scale: number;
  leading: number;
  rise: number;
  mode: number;
  fill: string;
}
interface Glyph {
  unicode: string;
  width: number;
  isSpace?: boolean;
}

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
/** Text smaller than this is for no reader. */
const LEAST_POINTS = 1.5;
const MOST_BOXES = 2_000;

/** `shown`: is this layer of the document switched on? */
export function readPage(
  list: { fnArray: number[]; argsArray: unknown[] },
  view: Box,
  shown: (layer: unknown) => boolean,
): Page {
  const page: Page = { runs: [], hidden: "", glyphs: 0, nameless: 0, paths: 0 };
  const stack: State[] = [];
  const grounds: Box[] = [];
  const marks: boolean[] = [];
  let state: State = {
    matrix: IDENTITY,
    size: 1,
    char: 0,
    word: 0,
    scale: 1,
    leading: 0,
    rise: 0,
    mode: 0,
    fill: "#000000",
  };
  let text: Matrix = IDENTITY;
  let line: Matrix = IDENTITY;
  const move = (x: number, y: number) => {
    line = times(line, [1, 0, 0, 1, x, y]);
    text = line;
  };
  const ground = (box: Box) => {
    if (grounds.length < MOST_BOXES) grounds.push(box);
  };
  for (const [i, op] of list.fnArray.entries()) {
    const args = (list.argsArray[i] ?? []) as never[];
    const [a = 0, b = 0] = args as number[];
    switch (op) {
      case OPS.save:
        stack.push({ ...state });
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        state = stack.pop() ?? state;
        break;
      case OPS.paintFormXObjectBegin:
        stack.push({ ...state });
        if (args[0]) state.matrix = times(state.matrix, Array.from(args[0] as Matrix) as Matrix);
        break;
      case OPS.transform:
        state.matrix = times(state.matrix, args as unknown as Matrix);
        break;
      case OPS.beginText:
        line = IDENTITY;
        text = IDENTITY;
        break;
      case OPS.setFont:
        state.size = Number(args[1]);
        break;
      case OPS.setCharSpacing:
        state.char = a;
        break;
      case OPS.setWordSpacing:
        state.word = a;
        break;
      case OPS.setHScale:
        state.scale = a / 100;
        break;
      case OPS.setLeading:
        state.leading = -a;
        break;
      case OPS.setTextRise:
        state.rise = a;
        break;
      case OPS.setTextRenderingMode:
        state.mode = a;
        break;
      case OPS.setLeadingMoveText:
        state.leading = b;
        move(a, b);
        break;
      case OPS.moveText:
        move(a, b);
        break;
      case OPS.nextLine:
        move(0, state.leading);
        break;
      case OPS.setTextMatrix:
        line = matrixOf(args);
        text = line;
        break;
      case OPS.setFillRGBColor:
        state.fill = colour(args);
        break;
      case OPS.setFillColorN:
      case OPS.setFillTransparent:
      case OPS.shadingFill:
        state.fill = "#808080";
        break;
      case OPS.constructPath:
        page.paths++;
        if (state.fill !== "#ffffff" && fills(Number(args[0]))) ground(boxOf(state.matrix, args[2]));
        break;
      case OPS.beginMarkedContent:
        marks.push(true);
        break;
      case OPS.beginMarkedContentProps:
        marks.push((args[0] as unknown) !== "OC" || shown(args[1]));
        break;
      case OPS.endMarkedContent:
        marks.pop();
        break;
      case OPS.showText:
        text = show((args[0] ?? []) as (Glyph | number)[], text);
        break;
    }
  }
  return page;

  /** Draws the glyphs and returns the matrix after them. */
  function show(glyphs: (Glyph | number)[], from: Matrix): Matrix {
    const at = times(state.matrix, times(from, [1, 0, 0, 1, 0, state.rise]));
    let words = "";
    let advance = 0;
    for (const glyph of glyphs) {
      if (typeof glyph === "number") {
        advance -= (glyph / 1_000) * state.size * state.scale;
        // A wide step inside a run is a gap between words.
        if (glyph < -600 && words !== "") words += " ";
        continue;
      }
      if (typeof glyph !== "object" || glyph === null) continue;
      page.glyphs++;
      if (glyph.unicode === "" || /^[\p{Cc}\p{Co}\uFFFD]/u.test(glyph.unicode)) page.nameless++;
      else words += glyph.unicode;
      advance += ((glyph.width / 1_000) * state.size + state.char + (glyph.isSpace ? state.word : 0)) * state.scale;
    }
    const after = times(from, [1, 0, 0, 1, advance, 0]);
    const size = Math.hypot(at[2], at[3]) * Math.abs(state.size);
    const run = { text: words, x: at[4], y: at[5], width: advance * Math.hypot(at[0], at[1]), size };
    if (words !== "") {
      if (isSeen(run)) page.runs.push(run);
      else page.hidden += words;
    }
    return after;
  }

  function isSeen({ x, y, size }: Run): boolean {
    if (state.mode === 3 || state.mode === 7 || size < LEAST_POINTS || marks.includes(false)) return false;
    if (x < view[0] - size || x > view[2] || y < view[1] - size || y > view[3]) return false;
    if (state.fill !== "#ffffff" || state.mode === 1) return true;
    return grounds.some((box) => x >= box[0] - 1 && x <= box[2] + 1 && y >= box[1] - 1 && y <= box[3] + 1);
  }
}

function times(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

/** The reader gives a matrix as six numbers or as one list of six. */
function matrixOf(args: unknown[]): Matrix {
  return Array.from((typeof args[0] === "number" ? args : args[0]) as Iterable<number>) as Matrix;
}

function boxOf(matrix: Matrix, box: unknown): Box {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box ? Array.from(box as Iterable<number>) : [];
  const corners = [
    [x0, y0],
    [x1, y0],
    [x0, y1],
    [x1, y1],
  ].map(([x = 0, y = 0]) => times(matrix, [1, 0, 0, 1, x, y]));
  const xs = corners.map((one) => one[4]);
  const ys = corners.map((one) => one[5]);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** "#rrggbb", whether the reader gives that or three numbers. Nearly white is white. */
function colour(args: unknown[]): string {
  const [first] = args;
  const text =
    typeof first === "string"
      ? first.toLowerCase()
      : `#${args.map((one) => Number(one).toString(16).padStart(2, "0")).join("")}`;
  return /^#f[a-f0-9]f[a-f0-9]f[a-f0-9]$/.test(text) ? "#ffffff" : text;
}

function fills(op: number): boolean {
  return [OPS.fill, OPS.eoFill, OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke].some(
    (one) => one === op,
  );
}
