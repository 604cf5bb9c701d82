import type { Words } from "./zh.ts";

export const en: Words = {
  about: "问政策: ask, and get the words of the document",
  aboutHuman: "转人工: hand your question to a person",

  ask: "What would you like to know? Just type it, for example: may they deduct pay for being late?",
  tooLong: "That is too long for me to read. Please ask one thing, in at most two thousand characters.",
  help: "I am here. Tap what you need:",
  thanks: "You are welcome. Ride safely. Whenever you need something:",
  entries: { study: "Study", policy: "Ask policy", ticket: "Report", volunteer: "Volunteer" },

  heading: "The documents' own words, not edited:",
  sample: "[Sample] ",
  title: (title) => `《${title}》`,
  from: (date) => `in force from ${date}`,
  amendedBy: (title, date) =>
    `amended${date ? ` on ${date}` : ""} by 《${title}》: these are the words before it, those after it count`,
  area: (place) => `for ${place}`,
  cut: "… (reply 看全文 for all of it)",
  sampleNote: "What is marked [Sample] is a text for demonstration, not a rule in force.",

  unknown: "I did not find this in the library. I do not know, and will not guess.",
  near: (titles) => `The nearest documents are ${titles.join(", ")}; try asking in other words.`,
  repealed: (title, article, date) =>
    `《${title}》${article} dealt with this, but the document was repealed${date ? ` on ${date}` : ""} and cannot be relied on.`,
  notYet: (title, article, date) =>
    `《${title}》${article} deals with this, but the document is not in force ${date ? `until ${date}` : "yet"} and cannot be relied on now.`,
  person: "If you need an answer, tap 转人工 and a person will see to it.",

  useful: "Useful",
  useless: "Not useful",
  human: "A person, please",
  whole: "Show all",
  usefulSaid: "Thank you, noted.",
  uselessSaid: "Sorry that it did not help. Ask in other words, or have a person see to it.",
  nothingToRate: "There is no answer to rate yet. Just ask.",
  nothingWhole: "Nothing was cut short lately. Just ask.",
  wholeGone: "The document has just changed. Please ask again.",
  wholeOf: (title, article) => `《${title}》${article} in full:`,
  wholeMore: "There is more than fits here; a person can give you the whole document (转人工).",

  noQuestion: "(no question was written; please contact the person)",
  handedAlready:
    "Staff have this question already; please wait for their answer. To add something, say 转人工 and what is new.",
  noDesk: "I cannot pass this on just now.",
  onDuty: (phone) => `If it is urgent, call ${phone}.`,
  onDutyNoPhone: "If it is urgent, go to the nearest service centre or ask this group's secretary.",
  offDuty: (phone, when) =>
    `Nobody is on duty now; somebody will be at ${when}. ${phone ? `If it is urgent, call ${phone}.` : "If it is urgent, ask this group's secretary."}`,
  when: (date, time) => `${date} ${time}`,

  rights: {
    title: "Policy questions",
    line: (question) => `Asked lately: ${question} (deleted after a day)`,
    erased: (n) => `Policy: ${n} recent questions deleted.`,
  },

  refusedFile: {
    missing: "there is no such file",
    kind: "only .md and .txt for now",
    large: "larger than 5 MB",
    unreadable: "cannot be read",
  },
  badDay: "Write the date as 2026-11-23.",
};
