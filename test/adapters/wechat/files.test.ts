/** Pictures and files that people sent: whole, cut off, of another length than told, too large, and no more there. */
import assert from "node:assert/strict";
import { UserError } from "#bot";
import { zh } from "../../../adapters/wechat/words.ts";
import { picture } from "../../contracts/checks/storing.ts";
import { status } from "../../emulators/wechat/rude.ts";
import { type Scene, scene, wired } from "./house.ts";

async function fetched(s: Scene, at = 0): Promise<Buffer> {
  const [file] = s.heard[at]?.files ?? [];
  assert.ok(file);
  const chunks: Uint8Array[] = [];
  for await (const chunk of await s.wechat.fetch(file)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const advice = (words: string) => (error: unknown) => error instanceof UserError && error.message === words;

wired("byte for byte, small and large, with its name", async () => {
  await using s = await scene();
  const [small, large] = [picture(900), picture(300_001)];
  s.wx.says(s.wang, s.wang, "", { image: small });
  s.wx.says(s.wang, s.wang, "", { file: { name: "通知/../表.pdf", bytes: large } });
  await s.until(2);
  assert.deepEqual(await fetched(s, 0), small);
  assert.deepEqual(await fetched(s, 1), large);
  assert.deepEqual(
    s.heard.map(({ files }) => [files[0]?.kind, files[0]?.name]),
    [
      ["image", "image.png"],
      ["file", "表.pdf"],
    ],
  );
});

wired("shorter than told: not taken for whole", async () => {
  await using s = await scene();
  s.wx.says(s.wang, s.wang, "", { image: { bytes: picture(300_001), told: 300_001, cutOff: 7 } });
  await s.until(1);
  await assert.rejects(fetched(s), advice(zh.brokenFile));
});

wired("too large, whether it is told or not", async () => {
  await using s = await scene();
  s.wx.says(s.wang, s.wang, "", { image: { bytes: picture(30_000), told: 21 * 1024 * 1024 } });
  s.wx.says(s.wang, s.wang, "", { image: { bytes: Buffer.alloc(21 * 1024 * 1024), told: -1 } });
  await s.until(2);
  await assert.rejects(fetched(s, 0), advice(zh.tooBig(20)));
  await assert.rejects(fetched(s, 1), advice(zh.tooBig(20)));
});

wired("cut off on the way: an error that asks to try again, and the process lives", async () => {
  await using s = await scene();
  s.wx.says(s.wang, s.wang, "", { image: picture(2_000_000) });
  await s.until(1);
  s.wx.faults.next("download", { kind: "half" });
  await assert.rejects(fetched(s), (error: Error) => !(error instanceof UserError));
});

wired("no more there: said to the person; a fault on the way: to be tried again", async () => {
  await using s = await scene();
  s.wx.says(s.wang, s.wang, "", { image: picture(900) });
  await s.until(1);
  s.wx.faults.next("download", status(5, "gone"));
  await assert.rejects(fetched(s), advice(zh.goneFile));
  s.wx.faults.next("download", status(13, "inside"));
  await assert.rejects(fetched(s), (error: Error) => !(error instanceof UserError));
  await assert.rejects(s.wechat.fetch({ kind: "image", ref: "lark:1" }), advice(zh.goneFile));
});
