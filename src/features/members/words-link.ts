/** What is said about linking addresses. */
import type { Button } from "#bot";

const rolesZh: Record<string, string> = { handler: "承办人", secretary: "书记", admin: "管理员" };
const rolesEn: Record<string, string> = { handler: "handler", secretary: "secretary", admin: "admin" };

const zh = {
  about: {
    link: "把您在几个平台的账号绑成一个人",
    unlink: "把绑在一起的账号分开",
  },
  code: (code: string, minutes: number, standing: boolean) =>
    [
      "请用您自己的另一个平台账号，在私聊里对我说：",
      "",
      `绑定账号 ${code}`,
      "",
      `${minutes} 分钟内有效，只能用一次。这串字就等于您本人：别发到群里，也别告诉任何人，谁来要都别给。`,
      ...(standing ? ["您有工作身份：那边说了以后，还要您在这里再点一次确认。"] : []),
    ].join("\n"),
  sentPrivately: "绑定用的串已私下发给您。",
  askPrivately: "绑定账号要在私聊里办，请点下面进私聊。",
  goPrivate: "私聊继续",
  burnt: "绑定用的串不能在群里说：在群里说过的已经作废。请在私聊里重新要一个，只在私聊里说。",
  onlyPrivately: "这件事请在私聊里办。",
  broken: "这串字不对：应是 8 位字母和数字，像 ABCD-2345。要一个新的，请只说“绑定账号”。",
  wrong: "这串字不对，或已经换了新的。请在另一边重新说“绑定账号”，再把新的串发到这里。",
  used: "这串字已经用过了，每串只能用一次。要再绑一个账号，请重新说“绑定账号”。",
  expired: "这串字已经失效（有效 10 分钟）。请在另一边重新说“绑定账号”。",
  resting: "错的次数太多了，请过 10 分钟再试。没有人会为此找您。",
  own: "这串字是您在这里要的，请到另一个平台、用您自己的账号，在私聊里对我说。",
  already: "这两个账号已经绑在一起了。要分开，请说“解除绑定”。",
  roles: "两边的账号各有不同的工作身份，不能自动合并。请让书记先把其中一边任命为“成员”，再来绑定。",
  saidTwice: "这串字已有别的账号说过，已经作废。",
  saidTwiceThere:
    "有两个账号都说了您要的串，已经作废，什么都没有绑定。请不要把串告诉别人；要绑定，请重新说“绑定账号”。",
  role: (role: string, unit: string) => `${unit}${rolesZh[role] ?? role}`,
  ask: (platform: string, name: string, mine: string, theirs: string) =>
    [
      `要把这里和 ${platform} 上的“${name}”绑成同一个人吗？`,
      "绑定以后，两边看到的是同一份：诉求、报名、学习记录、称呼。",
      ...(mine ? [`您在这里的身份（${mine}），那个账号也能用。`] : []),
      ...(theirs ? [`那边的身份（${theirs}）要在那边再确认一次。`] : []),
      "**如果是别人让您输入这串字，请不要继续。**",
    ].join("\n"),
  askIssuer: (platform: string, name: string, role: string) =>
    [
      `${platform} 上的“${name}”说了您要的串，要和这里绑成同一个人。`,
      `确认后，那个账号能看到您的诉求${role ? `，也有您的身份（${role}）` : ""}。`,
      "**如果那不是您自己的账号，请点“不绑定”。**",
    ].join("\n"),
  taps: (tag: string): Button[] => [
    { label: "确认绑定", says: `确认绑定 ${tag}` },
    { label: "不绑定", says: `不绑定 ${tag}` },
  ],
  alsoThere: (platform: string) => `还差一步：请到 ${platform} 的私聊里，再点一次“确认绑定”。`,
  nothing: "没有等着您确认的绑定，可能已经办好，或者过了 10 分钟。说“我的”可以看到绑在一起的账号。",
  several: "等着您确认的不止一个，请点那一条下面的按钮。",
  declined: "好的，没有绑定，那串字已经作废。",
  declinedThere: "那边没有确认，什么都没有绑定。",
  joined: (platform: string, name: string, asksAgain: boolean) =>
    [
      `绑好了：这里和 ${platform} 上的“${name}”现在是同一个人，诉求、报名、学习记录两边都能看。`,
      "要私下告诉您的，发到您最近说话的那一边。",
      ...(asksAgain ? ["两边对告知的同意不一样，按没有同意算：下次提诉求、报名时再问您。"] : []),
      "要分开，请说“解除绑定”。",
    ].join("\n"),
  joinedThere: (platform: string, name: string, asksAgain: boolean) =>
    [
      `您这里刚刚和 ${platform} 上的“${name}”绑成了同一个人，诉求、报名、学习记录两边都能看。`,
      ...(asksAgain ? ["两边对告知的同意不一样，按没有同意算：下次提诉求、报名时再问您。"] : []),
      "**如果不是您自己做的，请马上点“解除绑定”，并告诉书记。**",
    ].join("\n"),
  unnamed: "没有称呼的人",
  unlink: "解除绑定",
  notLinked: "这个账号没有和别的账号绑在一起。要绑定，请说“绑定账号”。",
  unlinkWhich: "要分开哪一个？",
  unlinkAsk: (which: string, here: boolean) =>
    [
      here
        ? "要把您现在这个账号分出来吗？分开以后，这里重新开始：诉求、报名、学习记录、称呼和身份都留在先前的账号，这里看不到了。"
        : `要把 ${which} 分出去吗？诉求、报名、学习记录、称呼和身份都留在这里；那个账号重新开始，什么都看不到。`,
      "之后还可以再绑定。",
    ].join("\n"),
  unlinkYes: "确认解绑",
  unlinked: (which: string) => `分开了：${which} 不再是您，也看不到您的任何内容。您的内容都在这里。`,
  unlinkedGone: "这个账号已经和原来的分开，从这里重新开始。要看以前的内容，请用原来的账号。",
  again: "刚才有变动，请再说一次。",
};

