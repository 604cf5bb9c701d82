/** A talk beside a pretend endpoint of vectors, over a library that a test lays down. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, beforeEach, type TestContext } from "node:test";
import type { Db } from "#bot";
import { scratch } from "../../../database.ts";
import { fakeModel } from "../../../emulators/openai/index.ts";
import { openTalk, type Talk } from "../../../talk.ts";

/** Twenty-four articles on as many subjects, so that the library has a middle to stand out from. */
const SUBJECTS =
  "雨具 头盔 电瓶 餐箱 手套 水壶 工牌 车锁 坐垫 反光衣 充电桩 地图 口罩 雨鞋 保温袋 车灯 轮胎 刹车 后视镜 手机架 雨棚 毛巾 药箱 灭火器".split(
    " ",
  );

export const LIBRARY: Record<string, string> = {
  "gear.md": `---\ntitle: 装备管理办法\nnumber: 装〔2020〕1号\neffective: 2020-01-01\n---\n${SUBJECTS.map(
    (word, at) => `第${numeral(at + 1)}条　${word}由站点统一登记，损坏的当面更换。`,
  ).join("\n\n")}\n`,
  "pay.md": `---\ntitle: 报酬支付规定\nnumber: 报〔2025〕2号\neffective: 2025-01-01\n---
第一条　劳动报酬应当按月足额发放。

第二条　平台解除协议的，须提前三十日书面通知。
`,
};

export function numeral(n: number): string {
  const digits = "零一二三四五六七八九";
  const tens = Math.floor(n / 10);
  return `${tens > 1 ? digits[tens] : ""}${tens > 0 ? "十" : ""}${n % 10 > 0 || n === 0 ? digits[n % 10] : ""}`;
}

export interface Hybrid extends Talk {
  put(name: string, text: string | undefined): void;
  /** The rows of policy_vectors. */
  kept(): Promise<{ space: string; hash: string }[]>;
  /** Moves the clock on until nothing is left to fill. */
  fill(minutes?: number): Promise<void>;
}

export async function hybridHouse() {
  const fake = await fakeModel();
  after(() => fake.stop());
  beforeEach(() => fake.clear());
  return {
    fake,
    async talk(t: TestContext, env: Record<string, string> = {}, library = LIBRARY): Promise<Hybrid> {
      const dir = mkdtempSync(join(scratch(), "yizhan-hybrid-"));
      t.after(() => rmSync(dir, { recursive: true, force: true }));
      mkdirSync(join(dir, "policy"));
      const put = (name: string, text: string | undefined) =>
        text === undefined ? rmSync(join(dir, "policy", name)) : writeFileSync(join(dir, "policy", name), text);
      for (const [name, text] of Object.entries(library)) put(name, text);
      const vectors = { OPENAI_EMBEDDING_MODEL: "bge", OPENAI_EMBEDDING_BASE_URL: fake.baseURL };
      const talk = await openTalk(t, { LIBRARY_DIR: dir, ...vectors, ...env });
      const more = {
        put,
        kept: () =>
          (talk.script.app.kit.db as Db)
            .withTables<{ policy_vectors: { space: string; hash: string } }>()
            .selectFrom("policy_vectors")
            .select(["space", "hash"])
            .orderBy("hash")
            .execute(),
        fill: async (minutes = 2) => {
          await talk.clock(new Date(talk.script.clock.now() + minutes * 60_000).toISOString());
        },
      };
      return Object.defineProperties(
        {},
        {
          ...Object.getOwnPropertyDescriptors(talk),
          ...Object.getOwnPropertyDescriptors(more),
        },
      ) as Hybrid;
    },
  };
}
