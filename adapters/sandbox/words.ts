/** What the server side of the sandbox says to people. */

export const zh = {
  lang: "zh-CN",
  preparing: "正在准备页面…",
  preparingMore: "第一次要几秒钟，好了会自己打开。",
  pageFailed: "页面没能建好。",
  pageFailedMore: "请在项目目录里运行 npx vite build，看看它说了什么，再刷新这里。",
  localOnly:
    "这个演示群没有登录，所以只在本机打开：请用 http://localhost 访问。确实要给别人看，请先放到自己的登录后面，再设 SANDBOX_OPEN=1。",
  crossSite: "这个请求不是从演示群页面发出的，没有照办。",
  badRequest: "这个请求看不懂，请刷新页面再试。",
  tooBig: "太大了：文字最多 4000 字，文件最多 10 MB。",
  fileGone: "这个文件已经不在演示群里了，请再发一次。",
  notHere: "你不在这个群里，换个人再说吧。",
  buttonGone: "这个按钮已经变了，请看最新的消息。",
  nothingYet: "小驿还没有收到过消息，先对它说一句吧。",
  nameTaken: "已经有人叫这个名字了，换一个吧。",
  roomFull: "演示群里人和群已经够多了，请先重来。",
  joined: (name: string) => `${name}加入了群聊`,
  left: (name: string) => `${name}离开了群聊`,
  pressed: (name: string, label: string) => `${name} 点了「${label}」`,
};

export const en: typeof zh = {
  lang: "en",
  preparing: "Preparing the page…",
  preparingMore: "The first time takes a few seconds; it opens by itself.",
  pageFailed: "The page could not be built.",
  pageFailedMore: "Run npx vite build in the project folder, read what it says, then reload this page.",
  localOnly:
    "This demo has no sign-in, so it opens on this machine only: use http://localhost. To show it to others, put it behind a sign-in of your own first, then set SANDBOX_OPEN=1.",
  crossSite: "This request did not come from the demo page, so nothing was done.",
  badRequest: "This request cannot be understood. Reload the page and try again.",
  tooBig: "Too big: at most 4,000 characters of text and 10 MB a file.",
  fileGone: "This file is no longer in the demo. Please send it again.",
  notHere: "You are not in this group. Speak as somebody else.",
  buttonGone: "This button has changed. Please look at the newest message.",
  nothingYet: "The bot has not heard anything yet. Say something to it first.",
  nameTaken: "Somebody has this name already. Choose another.",
  roomFull: "There are enough people and groups in the demo. Start over first.",
  joined: (name) => `${name} joined the group`,
  left: (name) => `${name} left the group`,
  pressed: (name, label) => `${name} pressed “${label}”`,
};
