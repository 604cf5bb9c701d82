/** Moments as people read them, always in the bot's time zone: the browser may be set to another. */

export interface Clock {
  /** "12:10". */
  time(at: string): string;
  /** "12:10" today, else "11月23日 12:10". */
  full(at: string, now: Date): string;
}

export function clockFor(timeZone: string, locale: "zh" | "en"): Clock {
  const language = locale === "zh" ? "zh-CN" : "en-GB";
  const time = new Intl.DateTimeFormat(language, { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const day = new Intl.DateTimeFormat(language, { timeZone, month: "long", day: "numeric" });
  return {
    time: (at) => time.format(new Date(at)),
    full(at, now) {
      const date = day.format(new Date(at));
      const clock = time.format(new Date(at));
      return date === day.format(now) ? clock : `${date} ${clock}`;
    },
  };
}
