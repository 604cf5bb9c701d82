/** Which month words mean: 本月, 上月, 2026-10, 2026年10月, 10月. Pure. */

/** "2026-10", or undefined when the words name no month up to that of `today` ("2026-11-23"). */
export function monthOf(words: string, today: string): string | undefined {
  const said = words.normalize("NFKC").trim();
  const now = today.slice(0, 7);
  if (/^(|本月|这个月|这月|this month)$/i.test(said)) return now;
  if (/^(上月|上个月|last month)$/i.test(said)) return before(now);
  const named = /^(?:(\d{4})\s*[-年/.]\s*)?(\d{1,2})\s*月?(?:份)?$/.exec(said);
  const month = Number(named?.[2]);
  if (!named || month < 1 || month > 12) return undefined;
  const two = String(month).padStart(2, "0");
  // A month without a year is the last one of that name.
  const year = named[1] ?? String(Number(now.slice(0, 4)) - (two > now.slice(5) ? 1 : 0));
  const found = `${year}-${two}`;
  return found <= now ? found : undefined;
}

export function before(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, "0")}`;
}

export function after(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}
