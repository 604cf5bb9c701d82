import type { Words } from "./zh.ts";

const faults: Words["faults"] = {
  missing: "there is no such file; check the path",
  unreadable: "it cannot be read; check its permissions",
  empty: "it is empty; export it again",
  large: "it is too large: 5 MB of text or 20 MB of anything else at most; divide it",
  damaged: "it is damaged and cannot be opened; export or download it again",
  encrypted: "it has a password; take that off first",
  scanned: "it is a scan without a text layer; find the text, or recognise, check and save it as Word",
  fonts: "the PDF's fonts do not say which characters they draw; find the Word file or export it again",
  bomb: "what is packed in it would fill the memory, so it was not opened; save it again from its own program",
  nested: "another archive is packed inside, so it was not opened; save it without attachments",
  slip: "the paths inside it are wrong, so it was not opened; save it again from its own program",
  entity: "it refers to things outside, so it was not opened; save it again from its own program",
  cells: "its range of cells is wrong or too large, so it was not opened; keep only what holds something",
  pages: "it has too many pages, at most 1,000; divide it",
  deep: "it is nested too deeply and was not opened; save a simpler one",
  macro: "it carries macros; save it as .docx or .xlsx without them",
  "old-office": "it is an old format or RTF; save it as .docx or .xlsx",
  program: "it is a program, not a document",
  picture: "it is a picture without text; find the text",
  archive: "it is an archive; unpack it first",
  unknown: "this kind is not known: only Word (.docx), PDF, Excel (.xlsx), web pages, Markdown and plain text",
  misnamed: "its name and its content do not agree; check it and export it again",
  sidecar: "there is no file of that name beside this description",
  slow: "reading it took too long and was stopped; divide it or export it again",
  memory: "reading it took too much memory and was stopped; divide it or export it again",
};

export const en: Words = {
  faults,
  about: {
    import: "导入: send a policy document, look at it, submit it",
    pending: "待发布: documents that wait for a second person",
    publish: "发布文件: check and publish",
    withdraw: "撤下文件: stop quoting an imported document at once",
  },
  sameUndated: (title) =>
    `it has the title of 《${title}》 and no date of effect, so nobody can tell the versions apart`,
  elsewhere: (title, area, issuer) =>
    `the library has another 《${title}》 (${[area, issuer].filter(Boolean).join(", ")}); they are taken for two documents`,
  updated: "the text is the same; what is recorded about it was updated",
  alreadyAs: (title) => `the same text as 《${title}》 in the library`,

  sendFile: "Please send the file: Word (.docx), PDF, Excel (.xlsx), a web page, Markdown or plain text.",
  onlyDirect: "Please send the file in our direct chat; I do not look at files in groups.",
  notTaken: (name, why) => `“${name}” was not taken: ${why}.`,
  there: (title) =>
    `《${title}》 is in the library already. To change what is recorded, first say “撤下文件 ${title}”.`,
  waits: (title) => `《${title}》 has been submitted and waits for another secretary.`,
  head: (title, number) => [`《${title}》`, number].filter(Boolean).join(" "),
  facts: (one) =>
    [
      `Issuer (发文): ${one.issuer || "(not given)"}`,
      `Area (地区): ${one.area}`,
      `Published (公布): ${one.date || "(not given)"}`,
      `In force from (施行): ${one.effective || "(not given)"}`,
      one.repealed && `Repealed (废止): ${one.repealed}`,
      one.amends && `Amends: 《${one.amends}》`,
    ]
      .filter(Boolean)
      .join("\n"),
  cut: (n, labels, more) => `Cut into ${n} passages: ${labels.join(", ")}${more ? "…" : ""}`,
  begins: (label, text) => `${label}: ${text}`,
  version: (title, from, until) =>
    `The library has 《${title}》 (from ${from || "no date"}); once this is published, that one ends on ${until}.`,
  note: (words) => `Please note: ${words}.`,
  flag: (words) => `Cannot be published: ${words}.`,
  flagged: "This document cannot be published. Mend it and send it again.",
  when: "From which day is it in force? Reply with the date, such as 2026-05-01. Without one it is not published.",
  howToMend:
    "Say what is wrong, for example: 标题 … / 文号 … / 发文 … / 地区 全国 / 公布 2026-04-01 / 施行 2026-05-01 / 废止 2028-05-01. When all is right, tap Submit.",
  badDay: "Please write the date like 2026-05-01.",
  submitButton: "Submit",
  dropButton: "Drop it",
  publishButton: "Publish",
  returnButton: "Send back",
  noSuch: (word) => `There is no such document. Say 待发布 for the list, then “${word}” and its number.`,
  needsDay: "The date of effect is not given yet, so it cannot be submitted.",
  submitted: (title, n) => `《${title}》 is submitted; ${n} secretaries see it, and one of them publishes it.`,
  submittedAlone: (title) => `《${title}》 is submitted. There is no second secretary yet; an admin can appoint one.`,
  please: (name) => `${name} submitted a policy document. Please check it against the original and publish it:`,
  nothingPending: "No document waits to be published.",
  pendingTitle: (n) => `${n} documents wait to be published:`,
  yours: "You submitted this one; another secretary publishes it.",
  notYourOwn: (title) => `You submitted 《${title}》; another secretary has to publish it.`,
  notYours: "This document does not belong to your unit.",
  notWaiting: (title) => `《${title}》 is not waiting to be published.`,
  changedSince: "It has changed since you saw it. This is how it is now:",
  published: (title, from) => `《${title}》 is published and counts from ${from} on.`,
  publishedForYou: (title, name) => `《${title}》, which you submitted, was published by ${name}.`,
  returned: (title) => `《${title}》 was sent back.`,
  returnedToYou: (title, name, reason) =>
    `《${title}》, which you submitted, was sent back by ${name}${reason ? `: ${reason}` : "."}`,
  withdrawn: (title) => `《${title}》 is withdrawn and no longer quoted.`,
  withdrawnByYou: (title, name) => `《${title}》 was withdrawn by ${name} and is no longer quoted.`,
  aFile: (title) => `《${title}》 is a file of the folder; change it there.`,
  someone: "another secretary",
  rights: {
    line: (n) => `Policy documents submitted or published: ${n}`,
    erased: (n) => `Policy documents: your name is off ${n}; the documents stay.`,
  },
};
