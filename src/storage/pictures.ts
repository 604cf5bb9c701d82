/** Pictures without what they tell beside the picture: place, time, device, thumbnails (PRODUCT.md P9). */
import sharp from "sharp";
import { UserError } from "#bot";

/** A phone's largest photo has 200 megapixels; a few bytes may claim far more than memory holds. */
const MOST_PIXELS = 220e6;
/** Beyond this the longer side is brought down: a plate and a face stay readable, a photo stays under a megabyte or two. */
const LONGEST_SIDE = 4_096;
const QUALITY = 88;
/** Where metadata lies in files that cannot be drawn: EXIF, XMP, and the containers of HEIC and its kin. */
const TELLTALES = ["Exif\0", "eXIf", "http://ns.adobe.com/xap", "<x:xmpmeta", "ftyphe", "ftypmif1", "ftypmsf1"];

/**
 * The picture drawn anew, upright, in sRGB, in its own format or as JPEG; nothing of the original file is left in it.
 * The same bytes give the same picture. What is no picture at all, and holds no metadata that we know of, is returned
 * as it is. Throws UserError for a picture that cannot be opened.
 */
export async function drawnAnew(content: Buffer): Promise<Buffer> {
  const picture = sharp(content, { limitInputPixels: MOST_PIXELS, failOn: "none", animated: true });
  try {
    const { format, pages = 1 } = await picture.metadata();
    // A turned animation would be turned as one tall strip.
    const upright = pages > 1 ? picture : picture.autoOrient();
    const sized = pages > 1 ? upright : upright.resize(FIT);
    switch (format) {
      case "png":
        return await sized.png().toBuffer();
      case "gif":
        return await sized.gif().toBuffer();
      case "webp":
        return await sized.webp({ quality: QUALITY }).toBuffer();
      default:
        return await sized.jpeg({ quality: QUALITY }).toBuffer();
    }
  } catch {
    if (!TELLTALES.some((mark) => content.includes(mark, 0, "latin1"))) return content;
    throw new UserError("这张图片打不开，所以没有保存。请截一张图，或改成 JPEG 再发一次。");
  }
}

const FIT = { width: LONGEST_SIDE, height: LONGEST_SIDE, fit: "inside", withoutEnlargement: true } as const;
