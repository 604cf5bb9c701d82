/** What is said about pictures: the warning, the covering, the originals. */

export const zh = {
  warn: "照片里要是拍到人脸、车牌，可以换一张再提交；提交后书记也能把它们遮住。",
  about: {
    cover: "遮住照片里的人脸、车牌：遮挡 编号",
    original: "看被遮住之前的原图，要写理由，提诉求的人会知道：看原图 编号 理由",
  },
  inPrivate: "照片的事请私聊我办。",
  none: (no: string) => `${no} 没有照片。`,
  video: "视频遮不了。要紧的话请追问对方，换成截图再发。",
  which: (no: string, n: number) => `${no} 有 ${n} 张照片，要遮第几张？例如：遮挡 ${no} 1`,
  nth: (n: number) => `第 ${n} 张`,
  where: (no: string, n: number) =>
    `${no} 第 ${n} 张。要遮哪里？说格子，例如：C3，或 A1-B2，几处用空格隔开；也可以说左上、中间、整张。`,
  notPlace: "没看懂要遮哪里。请说格子，例如：C3 或 A1-B2；也可以说左上、右下、中间、整张。",
  preview: "遮好是这样。确认以后，谁看到的都是遮过的；原图封存，谁打开都有记录。",
  sure: "确认",
  again: "重来",
  cancel: "取消",
  /** Beside the words for another place, tapped or typed. */
  sureOrAgain: "请点“确认”；要改就再说一次格子，不遮了就说“取消”。",
  done: (no: string, n: number) =>
    `${no} 第 ${n} 张遮好了，原图已封存。承办群里的卡片会换成遮过的；以前发出去的旧图请在群里手动撤回。`,
  more: "再遮一处",
  changed: "这张照片刚刚变动了，请重新说一次“遮挡”。",
  broken: "这张照片打不开，遮不了。请追问对方重新发一张。",
  noOriginal: (no: string) => `${no} 没有封存的原图：没遮过，或者到期已经删除。`,
  why: (no: string) => `看原图要写明理由（至少四个字），提诉求的人会看到。例如：看原图 ${no} 核对事发门牌`,
  original: (no: string) =>
    `${no} 的原图。只给您看，十分钟后从这里拿掉；请不要转发。这次打开已记下，提诉求的人看得到。`,
  evidence: (no: string) => `记下了：${no} 的原图留作证据，不会到期删除。不留了就说“不留证据 ${no}”。`,
  noEvidence: (no: string, days: number) => `好的，${no} 的原图在办结 ${days} 天后删除。`,
  accessReason: (reason: string) => `（理由：${reason}）`,
};

export const en: typeof zh = {
  warn: "If faces or plates can be seen, you may send another photo; the secretary can cover them afterwards, too.",
  about: {
    cover: "cover faces and plates on a photo: 遮挡 number",
    original: "see what is under the cover, with a reason that the reporter will read: 看原图 number reason",
  },
  inPrivate: "Photos are dealt with in private, please.",
  none: (no) => `${no} has no photo.`,
  video: "Videos cannot be covered. If it matters, ask for a still instead.",
  which: (no, n) => `${no} has ${n} photos. Which one? For example: 遮挡 ${no} 1`,
  nth: (n) => `photo ${n}`,
  where: (no, n) =>
    `${no}, photo ${n}. What shall be covered? Say cells such as C3 or A1-B2, several with blanks between; or top-left, center, all.`,
  notPlace: "I did not understand where. Say cells such as C3 or A1-B2; or top-left, bottom-right, center, all.",
  preview:
    "This is how it will look. From then on everybody sees it so; the original is sealed, every opening is logged.",
  sure: "confirm",
  again: "again",
  cancel: "cancel",
  sureOrAgain: "Tap “confirm”; say other cells to change it, or 取消 to leave it.",
  done: (no, n) =>
    `${no}, photo ${n}: covered, the original is sealed. The card in the handlers' group is replaced; take back by hand what was sent there before.`,
  more: "cover more",
  changed: "This photo has just changed; please say 遮挡 again.",
  broken: "This photo cannot be opened, so it cannot be covered. Please ask for another one.",
  noOriginal: (no) => `${no} has no sealed original: nothing was covered, or its time is over.`,
  why: (no) =>
    `Please give a reason (four characters at least), which the reporter will read. For example: 看原图 ${no} 核对事发门牌`,
  original: (no) =>
    `The originals of ${no}, for you alone; gone from here in ten minutes. Please do not pass them on. This opening is logged and the reporter can see it.`,
  evidence: (no) => `Noted: the originals of ${no} are evidence and stay. To undo: 不留证据 ${no}.`,
  noEvidence: (no, days) => `All right, the originals of ${no} go ${days} days after it is closed.`,
  accessReason: (reason) => ` (reason: ${reason})`,
};
