/** Nothing lost and nothing twice between the platform and the house. */
import assert from "node:assert/strict";
import type { Check } from "../check.ts";
import { NotClaimed, within } from "../stage.ts";

/** Generous: the promise is three seconds by the wall clock. */
const STOP_MS = 3_000;

export const storing: Check[] = [
  {
    name: "what one person says stays in order",
    async run({ bench, heard, say, until }) {
      const words = ["一", "二", "三", "四", "五", "六"];
      for (const word of words) await say(bench.person, word);
      await until(() => heard.length >= words.length, "all of it is heard");
      assert.deepEqual(
        heard.map((one) => one.text),
        words,
      );
    },
  },
  {
    name: "a repeated message keeps its id",
    async run({ bench, heard, say, until }) {
      const said = await say(bench.person, "提诉求");
      await until(() => heard.length > 0, "it is heard");
      await said.again();
      await say(bench.person, "报到");
      await until(() => heard.some((one) => one.text === "报到"), "the next words are heard");
      const copies = heard.filter((one) => one.text === "提诉求");
      assert.equal(new Set(copies.map((one) => one.id)).size, 1, "the copy came under another id");
    },
  },
  {
    name: "acknowledged only when it is stored",
    async run(stage) {
      stage.needs("acknowledges");
      const { bench, heard } = stage;
      const store = Promise.withResolvers<void>();
      stage.receive = () => store.promise;
      const said = await stage.say(bench.person, "提诉求");
      await stage.until(() => heard.length > 0, "it is heard");
      await stage.settle();
      const early = said.acknowledged();
      store.resolve();
      assert.equal(early, false, "acknowledged before it was stored");
      await stage.until(() => said.acknowledged(), "it is acknowledged");
    },
  },
  {
    name: "what could not be stored is offered again",
    async run(stage) {
      stage.needs("redelivers");
      const { bench, heard } = stage;
      let failures = 1;
      stage.receive = async () => {
        if (failures-- > 0) throw new Error("the store is full");
      };
      const said = await stage.say(bench.person, "提诉求");
      await stage.until(() => heard.length > 0, "it is heard");
      await stage.settle();
      // A platform that offers it again by itself may have done so already, and been told that it is stored now.
      if (heard.length < 2) {
        assert.equal(said.acknowledged(), false, "acknowledged although it was not stored");
        bench.offerAgain();
      }
      await stage.until(() => heard.length > 1, "it is heard again");
      assert.equal(heard[0]?.id, heard[1]?.id);
    },
  },
  {
    name: "stops within three seconds, also while it hears",
    async run(stage) {
      const { bench, heard } = stage;
      stage.receive = () => new Promise<void>(() => {});
      await stage.say(bench.person, "提诉求");
      await stage.until(() => heard.length > 0, "it is heard");
      assert.ok(await within(STOP_MS, bench.adapter.stop()), "it did not stop");
    },
  },
  {
    name: "a stopped adapter hears nothing more",
    async run(stage) {
      stage.needs("listens");
      const { bench, heard } = stage;
      assert.ok(await within(STOP_MS, bench.adapter.stop()), "it did not stop");
      await stage.say(bench.person, "还在吗");
      await stage.settle();
      assert.equal(heard.length, 0, "it still hears");
    },
  },
  {
    name: "pictures arrive byte for byte",
    proves: ["groupPhotos"],
    async run({ bench, hears }) {
      if (!bench.adapter.traits.groupPhotos) throw new NotClaimed("groupPhotos");
      const bytes = picture(70_001);
      const message = await hears(bench.group, "路口堵了", { mention: true, photo: bytes });
      assert.equal(message.text, "路口堵了");
      const [file] = message.files;
      assert.ok(file?.kind === "image" && message.files.length === 1, "there is no picture, or more than one");
      const chunks: Uint8Array[] = [];
      // Where files are short-lived the adapter has brought it in already.
      if (!file.ref.startsWith("file:")) for await (const chunk of await bench.adapter.fetch(file)) chunks.push(chunk);
      const arrived = bench.kept(file) ?? Buffer.concat(chunks);
      assert.ok(arrived.equals(bytes), "the bytes differ");
    },
  },
];

/** Begins as a PNG does, so that nobody takes it for something else; every byte value occurs. */
export function picture(size: number): Buffer {
  const bytes = Buffer.from(Array.from({ length: size }, (_, at) => (at * 31 + (at >> 8)) & 0xff));
  bytes.write("\x89PNG\r\n\x1a\n", "latin1");
  return bytes;
}
