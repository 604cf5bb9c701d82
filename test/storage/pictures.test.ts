import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { drawnAnew } from "../../src/storage/pictures.ts";

const red = { create: { width: 40, height: 20, channels: 3, background: { r: 200, g: 30, b: 30 } } } as const;
const EXIF = {
  IFD0: { Make: "TellTaleCamera", Model: "Secret-9" },
  IFD3: { GPSLatitudeRef: "N", GPSLatitude: "35/1 32/1 0/1", GPSLongitudeRef: "E", GPSLongitude: "104/1 37/1 0/1" },
};

/** A picture with a place, a camera and XMP in it, lying on its side. */
function told(format: "jpeg" | "png" | "webp" | "avif"): Promise<Buffer> {
  return sharp(red)
    .withExif(EXIF)
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><who>TellTaleOwner</who></x:xmpmeta>')
    .withMetadata({ orientation: 6 })
    .toFormat(format)
    .toBuffer();
}

for (const format of ["jpeg", "png", "webp", "avif"] as const) {
  test(`P9: ${format}: place, camera and owner are gone, the picture stands upright`, async () => {
    const before = await told(format);
    assert.ok(before.includes("TellTaleCamera"), "the trial picture tells something");
    const after = await drawnAnew(before);
    const { exif, xmp, icc, iptc, orientation, width, height } = await sharp(after).metadata();
    assert.deepEqual([exif, xmp, icc, iptc, orientation], [undefined, undefined, undefined, undefined, undefined]);
    assert.deepEqual([width, height], format === "avif" ? [width, height] : [20, 40]);
    for (const word of ["TellTale", "Secret-9", "Exif", "GPS"]) assert.ok(!after.includes(word), word);
  });
}

test("P9: what is behind the picture's end, and a thumbnail with the old view, do not survive", async () => {
  const before = Buffer.concat([await told("jpeg"), Buffer.from("behind the end")]);
  assert.ok(!(await drawnAnew(before)).includes("behind the end"));
});

test("the same bytes give the same picture, so that a redelivery keeps one file", async () => {
  const before = await told("jpeg");
  assert.ok((await drawnAnew(before)).equals(await drawnAnew(before)));
});

test("a moving picture goes on moving, a large one is brought down, a small one is left at its size", async () => {
  const frames = [0, 1, 2].map((at) => ({ ...red.create, background: { r: at * 90, g: 0, b: 0 } }));
  const stills = await Promise.all(frames.map((create) => sharp({ create }).png().toBuffer()));
  const moving = await sharp(stills, { join: { animated: true } })
    .gif({ delay: [80, 80, 80] })
    .toBuffer();
  assert.equal((await sharp(await drawnAnew(moving), { animated: true }).metadata()).pages, 3);
  const large = await sharp({ create: { ...red.create, width: 4_200, height: 2_100 } })
    .jpeg()
    .toBuffer();
  const { width, height } = await sharp(await drawnAnew(large)).metadata();
  assert.deepEqual([width, height], [4_096, 2_048]);
});

test("a picture cut off on the way is drawn as far as it came", async () => {
  const whole = await sharp({ create: { ...red.create, width: 400, height: 400 } })
    .jpeg()
    .toBuffer();
  const drawn = await drawnAnew(whole.subarray(0, whole.length - 40));
  assert.equal((await sharp(drawn).metadata()).format, "jpeg");
});

test("what cannot be drawn and may tell something is refused; what is no picture is left alone", async () => {
  const heic = Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heicExif\0\0GPS", "latin1");
  await assert.rejects(drawnAnew(heic), /打不开/);
  const torn = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 20]), Buffer.from("Exif\0\0nothing more")]);
  await assert.rejects(drawnAnew(torn), /打不开/);
  const words = Buffer.from("not a picture at all");
  assert.ok((await drawnAnew(words)).equals(words));
});

test("a few bytes that claim a picture larger than memory are refused or left alone, quickly", async () => {
  // A PNG header that claims 60,000 × 60,000 pixels.
  const header = Buffer.from("89504e470d0a1a0a0000000d494844520000ea600000ea600802000000", "hex");
  const bomb = Buffer.concat([header, Buffer.from("eXIf")]);
  await assert.rejects(drawnAnew(bomb), /打不开/);
});
