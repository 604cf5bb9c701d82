/**
 * The same replies as the sandbox's page shows them for each platform. With PICTURES=1 the pictures of docs/degrade.md are
 * taken anew: `PICTURES=1 npx playwright test degrade --project desktop`.
 */
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import type { Reply } from "#bot";
import { profiles } from "../../adapters/sandbox/profiles.ts";
import { startEcho } from "../adapters/sandbox/echo.ts";

const PICTURES = new URL("../../docs/pictures/", import.meta.url);
/** They are read beside a table: enough to see, little to load. */
const MOST_BYTES = 60 * 1024;

const CALL_OUT: Reply = {
  text: "**招募令 A12**　高考送考\n时间：6月7日 07:00-08:30\n地点：东街路口\n已报 **1/2**",
  living: "A12",
  buttons: [
    { label: "报名", says: "报名 A12" },
    { label: "取消报名", says: "取消报名 A12" },
  ],
};
const ANSWER: Reply = {
  text: "**高温天气**怎么算：\n- 日最高气温 35 ℃ 以上\n- 见 [办事指南](https://example.org/guide)",
};
const CASE: Reply = { text: "已登记，编号 834802，细节请私聊我。", mentions: ["sandbox:wang"] };

test.use({ viewport: { width: 860, height: 760 } });

for (const { id, zh, buttons, edits, markdown } of profiles) {
  test(`the same replies on ${id}`, async ({ page }, { project }) => {
    test.skip(project.name !== "desktop", "one size of picture");
    const echo = await startEcho();
    try {
      for (const [i, reply] of [CALL_OUT, ANSWER, CASE].entries())
        await echo.set.adapter.send("sandbox:g1", reply, `k${i}`);
      await page.goto(echo.url);
      await page.getByRole("combobox", { name: "按哪个平台显示" }).selectOption(zh);
      const card = page.getByRole("article").filter({ hasText: "招募令 A12" });
      await expect(card.getByRole("button", { name: "报名", exact: true })).toHaveCount(buttons ? 1 : 0);
      await expect(card.getByText("回复 1 报名")).toHaveCount(buttons ? 0 : 1);
      await expect(card.getByText(/每次更新另发一条/)).toHaveCount(edits ? 0 : 1);
      await expect(page.getByRole("article").locator("a[href='https://example.org/guide']")).toHaveCount(
        markdown ? 1 : 0,
      );
      if (process.env.PICTURES !== "1") return;
      const path = fileURLToPath(new URL(`degrade-${id}.png`, PICTURES));
      await page.getByRole("log").screenshot({ path, animations: "disabled" });
      expect(statSync(path).size).toBeLessThan(MOST_BYTES);
    } finally {
      await page.close();
      await echo.stop();
    }
  });
}
