/** One moment, as a secretary types it: "2026-11-24 12:10", "11月24日 12点10分", "明天 9:00". */
import type { Calendar, Kit } from "#bot";

const DATE = /(\d{4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?|今天|明天|后天/;
const TIME = /(上午|早上|中午|下午|晚上)?\s*(\d{1,2})(?::(\d{2})|[点时](半|\d{1,2})?分?)/;
const WEEKDAYS = { zh: "日一二三四五六", en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] };

/** Epoch ms, or undefined when the words hold no date or no time. A year left out means the next such day. */
export function readMoment(words: string, calendar: Calendar): number | undefined {
  const plain = words.normalize("NFKC").trim();
  const date = DATE.exec(plain);
  if (!date) return undefined;
  const time = TIME.exec(plain.slice(date.index + date[0].length));
  if (!time) return undefined;
  const late = /下午|晚上/.test(time[1] ?? "") && Number(time[2]) < 12;
  const hour = Number(time[2]) + (late ? 12 : 0);
  const minute = time[4] === "半" ? 30 : Number(time[3] ?? time[4] ?? 0);
  return calendar.moment(date[0].replace(/\s/g, ""), `${hour}:${String(minute).padStart(2, "0")}`);
}

/** "11月24日 周二 12:10"; the year only when it is not this one. */
export function shown(kit: Kit, at: number): string {
  const date = kit.calendar.dateOf(at);
  const time = kit.calendar.timeOf(at);
  const [year, month, day] = date.split("-").map(Number);
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const other = date.slice(0, 4) !== kit.calendar.dateOf(kit.now()).slice(0, 4);
  if (kit.settings.locale === "en") return `${WEEKDAYS.en[weekday]} ${other ? date : date.slice(5)} ${time}`;
  return `${other ? `${year}年` : ""}${month}月${day}日 周${WEEKDAYS.zh[weekday]} ${time}`;
}
