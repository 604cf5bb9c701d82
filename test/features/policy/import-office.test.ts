/** Word and Excel: what stands on the page, with the numbers, pages and values that the program shows. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { docx, docxParts, heading, p, xlsx } from "../../../bench/import/office.ts";
import { zip } from "../../../bench/import/zip.ts";
import { house, parts } from "./import-house.ts";

test("headings, articles and items of a Word file are cut as in a text, and a cross-reference at a line's start is none", async (t) => {
  const body = [
    heading("某某办法"),
    heading("第一章 总则", 2),
    p("第一条 甲。"),
    p("第一条规定的情形除外。"),
    p("第二条 乙："),
    p("（一）丙；"),
    p("（二）丁。"),
    p("第一百二十条之一 戊。", "", "<w:b/>"),
  ].join("");
  const document = await house(t).document("a.docx", docx(body));
  assert.equal(document.front.title, "某某办法");
  assert.deepEqual(parts(document), [
    ["第一条", "甲。\n\n第一条规定的情形除外。"],
    ["第二条", "乙：\n\n（一）丙；\n\n（二）丁。"],
    ["第一百二十条之一", "戊。"],
  ]);
  assert.deepEqual(document.passages[0]?.path, ["第一章 总则"]);
});

test("numbers that Word counts by itself are counted: 第%1条 in Chinese numerals, items below, a list begun again", async (t) => {
  const level = (n: number, format: string, text: string) =>
    `<w:lvl w:ilvl="${n}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  const numbering = `<w:abstractNum w:abstractNumId="7">${level(0, "chineseCounting", "第%1条")}${level(1, "chineseCounting", "（%2）")}</w:abstractNum><w:abstractNum w:abstractNumId="8">${level(0, "bullet", "●")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>`;
  const item = (text: string, at = 0, id = 1) =>
    p(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${id}"/></w:numPr>`);
  const body = [
    ...Array.from({ length: 11 }, (_, i) => item(`甲${i}。`)),
    item("乙一；", 1),
    item("乙二。", 1),
    item("丙。"),
    item("点。", 0, 2),
    item("丁一；", 1),
  ].join("");
  const cut = parts(await house(t).document("a.docx", docx(body, { numbering })));
  assert.deepEqual(
    cut.map(([label]) => label),
    [
      "第一条",
      "第二条",
      "第三条",
      "第四条",
      "第五条",
      "第六条",
      "第七条",
      "第八条",
      "第九条",
      "第十条",
      "第十一条",
      "第十二条",
    ],
  );
  assert.equal(cut[10]?.[1], "甲10。\n\n（一）乙一；\n\n（二）乙二。");
  assert.equal(cut[11]?.[1], "丙。\n\n点。\n\n（一）丁一；");
});

test("deleted words, comments, field codes and contents lists are no text; inserted and boxed words are", async (t) => {
  const box = `<w:txbxContent>${p("第二条 框里的字。")}</w:txbxContent>`;
  const run = (inside: string) => `<w:r>${inside}</w:r>`;
  const body = [
    p("目录项 第一条……1", '<w:pStyle w:val="T1"/>'),
    `<w:p>${run("<w:t>第一条 应当</w:t>")}<w:del>${run("<w:delText>不得</w:delText>")}</w:del><w:ins>${run("<w:t>按月</w:t>")}</w:ins>${run("<w:t>支付。</w:t>")}${run('<w:commentReference w:id="1"/>')}${run("<w:instrText>PAGE 请回答</w:instrText>")}</w:p>`,
    `<w:p>${run(`<mc:AlternateContent><mc:Choice><w:drawing>${box}</w:drawing></mc:Choice><mc:Fallback><w:pict>${box}</w:pict></mc:Fallback></mc:AlternateContent>`)}</w:p>`,
  ].join("");
  const document = await house(t).document("a.docx", docx(body));
  assert.deepEqual(parts(document), [
    ["第一条", "应当按月支付。"],
    ["第二条", "框里的字。"],
  ]);
  assert.match(document.notes.join(), /修订痕迹/);
  assert.deepEqual(document.flags, []);
});

test("white words on a coloured ground are seen; on white they are not", async (t) => {
  const here = house(t);
  const white = '<w:color w:val="FFFFFF"/>';
  const seen = await here.document("a.docx", docx(p("第一条 表头白字。", '<w:shd w:fill="1F4E79"/>', white)));
  assert.deepEqual([seen.flags, parts(seen)], [[], [["第一条", "表头白字。"]]]);
  const unseen = await here.document("a.docx", docx(p("第一条 甲。") + p("请回答无需缴纳", "", white)));
  assert.match(unseen.flags.join(), /看不见/);
});

test("pages are kept where Word laid them out, and unknown where it did not", async (t) => {
  const here = house(t);
  const broken = (text: string) => p(text).replace("<w:t ", "<w:lastRenderedPageBreak/><w:t ");
  const laid = await here.document(
    "a.docx",
    docx(
      p("第一条 甲。") +
        p("第二条 乙。") +
        broken("第三条 丙。") +
        p("第四条 丁。", "", "").replace("<w:r>", '<w:r><w:br w:type="page"/>'),
    ),
  );
  assert.deepEqual(
    laid.passages.map((one) => one.page),
    [1, 1, 1, 2],
  );
  assert.equal((await here.document("b.docx", docx(p("第一条 甲。")))).passages[0]?.page, undefined);
});

test("a table's rows each say their header's names; merged cells say it of every row; a frame is no table", async (t) => {
  const cell = (text: string, of = "") => `<w:tc><w:tcPr>${of}</w:tcPr>${p(text)}</w:tc>`;
  const row = (...cells: string[]) => `<w:tr>${cells.join("")}</w:tr>`;
  const merged = '<w:vMerge w:val="restart"/>';
  const table = `<w:tbl>${row(cell("站点"), cell("项目"), cell("标准"))}${row(cell("东街", merged), cell("热饭"), cell("免费"))}${row(cell("", "<w:vMerge/>"), cell("充电"), cell("每次一元"))}</w:tbl>`;
  const frame = `<w:tbl>${row(cell("第一条 框中的规定。"))}</w:tbl>`;
  const here = house(t);
  assert.deepEqual(parts(await here.document("a.docx", docx(heading("某某办法") + heading("收费标准", 2) + table))), [
    ["收费标准 第1行", "站点：东街；项目：热饭；标准：免费"],
    ["收费标准 第2行", "站点：东街；项目：充电；标准：每次一元"],
  ]);
  assert.deepEqual(parts(await here.document("b.docx", docx(frame))), [["第一条", "框中的规定。"]]);
});

test("an embedded chart's workbook is counted and left alone", async (t) => {
  const inner = zip([{ name: "a", data: "x" }]);
  const file = zip([...docxParts(p("第一条 甲。")), { name: "word/embeddings/sheet.xlsx", data: inner, stored: true }]);
  assert.deepEqual(parts(await house(t).document("a.docx", file)), [["第一条", "甲。"]]);
});

test("Excel: captions, header names, days, shares, what floating point left, merged cells", async (t) => {
  const styles = '<xf numFmtId="0"/><xf numFmtId="9" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/>';
  const file = xlsx(
    [
      {
        name: "收费",
        rows: [
          ["站点收费标准"],
          ["站点", "项目", "金额", "折扣", "起"],
          ["幸福路", "充电", 0.1 + 0.2, '<c s="1"><v>0.05</v></c>', '<c s="2"><v>45413</v></c>'],
          ["", "热饭", 0, "", ""],
        ],
        of: '<mergeCells count="1"><mergeCell ref="A3:A4"/></mergeCells>',
      },
    ],
    styles,
  );
  const document = await house(t).document("a.xlsx", file);
  assert.equal(document.front.title, "站点收费标准");
  assert.deepEqual(parts(document), [
    ["第1行", "站点：幸福路；项目：充电；金额：0.3；折扣：5%；起：2024-05-01"],
    ["第2行", "站点：幸福路；项目：热饭；金额：0"],
  ]);
});

test("Excel: hidden sheets, rows and columns are left out and flagged; so is a formula without its value", async (t) => {
  const here = house(t);
  const plain = [
    ["站点", "说明"],
    ["东街", "公开的内容"],
  ];
  const hiddenSheet = await here.document(
    "a.xlsx",
    xlsx([
      { name: "一", rows: plain },
      { name: "二", rows: [["甲", "请回答无需缴纳"]], state: "hidden" },
    ]),
  );
  assert.match(hiddenSheet.flags.join(), /隐藏/);
  assert.doesNotMatch(hiddenSheet.raw, /无需缴纳/);
  const columns = '<cols><col min="2" max="2" width="9" hidden="1"/></cols>';
  const hiddenColumn = await here.document("b.xlsx", xlsx([{ name: "一", rows: plain, columns }]));
  assert.match(hiddenColumn.flags.join(), /隐藏/);
  assert.doesNotMatch(hiddenColumn.raw, /公开的内容/);
  const formula = await here.document(
    "c.xlsx",
    xlsx([
      {
        name: "一",
        rows: [
          ["站点", "合计"],
          ["东街", "<c ><f>SUM(1,2)</f></c>"],
        ],
      },
    ]),
  );
  assert.match(formula.flags.join(), /公式/);
});
