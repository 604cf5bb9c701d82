/** What is said of arranged answers, common answers and what was not answered. */
const date = (day: string) => {
  const [year, month, dayOfMonth] = day.split("-").map(Number);
  return `${year}年${month}月${dayOfMonth}日`;
};

export const zh = {
  looking: "正在查阅文件，请稍等……",
  arranged: "以下由机器按文件原文整理，每句话后面是出处；以引文原文为准：",
  partial: "问题里有一部分没有找到依据，没有写进来。",
  mark: (n: number) => `〔${n}〕`,
  quoted: (n: number, source: string, quotes: string[]) =>
    `〔${n}〕${source}\n${quotes.map((one) => `“${one}”`).join("\n")}`,
  absent: "查到的文件没有直接回答这个问题。",
  over: {
    minute: "",
    person: "今天给您整理的次数用完了，明天恢复；以下照常给原文。",
    group: "本群今天整理的次数用完了，明天恢复；以下照常给原文。",
    money: "今天的整理额度用完了，明天恢复；以下照常给原文。",
  },
  flood: "问得太快了，小驿看不过来。请过一分钟再问；着急的话可以转人工。",
  broken: (why: string) =>
    `大模型接口不能用了（${why}），小驿先用原文回答。请检查 OPENAI_BASE_URL、OPENAI_API_KEY、OPENAI_MODEL，或运行 yizhan doctor。`,

  faq: (question: string, unit: string, day: string) =>
    `常见问答：${question}\n（${unit ? `${unit}，` : ""}${date(day)}答复）`,
  faqTitle: (question: string) => `常见问答：${question}`,
  faqSource: (code: string, unit: string, day: string) => `${code} ${unit}${unit ? " " : ""}${date(day)}答复`,
  about: "常见问答：列出、添加、收进、停用大家常问的问题和答案",
  aboutGaps: "缺口清单：最近大家问了、没答上来的问题",
  elsewhere: "这里是成员群，请私聊我办。",
  usage: "可以这样说：常见问答（列出）、常见问答 添加、常见问答 停用 Q3、常见问答 续期 Q3。",
  none: "还没有常见问答。发“常见问答 添加”来写一条。",
  list: (published: string[], waiting: string[]) =>
    [
      published.length > 0 ? `在用的常见问答：\n${published.join("\n")}` : "",
      waiting.length > 0 ? `等着办的：\n${waiting.join("\n")}` : "",
    ]
      .filter(Boolean)
      .join("\n\n"),
  line: (code: string, question: string, review: string, late: boolean) =>
    `${code}　${question}（${late ? "该复核了，已停用：" : "用到"}${date(review)}）`,
  candidateLine: (code: string, source: string) => `${code}　诉求 ${source} 的答复，等书记决定收不收`,
  draftLine: (code: string, question: string) => `${code}　${question}（等另一位书记看）`,
  candidate: (source: string, reply: string) =>
    `诉求 ${source} 已经答复，要不要收进常见问答？收进去的是答复和您写的问题，不用对方的原话。\n\n${reply}`,
  take: "收进常见问答",
  leave: "不收",
  left: (code: string) => `${code} 不收。`,
  askQuestion: "请用一句大家都能看懂的话写出问题，不写人名、电话，也不照抄对方的话。例如：站点收押金合法吗？",
  askAnswer: "请写答案，写清依据或者办法。",
  keepAnswer: (reply: string) => `答案照用下面这段，就点“照用”；要改就直接发新的。\n\n${reply}`,
  keep: "照用",
  preview: (question: string, answer: string) =>
    `请核对，提交后由另一位书记看过才会用：\n\n问：${question}\n答：${answer}`,
  submit: "提交",
  rewrite: "重写",
  tooLong: (n: number) => `太长了，请写在 ${n} 个字以内。`,
  tooShort: "请写清楚一点，至少四个字。",
  personal: "里面有手机号、证件号或卡号，不能放进常见问答。请去掉再发一次。",
  submitted: (code: string, n: number) => `${code} 已提交，请 ${n} 位书记中的任何一位看一下。`,
  noReviewer: (code: string) => `${code} 已存下。还没有第二位书记，等有了再请他说“常见问答 通过 ${code}”。`,
  review: (name: string, code: string, question: string, answer: string) =>
    `${name}写了一条常见问答 ${code}，请看一下：\n\n问：${question}\n答：${answer}`,
  approve: "通过",
  giveBack: "退回",
  someone: "一位书记",
  approved: (code: string, review: string) => `${code} 开始使用，用到${date(review)}，到时请复核。`,
  approvedForYou: (code: string, question: string) => `您写的常见问答 ${code}（${question}）已通过，开始使用。`,
  returned: (code: string) => `${code} 已退回，没有使用。`,
  returnedForYou: (code: string, question: string) => `您写的常见问答 ${code}（${question}）被退回了，可以改好再添加。`,
  notYourOwn: "自己写的要由另一位书记来看。",
  notFound: (code: string) => `没有 ${code || "这一条"}，或者不归您的单位管。`,
  notWaiting: (code: string) => `${code} 现在不用看了。`,
  retired: (code: string) => `${code} 已停用，不再用来回答。`,
  renewed: (code: string, review: string) => `${code} 续用到${date(review)}。`,
  due: (code: string, question: string, answer: string) =>
    `常见问答 ${code} 该复核了，现在先停用：\n\n问：${question}\n答：${answer}\n\n还对就续期，不对就停用。`,
  renew: "续期",
  retire: "停用",

  gaps: (from: string, to: string, lines: string[]) =>
    `${date(from)}到${date(to)}，大家问了没答上来的（不记名）：\n${lines.join("\n")}\n\n可以补充文件，或者发“常见问答 添加”。`,
  gapLine: (question: string, times: number, useless: number) =>
    `· ${question}（${times} 次${useless > 0 ? `，其中 ${useless} 次答了没用` : ""}）`,
  gapMore: (n: number) => `还有 ${n} 类问题没有列出来。`,
  noGaps: "最近没有没答上来的问题。",
  gapRights: {
    line: (question: string) => `没答上来的提问（已去掉号码，不记名，五周后删除）：${question}`,
    erased: (n: number) => `问政策：${n} 条没答上来的提问已删除。`,
  },

  badGroup: "没有这个群或单位。",
};

