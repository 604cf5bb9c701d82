/** A file as it was read, with what its publisher, its neighbour file and it itself say about it: a document to publish. */
import { type Document, readDocument } from "./document.ts";
import { readFacts } from "./facts.ts";
import { type Front, frontOf, readFront, readSidecar, type Written } from "./front-matter.ts";
import { type Kind, promised } from "./read/kind.ts";
import type { Text } from "./read/reader.ts";

const NAMES: Record<Kind, string> = {
  markdown: "Markdown",
  text: "纯文本",
  html: "网页",
  pdf: "PDF",
  docx: "Word",
  xlsx: "Excel",
};
/** Not yet decided by anybody: whoever relied on it would rely on a wish. */
const DRAFT = /征求意见稿|送审稿|讨论稿|[（(]草案[）)]|草案$/;

/** `sidecar`: the text of a .yaml file of the same name. What it says outdoes front matter, which outdoes the text. */
export function prepare(text: Text, fileName: string, sidecar?: string): Document {
  const name = nameOf(fileName);
  const stem = name.replace(/\.[^.]*$/, "");
  const faults: string[] = [];
  const marked = text.kind === "markdown" || text.kind === "text";
  const own = marked ? readFront(text.text, stem) : undefined;
  const side = sidecar === undefined ? undefined : readSidecar(sidecar, faults);
  const written: Written = { ...own?.written, ...side };
  // Its own faults count only where nobody outdid what they are about.
  const front = frontOf(written, "", faults);
  if (own && side === undefined) faults.push(...own.faults.filter((one) => !faults.includes(one)));
  const facts = readFacts(text.text.slice(own?.body ?? 0));
  const notes = [...text.notes];
  const settled = fill(front, { ...facts, title: front.title || text.said.title || facts.title || stem }, text.said);
  const meant = promised(name);
  if (meant !== undefined && meant !== text.kind && !(marked && (meant === "markdown" || meant === "text")))
    notes.push(`文件名像${NAMES[meant]}，内容是${NAMES[text.kind]}，已按内容读取`);
  if (written.effective && facts.effective && front.effective !== facts.effective)
    notes.push(`文中写的施行日期是 ${facts.effective}，与登记的不同，以登记的为准`);
  if (settled.effective === undefined && settled.amends === undefined) notes.push("没有写明施行日期");
  if (DRAFT.test(settled.title)) faults.push("标题写着征求意见稿或草案，不是正式文件");
  return readDocument("import", name, text.text, {
    kind: text.kind,
    pages: text.pages,
    front: settled,
    flags: [...faults, ...text.flags],
    notes,
  });
}

/** What nobody wrote down is taken from the text. */
function fill(front: Front, facts: ReturnType<typeof readFacts>, said: Text["said"]): Front {
  const date = front.date ?? facts.date ?? dayOf(said.date);
  const effective = front.effective ?? (front.status === undefined ? facts.effective : undefined);
  return {
    ...front,
    title: (facts.title ?? front.title).replace(/^《([^《》]+)》$/, "$1").slice(0, 200),
    number: front.number || (facts.number ?? ""),
    issuer: front.issuer || (facts.issuer ?? said.issuer ?? "").slice(0, 200),
    area: front.area === "全国" ? (facts.area ?? "全国") : front.area,
    ...(date === undefined ? {} : { date }),
    ...(effective === undefined ? {} : { effective }),
    ...(facts.repeals === undefined ? {} : { repeals: facts.repeals }),
  };
}

function dayOf(text: string | undefined): string | undefined {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined;
}

/** A file's name as it may be shown: no folders, nothing invisible, nothing that turns the reading direction (B02, F01). */
export function nameOf(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Co}]/gu, "").trim();
  const stem = plain.replace(/\.[a-z0-9]{1,8}$/i, "");
  const ending = plain.slice(stem.length);
  return `${[...stem].slice(0, 80).join("") || "文件"}${ending}`;
}
