/** The page of the sandbox in a real browser, with a bot of a few lines behind it (test/adapters/sandbox/echo.ts). */
import { expect, type Page, test } from "@playwright/test";
import { type Echo, startEcho } from "../adapters/sandbox/echo.ts";

let echo: Echo;
/** What a page must never do: fail, or break its own policy. */
let faults: string[] = [];

test.beforeEach(async ({ page }) => {
  // A bot of its own for each test: nobody finds another's words.
  echo = await startEcho();
  faults = [];
  watch(page);
});
test.afterEach(async ({ page }) => {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await page.close();
  await echo.stop();
  expect(faults).toEqual([]);
  expect(wider, "nothing sticks out sideways").toBe(0);
});

function watch(page: Page) {
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
}

const input = (page: Page) => page.getByRole("textbox", { name: "说点什么" });
const names = (page: Page) => page.getByRole("listbox", { name: "@ 某人" });
const log = (page: Page) => page.getByRole("log");
const open = (page: Page, at = "") => page.goto(`${echo.url}${at}`);

async function say(page: Page, text: string) {
  await input(page).fill(text);
  await input(page).press("Enter");
}

test("a newcomer's first minute: an empty group, the @ picker, a reply with buttons", async ({ page }) => {
  await open(page);
  await expect(page).toHaveTitle(/驿站/);
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page.getByText("这里是驿站的演示群")).toBeVisible();
  await input(page).click();
  await page.keyboard.type("@");
  await expect(names(page).getByRole("option", { name: /小驿/ })).toBeVisible();
  await expect(names(page).getByRole("option", { name: /赵姐/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(names(page).getByRole("option", { selected: true })).toContainText("赵姐");
  await page.keyboard.press("Escape");
  await expect(names(page)).toHaveCount(0);
  await input(page).fill("");
  await page.keyboard.type("@小");
  // Enter picks while the picker is open, and sends only afterwards.
  await page.keyboard.press("Enter");
  await expect(input(page)).toHaveValue("@小驿 ");
  await page.keyboard.type("帮助");
  await page.keyboard.press("Enter");
  await expect(log(page).getByText("我能做四件事：")).toBeVisible();
  await expect(input(page)).toHaveValue("");
  await log(page).getByRole("button", { name: "提诉求", exact: true }).click();
  await expect(log(page).getByText("王师傅 点了「提诉求」")).toBeVisible();
});

test("words without @ are shown to people and marked; Shift+Enter makes a line", async ({ page }) => {
  await open(page);
  await input(page).fill("今天路滑");
  await input(page).press("Shift+Enter");
  await page.keyboard.type("大家慢点");
  await page.keyboard.press("Enter");
  await expect(log(page).getByText("今天路滑 大家慢点")).toBeVisible();
  await expect(log(page).getByText("没有 @小驿")).toBeVisible();
  await expect(log(page).getByRole("article")).toHaveCount(1);
});

test("a living card changes in place for everybody", async ({ page, context }) => {
  await open(page);
  const zhao = await context.newPage();
  watch(zhao);
  await open(zhao, "#zhao/g1");
  await expect(zhao.getByRole("radio", { name: /赵姐/ })).toBeChecked();
  await say(page, "@小驿 招募令");
  await expect(log(page).getByText("报名 0 / 2 人")).toBeVisible();
  await log(zhao).getByRole("button", { name: "报名" }).click();
  for (const each of [page, zhao]) {
    await expect(log(each).getByText("报名 1 / 2 人")).toBeVisible();
    await expect(log(each).getByText("招募令 A12")).toHaveCount(1);
    await expect(log(each).getByText("随时更新 · 已更新 1 次")).toBeVisible();
  }
  await zhao.close();
});

test("a complaint goes on in private: a badge for the one, nothing for the others", async ({ page }) => {
  await open(page);
  await say(page, "@小驿 提诉求 站长扣钱");
  await expect(log(page).getByText("编号 D7，我们私下说。")).toBeVisible();
  await expect(log(page).locator(".markdown .mention")).toHaveText("@王师傅");
  const direct = page.getByRole("navigation").getByRole("button", { name: /和小驿私聊/ });
  await expect(direct).toContainText("1 条未读");
  await direct.click();
  await expect(log(page).getByText("请说说是什么事。")).toBeVisible();
  await expect(direct).not.toContainText("未读");
  await page.getByRole("radio", { name: /赵姐/ }).check();
  await expect(log(page).getByText("请说说是什么事。")).toHaveCount(0);
  await page.getByRole("radio", { name: /孙主任/ }).check();
  await expect(page.getByRole("navigation").getByRole("button", { name: /东街承办群/ })).toBeVisible();
});

test("arrow keys change the person; who is not in a group does not see it", async ({ page }) => {
  await open(page);
  await page.getByRole("radio", { name: /王师傅/ }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: /赵姐/ })).toBeChecked();
  await expect(page.getByRole("navigation").getByRole("button", { name: /东街承办群/ })).toHaveCount(0);
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("navigation").getByRole("button", { name: /东街承办群/ })).toBeVisible();
});

