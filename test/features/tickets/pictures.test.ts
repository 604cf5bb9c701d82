import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { covered, withGrid } from "../../../src/features/tickets/pictures/draw.ts";
import { CELLS, partsOf } from "../../../src/features/tickets/pictures/grid.ts";
import type { Said } from "../../../src/script.ts";
import { type Talk, words } from "../../talk.ts";
import { complain, labels, numberIn, street, to } from "./talk.ts";

/** Green, with a red "face" in the upper left: a ninth of the picture. */
async function face(width = 240, height = 240): Promise<Buffer> {
  const red = { create: { width: width / 3, height: height / 3, channels: 3 as const, background: "#ff0000" } };
  return sharp({ create: { width, height, channels: 3, background: "#00a000" } })
    .composite([{ ...{ input: red }, left: 0, top: 0 }])
    .png()
    .toBuffer();
}

async function pixel(picture: Buffer, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
}

const isRed = ([r = 0, g = 0]: number[]) => r > 150 && g < 100;

/** How many pixels of a picture are the face's. */
async function reds(picture: Buffer): Promise<number> {
  const { data } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let n = 0;
  for (let i = 0; i < data.length; i += 3) if (isRed([data[i] ?? 0, data[i + 1] ?? 0])) n += 1;
  return n;
}

async function sendPhoto(talk: Talk): Promise<{ files: { kind: "image"; path: string }[] }> {
  const path = join(talk.dir, "face.png");
  writeFileSync(path, await face());
  return { files: [{ kind: "image", path }] };
}

