/** Draws on pictures: the grid that a reviewer points with, and the solid fill under which nothing is left (PRODUCT.md P9). */
import sharp from "sharp";
import { UserError } from "#bot";
import { CELLS, cellName, type Part } from "./grid.ts";

const FILL = { r: 51, g: 51, b: 51, alpha: 1 };
const QUALITY = 88;
/** The reviewer points on a phone: larger than this the grid would only cost time. */
const GRID_SIDE = 1_280;

/** The picture with lines and the cells' names on it, as JPEG. Throws UserError for what cannot be drawn. */
export function withGrid(content: Buffer, broken: string): Promise<Buffer> {
  return drawn(broken, async () => {
    const fit = { width: GRID_SIDE, height: GRID_SIDE, fit: "inside", withoutEnlargement: true } as const;
    const small = await sharp(content).resize(fit).toBuffer({ resolveWithObject: true });
    const overlay = Buffer.from(grid(small.info.width, small.info.height));
    return sharp(small.data)
      .composite([{ input: overlay }])
      .jpeg({ quality: QUALITY })
      .toBuffer();
  });
}

/**
 * The picture with the parts filled: their pixels are replaced before it is encoded, so that nothing under them is in the
 * file. A moving picture becomes its first frame: what moves could come out from under the fill.
 */
export function covered(content: Buffer, parts: readonly Part[], broken: string): Promise<Buffer> {
  return drawn(broken, async () => {
    const { width, height, format, hasAlpha } = await sharp(content).metadata();
    const fills = parts.map((part) => {
      const left = Math.floor(part.left * width);
      const top = Math.floor(part.top * height);
      const across = Math.max(1, Math.ceil(part.right * width) - left);
      const down = Math.max(1, Math.ceil(part.bottom * height) - top);
      return { left, top, input: { create: { width: across, height: down, channels: 4 as const, background: FILL } } };
    });
    const filled = sharp(content).composite(fills);
    // A lossless picture stays lossless; all else is a photo.
    return format === "png" || hasAlpha ? filled.png().toBuffer() : filled.jpeg({ quality: QUALITY }).toBuffer();
  });
}

async function drawn(broken: string, draw: () => Promise<Buffer>): Promise<Buffer> {
  try {
    return await draw();
  } catch {
    throw new UserError(broken);
  }
}

/** Lines twice, dark and light, so that they show on any ground. */
function grid(width: number, height: number): string {
  const across = width / CELLS;
  const down = height / CELLS;
  const lines: string[] = [];
  for (let i = 1; i < CELLS; i++) {
    lines.push(`M${(i * across).toFixed(1)} 0V${height}`, `M0 ${(i * down).toFixed(1)}H${width}`);
  }
  const size = Math.max(8, Math.min(across, down) / 3);
  const names = Array.from({ length: CELLS * CELLS }, (_, i) => {
    const [column, row] = [i % CELLS, Math.floor(i / CELLS)];
    const at = `x="${(column * across + 3).toFixed(1)}" y="${(row * down + size).toFixed(1)}"`;
    return `<text ${at} fill="#fff" stroke="#000" stroke-width="2" paint-order="stroke">${cellName(column, row)}</text>`;
  });
  const stroke = (colour: string, wide: number) =>
    `<path d="${lines.join("")}" fill="none" stroke="${colour}" stroke-width="${wide}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="${size.toFixed(1)}">${stroke("#000", 3)}${stroke("#fff", 1)}${names.join("")}</svg>`;
}