test("a photo is made smaller before it leaves, and a place shows its name", async ({ page }) => {
  await open(page, "#wang/direct");
  // A picture of 2400 x 1200, drawn here so that no file is needed.
  const data = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 2400, height: 1200 });
    return canvas.toDataURL("image/png").split(",")[1] ?? "";
  });
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "消防通道.png", mimeType: "image/png", buffer: Buffer.from(data, "base64") });
  await expect(page.locator(".attached img")).toBeVisible();
  await say(page, "通道堵了");
  await expect(log(page).getByText("你说：通道堵了〔image〕")).toBeVisible();
  const picture = log(page).getByRole("img", { name: "消防通道.png" });
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1600);
  // The answer may be there before the page knows that the words went out; then the box under them closes.
  await expect(page.locator(".attached")).toHaveCount(0);
  await page.getByRole("button", { name: "发位置" }).click();
  await page.getByRole("button", { name: "人民路小学门口" }).click();
  await expect(log(page).getByText("〔人民路小学门口〕")).toBeVisible();
  await expect(log(page).locator("figcaption")).toContainText("GCJ-02");
  expect(echo.set.heard.at(-1)?.place?.datum).toBe("gcj02");
});

test("quoting the bot speaks to it without a mention", async ({ page }) => {
  await open(page);
  await say(page, "@小驿 招募令");
  await log(page).getByRole("article").last().hover();
  await log(page).getByRole("button", { name: "回复 小驿" }).click();
  await expect(page.locator(".quoting")).toContainText("招募令 A12");
  await say(page, "+1");
  await expect(log(page).getByText("你说：+1")).toBeVisible();
  await expect(log(page).locator(".quoted")).toContainText("小驿：招募令 A12");
  await expect(page.locator(".quoting")).toHaveCount(0);
});

test("Markdown is drawn, HTML is only words", async ({ page }) => {
  await open(page, "#wang/direct");
  await say(page, "**粗** <img src=x onerror=alert(1)> [坏](javascript:alert(1)) [好](https://gov.cn)");
  const reply = log(page).getByRole("article").last();
  await expect(reply.locator("strong")).toHaveText("粗");
  await expect(reply.locator("img")).toHaveCount(0);
  await expect(reply.getByRole("link")).toHaveCount(1);
  await expect(reply.getByRole("link", { name: "好" })).toHaveAttribute("rel", "noopener noreferrer");
});

test("another platform's look: numbers for buttons, and the numbers work", async ({ page }) => {
  await open(page, "#wang/direct");
  await say(page, "帮助");
  await page.getByLabel("按哪个平台显示").selectOption({ label: "微信" });
  await expect(log(page).getByText("回复 3 提诉求")).toBeVisible();
  await expect(log(page).getByRole("button", { name: "提诉求", exact: true })).toHaveCount(0);
  await say(page, "3");
  await expect(log(page).getByText("请说说是什么事。")).toBeVisible();
});