/** Every file the house keeps, by hash. */
function onDisk(talk: Talk): Map<string, Buffer> {
  const root = join(talk.dir, "files");
  const names = readdirSync(root, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return new Map(names.map((one) => [one.name, readFileSync(join(one.parentPath, one.name))]));
}

function hashes(said: Said[]): string[] {
  return said.flatMap((one) => one.files?.map((file) => file.ref.slice("file:".length)) ?? []);
}

/** A hazard of wang's with the face on it. */
async function hazard(talk: Talk): Promise<{ no: string; hash: string }> {
  await talk.direct("wang", "同意");
  const said = await talk.direct("wang", "随手拍 东门消防通道被车堵了", {
    ...(await sendPhoto(talk)),
    place: { lat: 35.6, lon: 104.7 },
  });
  const [hash = ""] = hashes(to(said, "g2"));
  return { no: numberIn(to(said, "@wang")), hash };
}

test("words and cells to parts of a picture; what is no place is none", () => {
  assert.deepEqual(partsOf("左上"), [{ left: 0, top: 0, right: 1 / 3, bottom: 1 / 3 }]);
  assert.deepEqual(partsOf("A1-B2"), [{ left: 0, top: 0, right: 2 / CELLS, bottom: 2 / CELLS }]);
  assert.deepEqual(partsOf("b2到a1"), partsOf("A1-B2"));
  assert.deepEqual(partsOf("Ｃ３"), [{ left: 2 / CELLS, top: 2 / CELLS, right: 3 / CELLS, bottom: 3 / CELLS }]);
  assert.equal(partsOf("C3、D4 右下")?.length, 3);
  assert.deepEqual(partsOf("整张"), [{ left: 0, top: 0, right: 1, bottom: 1 }]);
  for (const wrong of ["", "Z9", "脸", "左上 脸", "I1", "A9"]) assert.equal(partsOf(wrong), undefined, wrong);
});

test("P9: under the fill nothing is left, beside it all is as it was, in every format", async () => {
  const picture = await face();
  for (const format of ["png", "jpeg", "webp"] as const) {
    const before = await sharp(picture).toFormat(format).toBuffer();
    assert.ok((await reds(before)) > 5_000, "there is a face to begin with");
    const after = await covered(before, partsOf("左上") ?? [], "broken");
    assert.equal(await reds(after), 0, format);
    assert.ok(!isRed(await pixel(after, 10, 10)));
    const [one, other] = [await pixel(after, 200, 200), await pixel(before, 200, 200)];
    for (const [i, part] of one.entries()) assert.ok(Math.abs(part - (other[i] ?? 0)) <= 3, `${format}: elsewhere`);
  }
  assert.ok((await reds(await covered(picture, partsOf("右下") ?? [], "broken"))) > 5_000, "the check sees a face");
});

test("P9: of a moving picture only the first frame stays, covered; what cannot be drawn is refused with words", async () => {
  const frames = await Promise.all([face(), face()]);
  const moving = await sharp(frames, { join: { animated: true } })
    .gif({ delay: [80, 80] })
    .toBuffer();
  const after = await covered(moving, partsOf("左上") ?? [], "broken");
  assert.equal((await sharp(after, { animated: true }).metadata()).pages ?? 1, 1);
  assert.equal(await reds(after), 0);
  await assert.rejects(covered(Buffer.from("no picture"), partsOf("左上") ?? [], "打不开"), /打不开/);
});

test("the grid is drawn on the picture and can be told from it", async () => {
  const shown = await withGrid(await face(), "broken");
  assert.ok(!shown.equals(await face()));
  assert.equal((await sharp(shown).metadata()).width, 240);
  // A line of the grid runs where there was plain green.
  assert.notDeepEqual(await pixel(shown, 210, 200), await pixel(shown, 200, 200));
});

test("P9: a secretary covers a face by cells; everybody sees the copy from then on, the original is sealed", async (t) => {
  const talk = await street(t);
  const { no, hash } = await hazard(talk);
  assert.ok((await reds(onDisk(talk).get(hash) ?? (await face()))) > 0);

  const asked = await talk.direct("zhou", `遮挡 ${no}`);
  assert.match(words(asked), /要遮哪里/);
  assert.equal(hashes(asked).length, 1, "with the grid on it");
  assert.match(words(await talk.direct("zhou", "那个人的脸")), /没看懂/);
  const preview = await talk.direct("zhou", "左上");
  assert.deepEqual(labels(preview), ["确认", "重来", "取消"]);
  assert.equal(await reds(onDisk(talk).get(hashes(preview)[0] ?? "") ?? (await face())), 0, "the preview is covered");
  assert.deepEqual(hashes(to(await talk.direct("li", `查看 ${no}`), "@li")), [hash, hash].slice(0, 1), "not yet");

  const done = await talk.press("@zhou", "zhou", "确认");
  assert.match(words(done, "@zhou"), /遮好了/);
  const [copy = ""] = hashes(to(done, "g2"));
  assert.notEqual(copy, hash, "the card in the handlers' group is shown anew, with the copy");
  for (const said of [await talk.direct("li", `查看 ${no}`), await talk.group("g2", "li", `认领 ${no}`)])
    for (const one of hashes(said)) assert.equal(one, copy);

  assert.ok(!onDisk(talk).has(hash), "the original lies nowhere in the clear");
  let drawable = 0;
  for (const [name, content] of onDisk(talk)) {
    const n = await reds(content).catch(() => 0);
    if (n > 0) drawable += 1;
    assert.ok(n === 0 || name !== copy);
  }
  // The picture with the grid lies there within its hour; then nothing that shows the face does.
  assert.equal(drawable, 1);
  await talk.clock("2026-11-23T10:30:00+08:00");
  for (const content of onDisk(talk).values()) assert.equal(await reds(content).catch(() => 0), 0);
});

test("P9: an original is opened for a reason only; the reporter reads who, when and why; it is gone again in minutes", async (t) => {
  const talk = await street(t);
  const { no, hash } = await hazard(talk);
  await talk.direct("zhou", `遮挡 ${no} 1 A1-C3`);
  await talk.press("@zhou", "zhou", "确认");
  assert.match(words(await talk.direct("li", `看原图 ${no} 我想看看是谁`)), /书记/, "no handler may");
  assert.match(words(await talk.direct("zhou", `看原图 ${no} 看看`)), /理由/);
  assert.match(words(await talk.group("g2", "zhou", `看原图 ${no} 核对事发地点的门牌`)), /私聊/);
  const shown = await talk.direct("zhou", `看原图 ${no} 核对事发地点的门牌`);
  assert.deepEqual(hashes(shown), [hash], "the very picture that was kept");
  const seen = words(await talk.direct("wang", `谁看过我的诉求 ${no}`));
  assert.match(seen, /遮挡了照片/);
  assert.match(seen, /打开了封存的原图（理由：核对事发地点的门牌）/);
  assert.doesNotMatch(seen, /周书记/);
  assert.ok(onDisk(talk).has(hash));
  await talk.clock("2026-11-23T09:15:00+08:00");
  assert.ok(!onDisk(talk).has(hash), "not left lying");
});

test("P9: N days after closing the original goes, unless the reporter marked it as evidence", async (t) => {
  const talk = await street(t);
  const cases = [await hazard(talk)];
  const [first] = cases;
  await talk.direct("zhou", `遮挡 ${first?.no} 1 左上`);
  await talk.press("@zhou", "zhou", "确认");
  assert.match(words(await talk.direct("zhao", `留作证据 ${first?.no}`)), /没有找到/, "only its reporter says so");
  assert.match(words(await talk.direct("wang", `留作证据 ${first?.no}`)), /留作证据/);
  await talk.group("g2", "li", `认领 ${first?.no}`);
  await talk.direct("li", `办结 ${first?.no} 车已拖走，通道已清`);
  await talk.direct("wang", `解决了 ${first?.no}`);
  await talk.clock("2027-01-20T10:00:00+08:00");
  assert.deepEqual(hashes(await talk.direct("zhou", `看原图 ${first?.no} 核对事发地点的门牌`)), [first?.hash]);
  assert.match(words(await talk.direct("wang", `不留证据 ${first?.no}`)), /30 天后删除/);
  await talk.clock("2027-02-20T10:00:00+08:00");
  assert.match(words(await talk.direct("zhou", `看原图 ${first?.no} 核对事发地点的门牌`)), /没有封存的原图/);
  assert.equal(onDisk(talk).size, 1, "the covered copy alone");
});

test("P9, P12: who is accused or recused covers nothing and opens nothing; erasure takes the original along", async (t) => {
  const talk = await street(t);
  await talk.direct("wang", "提诉求 周书记把我的车扣在院子里不还", await sendPhoto(talk));
  if (labels(talk.said).includes("跳过")) await talk.press("@wang", "wang", "跳过");
  await talk.press("@wang", "wang", "保密");
  const said = await talk.press("@wang", "wang", "提交");
  const no = numberIn(to(said, "@wang"));
  const unknown = words(await talk.direct("zhou", "遮挡 482913"));
  assert.equal(words(await talk.direct("zhou", `遮挡 ${no}`)), unknown);
  assert.equal(words(await talk.direct("zhou", `看原图 ${no} 核对事发地点的门牌`)), unknown);
  await talk.direct("admin", `遮挡 ${no} 左上`);
  await talk.press("@admin", "admin", "确认");
  assert.equal(hashes(await talk.direct("admin", `看原图 ${no} 核对事发地点的门牌`)).length, 1);
  await talk.direct("wang", "删除我的数据");
  await talk.press("@wang", "wang", "确认删除");
  await talk.clock("2026-11-24T10:30:00+08:00");
  assert.equal(onDisk(talk).size, 0);
});

test("P9: faces and plates are spoken of once, with the first photo, and not without one", async (t) => {
  const talk = await street(t);
  assert.match(words(await talk.direct("wang", "提诉求 站长扣着我的车不给", await sendPhoto(talk))), /人脸、车牌/);
  const second = join(talk.dir, "second.png");
  writeFileSync(second, await face(300, 240));
  const more = await talk.direct("wang", "还有这张", { files: [{ kind: "image", path: second }] });
  assert.doesNotMatch(words(more), /人脸、车牌/);
  assert.doesNotMatch(words(await talk.direct("zhao", "提诉求 站长扣着我的车不给")), /人脸/);
});

test("P19: a photo of a draft that was dropped does not stay; one that was filed does", async (t) => {
  const talk = await street(t);
  await talk.direct("zhao", "提诉求 站长扣着我的车不给", await sendPhoto(talk));
  await talk.direct("zhao", "取消");
  assert.equal(onDisk(talk).size, 1);
  await talk.clock("2026-12-05T10:00:00+08:00");
  assert.equal(onDisk(talk).size, 0);
  const { hash } = await hazard(talk);
  await talk.clock("2026-12-20T10:00:00+08:00");
  assert.deepEqual([...onDisk(talk).keys()], [hash]);
});

test("several photos: the one that is meant is named; a case without any says so; videos are not promised", async (t) => {
  const talk = await street(t);
  const { no } = await hazard(talk);
  const other = join(talk.dir, "other.png");
  writeFileSync(other, await face(300, 240));
  await talk.direct("wang", `补充 ${no}`, { files: [{ kind: "image", path: other }] });
  assert.deepEqual(labels(await talk.direct("zhou", `遮挡 ${no}`)), ["第 1 张", "第 2 张"]);
  await talk.press("@zhou", "zhou", "第 2 张");
  await talk.direct("zhou", "整张");
  assert.match(words(await talk.press("@zhou", "zhou", "确认"), "@zhou"), /第 2 张遮好了/);
  const { no: plain } = await complain(talk, "zhao", "站长扣了我三百块");
  assert.match(words(await talk.direct("zhou", `遮挡 ${plain}`)), /没有照片/);
});
