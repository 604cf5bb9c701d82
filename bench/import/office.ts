/** Word and Excel files, as small as they may be. */
import { type Part, zip } from "./zip.ts";

const TYPES = "http://schemas.openxmlformats.org/package/2006/content-types";
const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';
const S =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");

/** A paragraph of plain words; `of` goes into its properties, `run` into its run's. */
export function p(text: string, of = "", run = ""): string {
  return `<w:p><w:pPr>${of}</w:pPr><w:r><w:rPr>${run}</w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;
}

export const heading = (text: string, rank = 1) => p(text, `<w:pStyle w:val="H${rank}"/>`);

/** The parts of a Word file with this body, so that a test may add to them. */
export function docxParts(body: string, more: { numbering?: string; main?: string } = {}): Part[] {
  const main = more.main ?? "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
  const styles = [1, 2, 3]
    .map((n) => `<w:style w:type="paragraph" w:styleId="H${n}"><w:name w:val="heading ${n}"/></w:style>`)
    .join("");
  return [
    {
      name: "[Content_Types].xml",
      data: `<?xml version="1.0"?><Types xmlns="${TYPES}"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    },
    {
      name: "_rels/.rels",
      data: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${REL}/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: "word/document.xml",
      data: `<?xml version="1.0" encoding="UTF-8"?><w:document ${W}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    },
    {
      name: "word/styles.xml",
      data: `<w:styles ${W}>${styles}<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style></w:styles>`,
    },
    ...(more.numbering
      ? [{ name: "word/numbering.xml", data: `<w:numbering ${W}>${more.numbering}</w:numbering>` }]
      : []),
  ];
}

export const docx = (body: string, more: { numbering?: string } = {}) => zip(docxParts(body, more));

/** Sheets of cells; a string that begins with "<" is taken as the cell's XML. `of`: what else stands in a sheet. */
export function xlsxParts(
  sheets: { name: string; rows: (string | number)[][]; state?: string; of?: string; columns?: string }[],
  styles = "",
): Part[] {
  const ids = sheets.map((_, i) => i + 1);
  const cell = (value: string | number, ref: string) => {
    if (typeof value === "number") return `<c r="${ref}"><v>${value}</v></c>`;
    if (value.startsWith("<")) return value.replace("<c ", `<c r="${ref}" `);
    return value === "" ? "" : `<c r="${ref}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
  };
  const row = (cells: (string | number)[], y: number) =>
    `<row r="${y + 1}">${cells.map((one, x) => cell(one, `${String.fromCharCode(65 + x)}${y + 1}`)).join("")}</row>`;
  return [
    {
      name: "[Content_Types].xml",
      data: `<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${ids.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join("")}</Types>`,
    },
    {
      name: "_rels/.rels",
      data: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: "xl/workbook.xml",
      data: `<workbook ${S}><sheets>${sheets.map((one, i) => `<sheet name="${escaped(one.name)}" sheetId="${i + 1}" r:id="r${i + 1}"${one.state ? ` state="${one.state}"` : ""}/>`).join("")}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      data: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${ids.map((n) => `<Relationship Id="r${n}" Type="${REL}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join("")}<Relationship Id="s" Type="${REL}/styles" Target="styles.xml"/></Relationships>`,
    },
    {
      name: "xl/styles.xml",
      data: `<styleSheet ${S}><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs>${styles || '<xf numFmtId="0"/>'}</cellXfs></styleSheet>`,
    },
    ...sheets.map(({ rows, of = "", columns = "" }, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      data: `<worksheet ${S}>${columns}<sheetData>${rows.map(row).join("")}</sheetData>${of}</worksheet>`,
    })),
  ];
}

export const xlsx = (...of: Parameters<typeof xlsxParts>) => zip(xlsxParts(...of));
