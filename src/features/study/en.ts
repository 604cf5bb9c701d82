/** What study says, in English: the twin of zh.ts. */
import type { Words } from "./zh.ts";

const head = (title: string, minutes: number, series: string, ord: number) =>
  `**${title}** (about ${minutes} min${series ? `, series "${series}"${ord > 0 ? ` no. ${ord}` : ""}` : ""})`;

export const en: Words = {
  about: {
    next: "one short item, privately",
    series: "follow a series in order",
    find: "look something up: 资料 高温",
    mute: "no more private items; 退订 forgets the shift too",
    resume: "private items again",
    later: "the same item again later",
    shift: "one item half an hour before my shift: 上班时间 10:00",
    write: "write an item; another secretary approves it",
    edit: "with the title; it must be approved anew",
    pending: "what waits for your approval",
    approve: "with the title",
    withdraw: "with the title; taken back where it was shown",
    progress: "with the title; totals only, no names",
  },

  bite: (title, minutes, series, ord, text) => `${head(title, minutes, series, ord)}\n\n${text}`,
  pushed: (title, minutes, text) =>
    `${head(title, minutes, "", 0)}\n\n${text}\n\nFor another one tap below, it comes privately. All voluntary.`,
  nextButton: "Next",
  laterButton: "Later",
  stopButton: "No more",
  pauseButton: "Pause",
  goPrivate: "Open the direct chat",
  sentPrivately: "Sent to you privately.",
  allDone: "You have seen all there is. New ones come in the group; 资料 lets you look around.",
  nothingYet: "There is nothing to study yet. Look again in a few days.",
  tryAgain: "This one has just changed. Please say 学一点 again.",
  seriesList: (all) => `Series: ${all.join(", ")}. Say 学专题 and the name to begin with no. 1.`,
  unknownSeries: (wanted, all) => `There is no series "${wanted}". There are: ${all.join(", ")}.`,
  noSeries: "There is no series yet. Say 学一点 for an item.",
  seriesDone: (series) => `You have seen all of "${series}". Say 学一点 for something else.`,
  found: "Found; tap to read:",
  shelfList: "What there is; tap to read, or say 资料 and what you look for:",
  foundLine: (title, minutes) => `· ${title} (about ${minutes} min)`,
  nothingFound: "Nothing found. Try another word, or say 问政策 and your question.",

  muted:
    "Stopped at once: nothing more comes privately; every other service stays. 学一点 gives one any time, 恢复推送 brings them back. What goes to the group goes to all of it: you can silence the group.",
  unsubscribed:
    "Unsubscribed; your shift is forgotten and nothing more comes privately. 学一点 gives one any time, 上班时间 10:00 subscribes again.",
  resumed: "Back again. 学一点 gives one now; with 上班时间 10:00 one comes half an hour before every shift.",
  resumedWith: (shifts, next) => `Back again. Shifts ${shifts.join(", ")}; the next one comes ${next}. 暂停 stops it.`,
  laterNothing: "All right. 学一点 gives one any time.",
  laterAt: (when) => `All right. It comes again privately ${when}; 暂停 stops it.`,
  shiftHow: (shifts) =>
    `${shifts.length > 0 ? `Your shifts: ${shifts.join(", ")}. ` : "No shift is noted. "}Say 上班时间 10:00 for one item half an hour before; 上班时间 取消 ends it.`,
  shiftOff: "All right, nothing before your shift any more. 学一点 gives one any time.",
  shiftUnread: "The time could not be read. Say 上班时间 10:00, or for two shifts 上班时间 10:00 16:30. Three at most.",
  shiftQuiet: (shifts) =>
    `Noted: ${shifts.join(", ")}. Half an hour before lies in the quiet hours, so nothing comes; 学一点 gives one any time.`,
  shiftSet: (shifts, next) =>
    `Noted: ${shifts.join(", ")}. One item comes privately half an hour before, the next one ${next}. 暂停 stops it.`,

  ask: {
    title: "What is the title? At most 40 characters.",
    text: "What is the text? One or two minutes to read; just send it.",
    time: "When is it pushed? E.g. 2026-11-24 12:10",
    group: "To which groups? Tap one, or say 全部, a unit's name or a group's id.",
  },
  faults: {
    empty: "There were no words. Please send it again.",
    titleLong: "The title is too long: at most 40 characters.",
    long: "The text is too long: at most 2000 characters, or make it several.",
    time: "The time could not be read. Write the day and the time, e.g. 2026-11-24 12:10.",
    past: "That time has passed. Please give a later one.",
    far: "That is more than a year away. Is the year right?",
    group:
      "That group or unit was not found, or is not yours. Tap a button or say 全部. A group is bound by saying 绑定本群 and the unit's name in it.",
  },
  change: { title: "改标题", text: "改正文", time: "改时间", group: "改群" },
  editing: (title, text, time) =>
    `Now:\n\n"${title}"\n${text}\nPushed: ${time}\n\nSend the new text, or tap what to change. It must be approved anew; the approval it had is void.`,
  previewTitle: "Please check; another secretary approves it after you submit:",
  previewHow: "Tap to submit or leave; to change something say 改标题, 改正文, 改时间 or 改群.",
  submitButton: "Submit",
  leaveButton: "Leave",
  title: (title) => `"${title}"`,
  time: (time) => `Pushed: ${time}`,
  audience: (audience) => `To: ${audience}`,
  audienceSlot: "every group of the approver's unit",
  audienceUnit: (unit) => (unit ? `every group of ${unit} and below` : "every group"),
  audienceChats: (names) => names.join(", "),
  everyGroup: (n) => `All (${n} groups)`,
  atSlot: (slot) => `after approval at the next free ${slot}, one a day`,
  onDemand: "not pushed; whoever wants it takes it",
  movedByQuiet: (from, to) => `${from} lies in the quiet hours, so ${to}`,
  warnWords: (words) =>
    `⚠ Look again: "${words.join('", "')}" sounds compulsory. Study is voluntary: no check-ins, no rankings, no naming.`,
  warnPressing: "⚠ Calling everybody and setting a deadline presses people; better leave it out.",
  warnLinks: (hosts) => `⚠ Please check the links: ${hosts.join(", ")}`,
  sameTitle: (title) => `There is a "${title}" already. Choose another title, or say 修改 ${title}.`,
  submitted: (title, n) =>
    `"${title}" was submitted; ${n} secretaries were told privately. Once one approves, it goes out on time.`,
  submittedBefore: (title) => `"${title}" is waiting for approval already.`,
  noReviewer: (title) =>
    `"${title}" was submitted, but there is no other secretary to approve it. Ask an admin to appoint one who then says 待审.`,
  unchanged: (title) => `"${title}" has not changed; its approval stands.`,
  voided: "The wording changed: the approval is void and what was planned is stopped.",
  nothingToSubmit: "There is nothing to submit; perhaps it was submitted already. For a new one say 写学习.",

  someSecretary: "a secretary",
  pleaseReview: (name, again) =>
    again
      ? `${name} changed an approved study item; please review it anew:`
      : `${name} wrote a study item; please review it:`,
  approveButton: "Approve",
  returnButton: "Return",
  nothingPending: "No study item waits for your approval.",
  pendingTitle: (n, titles) => `${n} wait for approval: ${titles.map((title) => `"${title}"`).join(", ")}`,
  morePending: (n) => `${n} more`,
  ownItem: "You wrote this one; another secretary must approve it.",
  writtenBy: (name) => (name ? `Author: ${name}` : "Author: the library"),
  notFound: (verb) => `That item was not found. Please add the title, e.g. ${verb} <title>. 待审 lists what waits.`,
  notYours: "This item belongs to another unit; only its secretary can do that.",
  gone: (title) => `"${title}" was withdrawn.`,
  notInReview: (title) => `"${title}" is not waiting for approval; perhaps it was dealt with.`,
  approvedBefore: (title) => `"${title}" is approved already.`,
  notYourOwn: (title) =>
    `You wrote "${title}" and cannot approve it yourself. Please ask another secretary: two see more.`,
  changedSince: "It was changed after you saw it and is not approved. Please look at the new wording:",
  changedAgain: "It has just been changed and is not approved. Say 待审 for the new wording.",
  timePassed: (title) =>
    `The time of "${title}" passed more than half a day ago; it is not approved. The author can say 修改 ${title} for a new time.`,
  dayFull: (day, cap) =>
    `A group has ${cap} items on ${day} already; this one is not approved. Please choose another day.`,
  approved: (title, first, groups) => `"${title}" is approved and goes out from ${first} to ${groups} groups.`,
  approvedOnDemand: (title) => `"${title}" is approved: 学一点 gives it. Nothing is planned for the groups.`,
  approvedForYou: (title, by, first, groups) =>
    `"${title}" was approved by ${by}${first ? `; it goes out from ${first} to ${groups} groups` : ""}.`,
  returned: (title) => `"${title}" was returned and its author told.`,
  returnedToYou: (title, by, reason) =>
    `"${title}" was returned by ${by}${reason ? `: ${reason}` : ""}. Say 修改 ${title} and submit again.`,

  withdrawn: (title, groups) => `"${title}" is withdrawn${groups > 0 ? `, also in ${groups} groups` : ""}.`,
  withdrawnForYou: (title, by, groups) =>
    `"${title}" was withdrawn by ${by}${groups > 0 ? `, also in ${groups} groups` : ""}.`,
  recalledHere: (title) => `"${title}" was withdrawn; please do not pass it on.`,
  progressTitle: (title, status) => `"${title}": ${status}`,
  progressTime: (time) => `Pushed: ${time}`,
  progressGroups: (sent, planned, missed) =>
    `Groups: ${sent} delivered${planned > 0 ? `, ${planned} waiting for the time` : ""}${missed > 0 ? `, ${missed} missed` : ""}`,
  progressReaders: (n) => `Read it by their own choice: ${n} (a total; nobody is noted who did not)`,
  progressFew: "Read it by their own choice: fewer than 5, not shown",
  statuses: { in_review: "waiting for approval", returned: "returned", approved: "approved", withdrawn: "withdrawn" },
  missed: (title, due, n) =>
    `"${title}" was due ${due}, but the bot was not running and more than half a day late; ${n} groups did not get it. Say 修改 ${title} for a new time.`,

  exportTitle: "Study",
  exportWishes: (shifts, paused, series) =>
    `Shifts: ${shifts.join(", ") || "none"}; private items: ${paused ? "paused" : "on"}${series ? `; series: ${series}` : ""}`,
  exportGiven: (title, day) => `${day} read "${title}"`,
  exportWritten: (title) => `You wrote "${title}"`,
  erased: "Study: shifts, subscriptions and what was read are deleted.",
};