export const en: typeof zh = {
  looking: "Looking it up in the documents, one moment…",
  arranged: "Arranged by machine from the documents, each sentence with its source; the quotes are what counts:",
  partial: "For part of the question no source was found; that part was left out.",
  mark: (n) => `[${n}]`,
  quoted: (n, source, quotes) => `[${n}] ${source}\n${quotes.map((one) => `“${one}”`).join("\n")}`,
  absent: "The documents found do not answer this directly.",
  over: {
    minute: "",
    person: "Your arranged answers for today are used up and return tomorrow; here are the documents' own words.",
    group:
      "This group's arranged answers for today are used up and return tomorrow; here are the documents' own words.",
    money: "Today's budget for arranging is used up and returns tomorrow; here are the documents' own words.",
  },
  flood: "That is faster than I can read. Please ask again in a minute, or tap 转人工 if it is urgent.",
  broken: (why) =>
    `The model endpoint does not work (${why}); answers are passages for now. Please check OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_MODEL, or run yizhan doctor.`,

  faq: (question, unit, when) => `Common question: ${question}\n(answered ${unit ? `by ${unit} ` : ""}on ${when})`,
  faqTitle: (question) => `Common question: ${question}`,
  faqSource: (code, unit, when) => `${code} ${unit}${unit ? " " : ""}${when}`,
  about: "常见问答: list, add, take up and retire common questions and answers",
  aboutGaps: "缺口清单: what was asked lately and not answered",
  elsewhere: "This is a members' group: please do that in private.",
  usage: "Say: 常见问答 (list), 常见问答 添加 (add), 常见问答 停用 Q3 (retire), 常见问答 续期 Q3 (renew).",
  none: "No common questions yet. Send 常见问答 添加 to write one.",
  list: (published, waiting) =>
    [
      published.length > 0 ? `In use:\n${published.join("\n")}` : "",
      waiting.length > 0 ? `Waiting:\n${waiting.join("\n")}` : "",
    ]
      .filter(Boolean)
      .join("\n\n"),
  line: (code, question, review, late) =>
    `${code}  ${question} (${late ? "review due, not used since" : "until"} ${review})`,
  candidateLine: (code, source) => `${code}  the reply to case ${source}, to be taken up or not`,
  draftLine: (code, question) => `${code}  ${question} (waits for a second secretary)`,
  candidate: (source, reply) =>
    `Case ${source} was answered. Shall it become a common answer? The reply is taken, with a question that you write, not the asker's words.\n\n${reply}`,
  take: "Take it up",
  leave: "Leave it",
  left: (code) => `${code} is left.`,
  askQuestion: "Write the question in one plain sentence, without names and numbers, not in the asker's words.",
  askAnswer: "Write the answer: the rule it rests on, or what to do.",
  keepAnswer: (reply) => `Tap “Keep” to use this answer, or send another.\n\n${reply}`,
  keep: "Keep",
  preview: (question, answer) =>
    `Please check; another secretary looks at it before it is used:\n\nQ: ${question}\nA: ${answer}`,
  submit: "Submit",
  rewrite: "Rewrite",
  tooLong: (n) => `Too long: at most ${n} characters, please.`,
  tooShort: "Please write a little more.",
  personal: "There is a mobile, identity or card number in it. Please take it out and send it again.",
  submitted: (code, n) => `${code} is submitted; any one of ${n} secretaries will look at it.`,
  noReviewer: (code) => `${code} is kept. There is no second secretary yet; one may say “常见问答 通过 ${code}” later.`,
  review: (name, code, question, answer) =>
    `${name} wrote the common answer ${code}, please look:\n\nQ: ${question}\nA: ${answer}`,
  approve: "Approve",
  giveBack: "Return",
  someone: "A secretary",
  approved: (code, review) => `${code} is in use until ${review}; then please review it.`,
  approvedForYou: (code, question) => `Your common answer ${code} (${question}) is approved and in use.`,
  returned: (code) => `${code} is returned and not used.`,
  returnedForYou: (code, question) =>
    `Your common answer ${code} (${question}) was returned; mend it and add it again.`,
  notYourOwn: "Another secretary must look at what you wrote.",
  notFound: (code) => `There is no ${code || "such entry"}, or it is not your unit's.`,
  notWaiting: (code) => `${code} need not be looked at now.`,
  retired: (code) => `${code} is retired.`,
  renewed: (code, review) => `${code} is renewed until ${review}.`,
  due: (code, question, answer) =>
    `The common answer ${code} is due for review and rests until then:\n\nQ: ${question}\nA: ${answer}\n\nRenew it if it still holds, else retire it.`,
  renew: "Renew",
  retire: "Retire",

  gaps: (from, to, lines) =>
    `Asked and not answered from ${from} to ${to} (nobody is named):\n${lines.join("\n")}\n\nAdd a document, or send 常见问答 添加.`,
  gapLine: (question, times, useless) => `· ${question} (${times}×${useless > 0 ? `, ${useless} of no use` : ""})`,
  gapMore: (n) => `${n} more kinds of questions are not listed.`,
  noGaps: "Nothing was left unanswered lately.",
  gapRights: {
    line: (question) => `Not answered (numbers taken out, nobody named, deleted after five weeks): ${question}`,
    erased: (n) => `Policy: ${n} unanswered questions deleted.`,
  },

  badGroup: "There is no such group or unit.",
};

export type AnswerWords = typeof zh;