const en: typeof zh = {
  about: {
    link: "make your accounts on several platforms one person",
    unlink: "part accounts that were linked",
  },
  code: (code: string, minutes: number, standing: boolean) =>
    [
      "With your own account on the other platform, say to me in a direct chat:",
      "",
      `绑定账号 ${code}`,
      "",
      `Valid for ${minutes} minutes, once. The code stands for you: never post it in a group or give it to anybody, whoever asks.`,
      ...(standing ? ["You hold a role: after it is said there, you confirm once more here."] : []),
    ].join("\n"),
  sentPrivately: "The code was sent to you privately.",
  askPrivately: "Accounts are linked in the direct chat; please go there.",
  goPrivate: "Go on privately",
  burnt: "A linking code must not be said in a group; one that was is void. Ask for a new one in the direct chat.",
  onlyPrivately: "Please do this in the direct chat.",
  broken: "That is not a code: eight letters and digits such as ABCD-2345. For a new one just say 绑定账号.",
  wrong: "That code is wrong or was replaced. Say 绑定账号 on the other side again and bring the new one here.",
  used: "That code was used already; each works once. To link another account say 绑定账号 again.",
  expired: "That code is over (it lives ten minutes). Say 绑定账号 on the other side again.",
  resting: "Too many wrong codes. Please try again in ten minutes; nobody is told.",
  own: "You asked for this code here. Say it in a direct chat on the other platform, with your own account.",
  already: "These two accounts are linked already. To part them say 解除绑定.",
  roles:
    "The two accounts hold different roles and are not merged by themselves. Ask a secretary to make one of them a plain member first.",
  saidTwice: "Another account said this code before; it is void.",
  saidTwiceThere:
    "Two accounts said your code. It is void and nothing was linked. Do not pass codes on; say 绑定账号 for a new one.",
  role: (role: string, unit: string) => `${rolesEn[role] ?? role}${unit ? ` of ${unit}` : ""}`,
  ask: (platform: string, name: string, mine: string, theirs: string) =>
    [
      `Make this account and “${name}” on ${platform} one person?`,
      "Both will then show the same cases, sign-ups, study records and name.",
      ...(mine ? [`Your role here (${mine}) will hold there too.`] : []),
      ...(theirs ? [`The role there (${theirs}) has to be confirmed there as well.`] : []),
      "**If somebody else told you to enter this code, do not go on.**",
    ].join("\n"),
  askIssuer: (platform: string, name: string, role: string) =>
    [
      `“${name}” on ${platform} said your code and would be one person with you.`,
      `That account would then see your cases${role ? ` and hold your role (${role})` : ""}.`,
      "**If it is not your own account, decline.**",
    ].join("\n"),
  taps: (tag: string): Button[] => [
    { label: "Link them", says: `确认绑定 ${tag}` },
    { label: "Do not link", says: `不绑定 ${tag}` },
  ],
  alsoThere: (platform: string) => `One more step: confirm in your direct chat on ${platform}.`,
  nothing:
    "Nothing waits for your confirmation; it may be done, or ten minutes have passed. 我的 shows linked accounts.",
  several: "More than one waits for you; please tap the button under the one you mean.",
  declined: "All right, nothing was linked; that code is void.",
  declinedThere: "It was not confirmed on the other side; nothing was linked.",
  joined: (platform: string, name: string, asksAgain: boolean) =>
    [
      `Linked: this account and “${name}” on ${platform} are one person now; both show your cases, sign-ups and study records.`,
      "Private words go to where you spoke last.",
      ...(asksAgain
        ? ["The two sides had not consented alike, which counts as no: the next case or sign-up asks."]
        : []),
      "To part them say 解除绑定.",
    ].join("\n"),
  joinedThere: (platform: string, name: string, asksAgain: boolean) =>
    [
      `This account and “${name}” on ${platform} have just become one person; both show your cases, sign-ups and study records.`,
      ...(asksAgain
        ? ["The two sides had not consented alike, which counts as no: the next case or sign-up asks."]
        : []),
      "**If this was not you, unlink at once and tell a secretary.**",
    ].join("\n"),
  unnamed: "somebody without a name",
  unlink: "Unlink",
  notLinked: "This account is not linked to another. To link one say 绑定账号.",
  unlinkWhich: "Which one is to leave?",
  unlinkAsk: (which: string, here: boolean) =>
    [
      here
        ? "Take this account out? It starts anew: cases, sign-ups, study records, name and role stay with the earlier account and are not seen here any more."
        : `Take ${which} out? Cases, sign-ups, study records, name and role stay here; that account starts anew and sees nothing of them.`,
      "They can be linked again.",
    ].join("\n"),
  unlinkYes: "Take it out",
  unlinked: (which: string) => `Parted: ${which} is no longer you and sees nothing of yours. Everything is here.`,
  unlinkedGone: "This account was parted from the other and starts anew. What was before is with the earlier account.",
  again: "Something just changed; please say it again.",
};

export type LinkWords = typeof zh;
export { en, zh };
