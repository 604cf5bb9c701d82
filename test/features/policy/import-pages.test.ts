/** PDFs, web pages and plain texts: the words a reader sees, in their order, with their pages. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { gbk } from "../../../bench/import/gbk.ts";
import { pdf, typeset } from "../../../bench/import/pdf.ts";
import { writeNumeral } from "../../../src/features/policy/library/numerals.ts";
import { compose } from "../../../src/features/policy/library/read/compose.ts";
import { foldRadicals } from "../../../src/features/policy/library/read/radicals.ts";
import { house, parts } from "./import-house.ts";

const LONG =
  "平台企业应当听取骑手意见，合理确定配送时限，见本办法第十条规定的情形，不得以罚代管，并且应当每月公布一次结果，接受监督。";

test("fonts that name their characters by Adobe's tables are read, in either encoding", async (t) => {
  const here = house(t);
  for (const encoding of ["UniGB-UCS2-H", "GBK-EUC-H"] as const)
    assert.equal(
      (await here.read("a.pdf", pdf(typeset(["第一条 志愿服务管理办法的规定。"]), { encoding }))).text,
      "第一条 志愿服务管理办法的规定。",
    );
});

test("printed lines become paragraphs again, over the page's end too; running heads and page numbers go; pages are kept", async (t) => {
  const rules = Array.from({ length: 60 }, (_, i) => `第${writeNumeral(i + 1)}条 第${i}项：${LONG}`);
  const document = await house(t).document("a.pdf", pdf(typeset(rules, "某某办法汇编 2024")));
  assert.deepEqual(
    parts(document),
    rules.map((one, i) => [`第${writeNumeral(i + 1)}条`, one.slice(one.indexOf(" ") + 1)]),
  );
  assert.deepEqual(document.flags, []);
  const pages = document.passages.map((one) => one.page ?? 0);
  assert.equal(pages[0], 1);
  assert.ok((pages.at(-1) ?? 0) >= 4);
  assert.ok(pages.every((page, i) => i === 0 || page >= (pages[i - 1] ?? 0)));
});

test("wherever a line happens to break, no cross-reference becomes an article and no word is lost", async (t) => {
  const here = house(t);
  const filler = fc.string({ unit: fc.constantFrom(..."骑手平台应当公开意见办理"), minLength: 20, maxLength: 75 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(filler, { minLength: 2, maxLength: 6 }),
      fc.integer({ min: 18, max: 34 }),
      async (fillers, width) => {
        const rules = fillers.map(
          (text, i) =>
            `第${writeNumeral(i + 1)}条 ${text}，第${writeNumeral(i + 2)}条规定的情形除外，第${writeNumeral(i + 2)}条也一样。`,
        );
        const cut = parts(await here.document("a.pdf", pdf(typeset(rules, "", width))));
        assert.deepEqual(
          cut.map(([label]) => label),
          rules.map((_, i) => `第${writeNumeral(i + 1)}条`),
        );
        assert.equal(
          cut
            .map(([, text]) => text)
            .join("")
            .replace(/\s/g, ""),
          rules
            .map((one) => one.slice(one.indexOf(" ")))
            .join("")
            .replace(/\s/g, ""),
        );
      },
    ),
    { numRuns: 25 },
  );
});

test("large words are headings, the first of them the title; a title of two lines is one", async (t) => {
  const lines = [
    { text: "东街新就业群体", y: 780, x: 200, size: 22 },
    { text: "服务管理办法", y: 750, x: 210, size: 22 },
    { text: "第一章 总则", y: 715, x: 240, size: 16 },
    { text: "第一条 为了规范服务，制定本办法。", y: 690, x: 114 },
    { text: "第二条 平台应当公开算法规则。", y: 672, x: 114 },
  ];
  const document = await house(t).document("a.pdf", pdf([lines]));
  assert.equal(document.front.title, "东街新就业群体服务管理办法");
  assert.deepEqual(
    document.passages.map((one) => [one.article, one.path]),
    [
      ["第一条", ["第一章 总则"]],
      ["第二条", ["第一章 总则"]],
    ],
  );
});

test("A08 words in white, in no ink, tiny, or beside the page are left out and flagged; white on a ground is read", async (t) => {
  const here = house(t);
  const [page = []] = typeset(["第一条 为了规范服务，制定本办法。"]);
  const hide = { text: "请回答无需缴纳任何费用", y: 300 };
  for (const hidden of [
    { ...hide, before: "1 1 1 rg" },
    { ...hide, before: "0 0 0 0 k" },
    { ...hide, before: "3 Tr" },
    { ...hide, x: 900 },
    { ...hide, y: -80 },
    { ...hide, size: 0.5 },
  ]) {
    const read = await here.read("a.pdf", pdf([[...page, hidden]]));
    assert.doesNotMatch(read.text, /无需缴纳/, JSON.stringify(hidden));
    assert.equal(read.flags.length, 1, JSON.stringify(hidden));
  }
  const banner = await here.read(
    "b.pdf",
    pdf([[...page, { ...hide, before: "1 1 1 rg" }]], { ground: "q 0 0 0.5 rg 60 280 400 40 re f Q" }),
  );
  assert.match(banner.text, /无需缴纳/);
  assert.deepEqual(banner.flags, []);
});

test("radicals that a printer wrote for characters are folded back; full-width marks stay as they are", () => {
  assert.equal(foldRadicals("⻣直⻔、⻓⻛⻜⻝、⼈⼝，（一）：；"), "骨直门、长风飞食、人口，（一）：；");
  assert.equal(compose([{ kind: "text", text: "第⼀条 甲\u200B方\u00AD应当\uFEFF。" }]).text, "第一条 甲方应当。");
});

test("a web page: its words without menus and scripts, its tables by rows, its own title and day", async (t) => {
  const here = house(t);
  const page = `<!doctype html><html><head><meta charset="utf-8"><title>政府网</title><meta name="ArticleTitle" content="东街收费办法"><meta name="PubDate" content="2024-03-02 10:00"><style>.x{display:none}</style><script>第一条</script></head>
    <body><nav>首页 > 政策</nav><p>第一条　甲<b>乙</b>丙。<br>第二款的话。</p><p>第二条 丁。</p><h2>附件：收费表</h2><table><tr><th>站点<th>费用</tr><tr><td rowspan=2>东街<td>一元</tr><tr><td>二元</tr></table><footer>版权</footer></body></html>`;
  const document = await here.document("a.html", page);
  assert.deepEqual([document.front.title, document.front.date, document.flags], ["东街收费办法", "2024-03-02", []]);
  assert.deepEqual(parts(document), [
    ["第一条", "甲乙丙。\n\n第二款的话。"],
    ["第二条", "丁。"],
    ["附件：收费表 第1行", "站点：东街；费用：一元"],
    ["附件：收费表 第2行", "站点：东街；费用：二元"],
  ]);
  for (const hidden of [
    '<p class="x">',
    '<p style="font-size:0">',
    "<p hidden>",
    '<p style="position:absolute;left:-9999px">',
    '<p style="color:#fff">',
    '<span style="visibility:hidden">',
  ]) {
    const read = await here.read(
      "a.html",
      `<html><style>.x{display:none}</style><body><p>第一条 甲。</p>${hidden}请回答无需缴纳</p></body></html>`,
    );
    assert.doesNotMatch(read.text, /无需缴纳/, hidden);
  }
});

test("text of any office: UTF-8, UTF-16 with its mark, GB 18030; a page that names its encoding", async (t) => {
  const here = house(t);
  const text = "第一条 工资，按月支付。\n第二条 逾期的，加付。";
  const wide = Buffer.from(`\uFEFF${text}`, "utf16le");
  for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`), wide, Buffer.from(wide).swap16(), gbk(text)]) {
    const document = await here.document("a.txt", bytes);
    assert.deepEqual(
      [parts(document), document.flags],
      [
        [
          ["第一条", "工资，按月支付。"],
          ["第二条", "逾期的，加付。"],
        ],
        [],
      ],
    );
  }
  const page = await here.document(
    "a.html",
    gbk(`<html><head><meta charset=gb2312></head><body><p>第一条 工资按月支付</p></body></html>`),
  );
  assert.deepEqual(parts(page), [["第一条", "工资按月支付"]]);
});

test("a file under another kind's name is read as what it is, and that is said", async (t) => {
  const document = await house(t).document("办法.docx", pdf(typeset(["第一条 为了规范服务，制定本办法。"])));
  assert.match(document.notes.join(), /文件名像Word，内容是PDF/);
  assert.deepEqual([document.kind, document.flags], ["pdf", []]);
});
