/** What volunteers says, in English: the twin of zh.ts. */
import type { Words } from "./zh.ts";

const hm = (minutes: number) => ({ h: Math.floor(minutes / 60), m: minutes % 60 });

export const en: Words = {
  aboutList: "see the open call-outs and sign up",
  aboutSignUp: "with the code, and how many come: 报名 A12 2人",
  aboutCancel: "cannot come; with the code",
  aboutMine: "what I signed up to, and my place in line",
  aboutCheckIn: "签到 when there, 签退 when leaving",
  aboutHours: "my service hours, for my eyes only",
  aboutDispute: "wrong hours: ask the host to check",
  aboutRecruit: "publish a call-out, one question at a time",
  aboutCallOff: "with the code; everybody signed up is told",
  aboutRoster: "with the code; privately to you",
  aboutConfirm: "with the code; by check-in and check-out, gaps can be filled",

  cardTitle: (code, task, state) => `[Call-out${code ? ` ${code}` : ""}] ${task}${state ? ` (${state})` : ""}`,
  cardTime: (when) => `When: ${when}`,
  cardPlace: (place) => `Where: ${place}`,
  cardRisks: (risks) => `Risks: ${risks}`,
  cardInsurance: (insurance) => `Insurance: ${insurance}`,
  cardUninsured: "Insurance: none is provided",
  cardCount: (taken, capacity, waiting) => `Signed up ${taken}/${capacity}${waiting > 0 ? `, waiting ${waiting}` : ""}`,
  cardFull: "Full. You can still join the wait list: first come, first served.",
  cardHow: (code) => `Tap to sign up, or say 报名 ${code}; for two people 报名 ${code} 2人. Voluntary; leave any time.`,
  cardCancelled: (reason) => (reason ? `called off: ${reason}` : "called off"),
  cardStarted: "begun, sign-up closed",
  cardOver: "over",
  signUpButton: (code) => `Sign up ${code}`,
  cancelButton: (code) => `Cancel ${code}`,
  outButton: (code) => `Check out ${code}`,

  listTitle: "Open call-outs:",
  listLine: (code, task, when) => `${code} ${task}, ${when}`,
  listEntry: (code, task, when, place, count) => `${code} ${task}\n  ${when}, ${place}; ${count}`,
  listMore: (n) => `${n} more; look again in a few days.`,
  listHow: "Tap to sign up, or say 报名 and the code.",
  noneOpen: "No call-out is open now. New ones are posted in the group.",
  whichOne: "Which one?",
  unknownCode: (code) => `${code} was not found. Say 招募令 for the open ones.`,
  sayCode: (verb) => `Please add the code, e.g. ${verb} A12.`,
  sentPrivately: "Sent to you privately.",
  goPrivate: "Open the direct chat",

  signedUp: (code, task) => `You are signed up: ${code} ${task}`,
  waitlisted: (code, task) =>
    `You are on the wait list: ${code} ${task}. You will be told at once when a place is yours.`,
  haveSeat: (party) => (party > 1 ? `All ${party} of you have a place.` : "You have 1 place."),
  inLine: (place, party, passed) =>
    `You are number ${place} in line (${party}). ${passed === null ? "" : `Last time only ${passed} came free, too few for ${party}; the next that fitted went ahead.`}`,
  groupSignedUp: (code) => `${code}: signed up; the details went to you privately.`,
  groupWaitlisted: (code) => `${code}: on the wait list; the details went to you privately.`,
  strainHours: "Mind: with what you signed up to, more than 10 hours within 24. Leave any time.",
  strainRest: "Mind: with what you signed up to, less than 11 hours of unbroken rest within 24. Leave any time.",
  consented: "By signing up you agree that this sign-up is kept; say 撤回同意 any time.",
  changeMind: "If you cannot come, cancel early: the place goes to the next at once.",
  already: (code, party) =>
    `You are already signed up to ${code} (${party}). To change the number, say 取消报名 ${code} first.`,
  alreadyWaiting: (code) => `You are already on the wait list of ${code}; you will be told at once.`,
  tooMany: (code, capacity) => `${code} needs only ${capacity}. Please bring fewer.`,
  clash: (code, other, task, when) =>
    `${code} overlaps with your ${other} (${task}, ${when}), so you were not signed up. To change over, cancel ${other} first.`,
  clashShort: (code, other) =>
    `${code} overlaps with your ${other}, so you were not signed up. To change over, cancel ${other} first.`,
  wasCancelled: (code) => `${code} was called off. Say 招募令 for others.`,
  hasStarted: (code) => `${code} has begun; sign-up is closed. Say 招募令 for others.`,
  isOver: (code) => `${code} is over. Say 招募令 for others.`,
  promoted: (code, task, when, place) =>
    `A place is yours: ${code} ${task}\nWhen: ${when}\nWhere: ${place}\nIf you cannot come, cancel: the next one gets it at once.`,
  cancelled: (code) => `${code}: cancelled. Thank you for saying so early.`,
  notSigned: (code) => (code ? `You are not signed up to ${code}.` : "You are not signed up."),
  noneMine: "You are not signed up to anything. Say 招募令 for the open ones.",
  tooLateToCancel: (code) =>
    `${code} is checked in or over and cannot be cancelled. Wrong hours? Say 时长有误 ${code}.`,
  mineEntry: (code, task, when, place) => `${code} ${task}\n  ${when}, ${place}`,

  ask: {
    task: "What is to be done? One sentence.",
    time: "When? E.g. 2026-11-28 08:00-10:00",
    place: "Where do people meet?",
    number: "How many people? E.g. 8",
    risks: "Which risks are there, what must people mind? They have to be told.",
    insurance: "Which insurance is provided? If none, say 无; the call-out will say so.",
  },
  faults: {
    empty: "There were no words. Please say it again.",
    long: "Too long; please make it shorter.",
    time: "The time could not be read. Write the day, the start and the end, e.g. 2026-11-28 08:00-10:00.",
    order: "The end must come after the start.",
    past: "That time has passed. Please give a later one.",
    far: "That is more than a year away. Is the year right?",
    number: "Please give a number from 1 to 500.",
    risks: "Risks cannot be left out: even a small one is said, e.g. slippery road.",
    door: "That is somebody's door, and groups see the card. Please name the gate or crossing; say 门牌 code address to me in private afterwards: it is given only to those who come, two hours before.",
  },
  change: { task: "改任务", time: "改时间", place: "改地点", number: "改人数", risks: "改风险", insurance: "改保险" },
  doorKept: (code) =>
    `Noted. The door of ${code} is given to those who come, two hours before, and deleted a day after the start.`,
  door: (code, address) => `The door of ${code}: ${address}\nFor this help alone; please do not pass it on.`,
  doorLater: (when) => `The door is given two hours before the start (${when}).`,
  doorNone: "There is no door, or its time is over.",
  doorNotYours: "The door is given only to those who have a place.",
  doorInPrivate: "Doors in private, please, and take that message back.",
  doorOver: "This call-out is over and takes no door any more.",
  noInsurance: "No insurance",
  previewTitle: "Please check; after publishing everybody sees it:",
  previewNumber: (n) => `People: ${n}`,
  previewHow: "Tap to publish or leave; to change something say 改任务, 改时间, 改地点, 改人数, 改风险 or 改保险.",
  publish: "Publish",
  leave: "Leave",
  published: (code, groups) =>
    `Published as ${code} in ${groups} groups. 名单 ${code} lists who comes, 取消招募 ${code} calls it off.`,
  publishedNowhere: (code) =>
    `Published as ${code}, but no group is bound yet: only who says 招募令 privately sees it. Say 绑定本群 and the unit's name in a group.`,
  publishedBefore: (code) => `This call-out was published already, as ${code}.`,
  nothingToPublish: "There is nothing to publish; perhaps it was published already. For a call-out say 招募.",
  noCodeLeft: "All codes are in use. Please call off some call-outs first.",
  notYours: "This belongs to another unit; only its secretary can do that.",

  sureCallOff: (code, task, signed, reason) =>
    `Call off ${code} ${task}? All ${signed} sign-ups will be told.${reason ? `\nReason: ${reason}` : ""}`,
  yesCallOff: "Yes, call it off",
  calledOffDone: (code, told) => `${code} is called off; ${told} sign-ups were told.`,
  calledOff: (code, task, when, reason) =>
    `Please do not go: ${code} ${task} (${when}) was called off by the host. ${reason ? `Reason: ${reason}. ` : ""}Thank you for being willing.`,

  rosterTitle: (code, task, when) => `${code} ${task}, ${when}`,
  rosterLine: (seq, name, party, state) =>
    `${seq}. ${name}${party > 1 ? ` (${party})` : ""}${state ? ` ${state}` : ""}`,
  rosterWaiting: "Waiting:",
  rosterCare: "For organising this service only; please do not post it in a group.",
  unnamed: "(no name)",

  reminder: (code, task, when, place, risks, party) =>
    `Reminder: you signed up to ${code} ${task}${party > 1 ? ` (${party})` : ""}\nWhen: ${when}\nWhere: ${place}\nMind: ${risks}\nPlease check in there. If you cannot come, cancel now.`,
  cantCome: "Cannot come, cancel",

  checkedIn: (code, at) => `${code}: checked in at ${at}. Please check out when you leave.`,
  checkedOut: (code, at, duration) =>
    `${code}: checked out at ${at}, ${duration}, to be confirmed by the host. Thank you!`,
  inBefore: (code, at) => `${code}: you checked in at ${at}.`,
  outBefore: (code, at) => `${code}: you checked out at ${at}. If that is wrong, say 时长有误 ${code}.`,
  notIn: (code) => `${code}: you have not checked in. Say 签到 ${code} first; if all is done, say 时长有误 ${code}.`,
  tooEarly: (code, from) => `${code}: too early; check-in opens at ${from}.`,
  tooLate: (code) => `${code}: the time for that has passed. Say 时长有误 ${code}; the host will check.`,
  stillWaiting: (code) => `${code}: you are still on the wait list.`,
  noneToEnter: "Nothing of yours is open for check-in. It opens 30 minutes before the start.",
  noneToLeave: "Nothing of yours is open for check-out.",

  duration: (minutes) => {
    const { h, m } = hm(minutes);
    return h === 0 ? `${m} min` : m === 0 ? `${h} h` : `${h} h ${m} min`;
  },
  hoursSum: (sum) => `Your confirmed service time: ${sum} (seen by you and the hosts alone)`,
  hoursLine: (code, task, day, state) => `${code} ${task}, ${day}: ${state}`,
  hoursConfirmed: (d) => `${d}, confirmed`,
  hoursPending: (d) => `${d}, to be confirmed`,
  hoursOpen: (at) => `checked in at ${at}, not out`,
  hoursNone: "no check-in recorded",
  noHours: "You have no service time yet. Check in and out; the host confirms.",
  disputeButton: (code) => `Wrong hours ${code}`,
  disputeWhat: (code, task, state) =>
    `${code} ${task} is recorded as: ${state}.\nHow long was it really, and what happened? One sentence.`,
  disputeAsk: "How long was it really, and what happened? One sentence.",
  disputeFiled: "The host was asked to check; both values are kept. You will hear of the result.",
  nothingToDispute: "No service of yours was found that could be checked.",
  disputeForHost: (name, code, task, before, words, seq) =>
    `${name} asks to check the hours of ${code} ${task}.\nRecorded: ${before}\nThey say: ${words}\nFor another value say 确认时长 ${code} ${seq} 2小时.`,
  changeTo: (d) => `Change to ${d}`,
  keepHours: "Keep as it is",
  notBegun: (code) => `${code} has not begun; hours are confirmed after check-out.`,
  confirmTitle: (code, n) => `${code}: hours of ${n} confirmed:`,
  confirmOpen: (code, seq) =>
    `These lack a check-in or check-out. Fill in who came, e.g. 确认时长 ${code} ${seq} 2小时; leave the others.`,
  confirmHow: (code) =>
    `Give the number on the list and the time, e.g. 确认时长 ${code} 1 2小时. 名单 ${code} shows the numbers.`,
  sameName: (code) => `Two have that name; use the number on the list, e.g. 确认时长 ${code} 1 2小时.`,
  yourHours: (code, task, d) => `${code} ${task}: the host confirmed ${d}. If that is wrong, say 时长有误 ${code}.`,
  hoursChanged: (code, before, after, by) => `${code}: changed from "${before}" to ${after} (by ${by}; both are kept).`,
  hoursKept: (code, d) => `${code}: the host checked and keeps ${d}. Still in doubt? Say 转人工.`,
  hoursChangedDone: (code, name, d) => `${code} ${name}: ${d}, noted and told.`,

  exportTitle: "Volunteering",
  exportLine: (code, task, day, status, party, served) =>
    `${code} ${task}, ${day}: ${status}, ${party}${served ? `, ${served}` : ""}`,
  exportHosted: (code, task) => `A call-out you published: ${code} ${task}`,
  statuses: {
    signed_up: "signed up",
    waitlisted: "waiting",
    cancelled_by_self: "cancelled",
    cancelled_by_host: "called off",
  },
  erased: (n) => `Volunteering: ${n} sign-ups removed, unused places given back; of services done only numbers stay.`,
};