test("behind the scenes: what was heard and said, a lost answer, a message twice", async ({ page }) => {
  await open(page, "#wang/direct");
  await page.getByRole("button", { name: "幕后" }).click();
  await expect(page.getByRole("heading", { name: /幕后/ })).toBeFocused();
  await page.getByRole("tab", { name: "模拟" }).click();
  await page.getByText("没发出去").click();
  await expect.poll(async () => (await echo.set.state()).fault).toBe("not-sent");
  await page.getByRole("button", { name: "清空演示群" }).click();
  await expect.poll(async () => (await echo.set.state()).fault).toBe(undefined);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: /幕后/ })).toHaveCount(0);
  await say(page, "早");
  await expect(log(page).getByText("你说：早")).toBeVisible();
  await page.getByRole("button", { name: "幕后" }).click();
  await page.getByRole("tab", { name: "模拟" }).click();
  await page.getByRole("button", { name: "把上一条再送一遍" }).click();
  await expect.poll(() => echo.set.heard.length).toBe(2);
  await page.getByRole("tab", { name: "经过" }).click();
  await expect(page.getByText("又送一次")).toBeVisible();
  await page.locator("summary", { hasText: "你说：早" }).first().click();
  await expect(page.locator("details[open] pre")).toContainText('"text": "你说：早"');
});

test("the time shown is Beijing's, whatever the browser's zone", async ({ page }) => {
  await open(page, "#wang/direct");
  await say(page, "早");
  const at = await log(page).locator("article time").first().getAttribute("datetime");
  const beijing = new Intl.DateTimeFormat("zh-CN", {
    timeZone: "Asia/Shanghai",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  await expect(log(page).locator("article time").first()).toHaveText(beijing.format(new Date(at ?? "")));
});

test("a window that lost the line, or was asleep, catches up without a gap or a double", async ({ page }) => {
  await open(page);
  await say(page, "第一句");
  await expect(log(page).getByText("第一句")).toBeVisible();
  echo.cut();
  await echo.set.say("zhao", "g1", "你掉线时说的");
  await expect(log(page).getByText("你掉线时说的")).toBeVisible({ timeout: 15_000 });

  const see = (state: "hidden" | "visible") =>
    page.evaluate((to) => {
      Object.defineProperty(document, "visibilityState", { value: to, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await see("hidden");
  await echo.set.say("zhao", "g1", "你没看时说的");
  // Long enough for it to have come, had the window still been listening.
  await page.waitForTimeout(500);
  await expect(log(page).getByText("你没看时说的")).toHaveCount(0);
  await see("visible");
  await expect(log(page).getByText("你没看时说的")).toBeVisible();
  await expect(log(page).getByRole("article")).toHaveCount(3);
  // The browser says in its console that the line broke; that is no fault of the page.
  faults = faults.filter((fault) => !/ERR_|Failed to load resource/.test(fault));
});

test("everything that can be used has a name, and there is one main part", async ({ page }) => {
  await open(page);
  await say(page, "@小驿 帮助");
  await page.getByRole("button", { name: "幕后" }).click();
  await page.getByRole("tab", { name: "模拟" }).click();
  await expect(page.getByRole("main")).toHaveCount(1);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll("button, a[href], input:not([hidden]), select, textarea, img")]
      .filter((each) => {
        const labels = "labels" in each && each.labels instanceof NodeList ? [...each.labels] : [];
        const names = [
          each.getAttribute("aria-label"),
          each.getAttribute("alt"),
          each.textContent,
          ...labels.map((label) => label.textContent),
        ];
        const decoration = each.matches('img[alt=""]');
        const seen = each.checkVisibility({ visibilityProperty: true });
        return seen && !decoration && !each.closest("[aria-hidden=true]") && !names.some((name) => name?.trim());
      })
      .map((each) => each.outerHTML.slice(0, 120)),
  );
  expect(nameless).toEqual([]);
});
