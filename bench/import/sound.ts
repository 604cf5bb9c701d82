/** Sound documents in every format, and the mishaps that are none: copies, wrong names, descriptions beside the file. */
import { gbk } from "./gbk.ts";
import { docx, heading, p, xlsx } from "./office.ts";
import { pdf, typeset } from "./pdf.ts";

export interface Sound {
  name: string;
  bytes: Buffer;
  /** What the text must hold once it is in the library. */
  holds: string;
  title: string;
}

const AREAS = ["东街", "西街", "河湾", "桥北", "南关"];
const TOPICS = ["站点收费", "劳动报酬", "高温补贴", "工伤报告", "电池安全", "志愿服务", "驿站开放", "投诉办理"];
const NUMERALS = "零一二三四五六七八九十";

export function sound(n: number): Sound {
  const title = `${AREAS[n % 5]}${TOPICS[n % 8]}第${n}号办法`;
  const effective = `20${10 + (n % 15)}-0${1 + (n % 9)}-1${n % 9}`;
  const day = effective.replace(/^(\d+)-0?(\d+)-(\d+)$/, "$1年$2月$3日");
  const holds = `凡编号为${n}的事项应当在${1 + (n % 28)}日内办结`;
  const rules = [
    `第一条　为了规范${TOPICS[n % 8]}，制定本办法。`,
    `第二条　${holds}，依照第十条规定的情形除外。`,
    ...Array.from(
      { length: 6 },
      (_, i) => `第${NUMERALS[i + 3]}条　平台企业应当听取骑手意见，第${i + n}项标准由双方商定，每月公布一次。`,
    ),
    `第九条　本办法自${day}起施行。`,
  ];
  const front = `---\ntitle: ${title}\neffective: ${effective}\n---\n`;
  const make: [string, () => Buffer][] = [
    ["md", () => Buffer.from(`${front}${rules.join("\n\n")}\n`)],
    ["docx", () => docx(heading(title) + rules.map((one) => p(one)).join(""))],
    ["pdf", () => pdf(typeset([title, ...rules], "办法汇编"))],
    ["txt", () => gbk(`${title}\r\n\r\n${rules.join("\r\n")}\r\n`)],
    [
      "html",
      () =>
        Buffer.from(
          `<html><head><meta charset="utf-8"><script>var a="第一条";</script></head><body><nav>首页</nav><h1>${title}</h1>${rules.map((one) => `<p>${one}</p>`).join("")}</body></html>`,
        ),
    ],
    [
      "xlsx",
      () =>
        xlsx([{ name: "表", rows: [[title], ["事项", "标准", "金额"], [holds, "按月", n], ["其他", "按次", n / 10]] }]),
    ],
    ["pdf", () => pdf(typeset([title, ...rules]), { encoding: "GBK-EUC-H" })],
  ];
  const [ending, bytes] = make[n % make.length] ?? ["md", () => Buffer.alloc(0)];
  return { name: `${String(n).padStart(4, "0")}-${TOPICS[n % 8]}.${ending}`, bytes: bytes(), holds, title };
}
