/** A newcomer's quarter of an hour with the real program: `yizhan start` on fresh data, one browser, five people. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";

let bot: ChildProcess;
let data: string;
let url: string;

/** Starts the program as a person would, without any account or key, and waits for the address it prints. */
test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "story-"));
  const env = { PATH: process.env.PATH, HOME: data, DATA_DIR: data, HTTP_PORT: "0", ORG_NAME: "东街党群服务中心" };
  bot = spawn(process.execPath, ["bin/yizhan.js", "start"], { env, stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  bot.stderr?.on("data", (chunk) => {
    out += String(chunk);
  });
  url = await new Promise<string>((resolve, reject) => {
    bot.stdout?.on("data", (chunk) => {
      out += String(chunk);
      const found = /http:\/\/\S+:(\d+)\//.exec(out);
      if (found) resolve(`http://127.0.0.1:${found[1]}/sandbox/`);
    });
    bot.once("exit", (code) => reject(new Error(`ended with ${code}: ${out}`)));
  });
});
test.afterAll(async () => {
  const ended = once(bot, "exit");
  const began = Date.now();
  bot.kill("SIGTERM");
  const [code] = await ended;
  await rm(data, { recursive: true, force: true });
  expect(code, "ends cleanly").toBe(0);
  expect(Date.now() - began, "with a window still open").toBeLessThan(5_000);
});

/** A case number: at least three letters or digits, one of them a digit. */
const NUMBER = /(?=[A-Z]*\d)[A-Z0-9]{3,}/;

const log = (page: Page) => page.getByRole("log");
const go = (page: Page, hash: string) => page.goto(`${url}#${hash}`);

async function say(page: Page, text: string) {
  const before = await log(page).getByRole("article").count();
  await page.getByRole("textbox", { name: "说点什么" }).fill(text);
  await page.getByRole("textbox", { name: "说点什么" }).press("Enter");
  // Somebody's words and the answer to them.
  await expect.poll(() => log(page).getByRole("article").count(), { timeout: 10_000 }).toBeGreaterThan(before + 1);
}

const press = (page: Page, name: RegExp | string) => log(page).getByRole("button", { name }).last().click();
const last = (page: Page) => log(page).getByRole("article").last();

test("a question, a complaint solved and a call-out filled", async ({ page }, info) => {
  // One story on one set of data: the second size of window would find the first one's cases.
  test.skip(info.project.name !== "desktop", "told once");
  test.setTimeout(120_000);

  // Until the page is built a note refreshes itself, so this waits without help.
  await go(page, "zhao/g1");
  await expect(page.getByRole("log")).toBeVisible({ timeout: 60_000 });

  await say(page, "@小驿 站长要收押金可以吗");
  await expect(last(page)).toContainText(/第.+条/);
  await expect(last(page)).toContainText("@赵姐");

  await go(page, "wang/g1");
  await say(page, "@小驿 提诉求 站长扣了我三百块");
  await expect(last(page).locator(".markdown")).toContainText(NUMBER);
  const number = NUMBER.exec((await last(page).locator(".markdown").textContent()) ?? "")?.[0] ?? "";
  await expect(last(page)).not.toContainText("三百块");

  await go(page, "wang/direct");
  await expect(log(page)).toContainText(number);
  await say(page, "东街站，上周三扣的");
  for (const label of ["实名", "提交"]) await press(page, label);
  await expect(log(page)).toContainText("已提交");

  await go(page, "sun/g2");
  await expect(log(page)).toContainText(number);
  await press(page, "认领");
  await expect(log(page)).toContainText("孙主任");
  await go(page, "sun/direct");
  await say(page, `办结 ${number} 已退回三百元，转账截图已核对`);
  await go(page, "wang/direct");
  await expect(log(page)).toContainText("已退回三百元");
  await press(page, "解决了");

  await go(page, "li/direct");
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  for (const words of ["招募", "陪独居老人取药", `${day} 14:00-16:00`, "幸福小区北门", "1", "有楼梯", "已投意外险"])
    await say(page, words);
  await press(page, "发布");
  await go(page, "zhao/g1");
  await expect(log(page)).toContainText("已报 0/1");
  await press(page, /^报名/);
  await expect(log(page)).toContainText("已报 1/1");
  await expect(log(page).getByText("陪独居老人取药")).toHaveCount(1);
});
