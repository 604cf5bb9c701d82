/** What secretaries ask when they look back: of a unit, of a district, of the whole town. */
import { type Ask, type Asking, alone } from "./ask.ts";
import { districtChief, staffId, TOWN_CHIEFS, UNITS, unitId } from "./people.ts";

export function chiefAsks({ staff, luck, say, put }: Asking): Ask[] {
  const wide: [string, () => string][] = [
    ["unit", () => staff(0)],
    ["district", () => districtChief(luck.integer(UNITS))],
    ["town", () => TOWN_CHIEFS[0]],
  ];
  const each = (words: string): Ask[] =>
    wide.map(([width, who]) => ({ name: `${words}, ${width}`, next: async () => alone(who(), words) }));
  /** A draft of the whole town, sent to the other secretary of the town, who is offered to approve it. */
  const offered = async (): Promise<string> => {
    await say(alone(TOWN_CHIEFS[0], "议题 重拟"));
    const said = await say(alone(TOWN_CHIEFS[0], "议题 送审"));
    const buttons = said.flatMap((one) => one.buttons ?? []);
    return buttons.find((button) => button.says.startsWith("批准议题"))?.says ?? "批准议题";
  };
  /** Three cases that say the same come to one unit: their numbers, and who may answer them all. */
  const alike = async (): Promise<{ nos: string[]; chief: string }> => {
    const rows = [await put("help", "in_progress"), await put("help", "in_progress"), await put("help", "in_progress")];
    let unit = luck.integer(UNITS);
    while (rows.some((row) => row.unit === unitId(unit))) unit = (unit + 1) % UNITS;
    for (const { no } of rows) await say(alone(TOWN_CHIEFS[0], `指定 ${no} 社区${unit}号 请你们办`));
    return { nos: rows.map(({ no }) => no), chief: staffId(unit, 0) };
  };
  return [
    ...each("统计 上月"),
    ...each("统计 本月"),
    ...each("报表 上月"),
    ...each("议题 重拟"),
    ...each("批量答复"),
    {
      name: "议题 送审",
      async next() {
        await say(alone(TOWN_CHIEFS[0], "议题 重拟"));
        return alone(TOWN_CHIEFS[0], "议题 送审");
      },
    },
    { name: "批准议题", next: async () => alone(TOWN_CHIEFS[1], await offered()) },
    {
      name: "决定 NO",
      async next() {
        const approved = await say(alone(TOWN_CHIEFS[1], await offered()));
        const no = approved.flatMap((one) => /1 = (\d+)/.exec(one.text)?.[1] ?? [])[0] ?? "";
        return alone(TOWN_CHIEFS[0], `决定 ${no} 由区里牵头，本月底前办完`);
      },
    },
    {
      name: "批量答复 NO, sent",
      async next() {
        const { nos, chief } = await alike();
        const chosen = await say(alone(chief, `批量答复 ${nos[0]}`));
        if (!chosen.some(({ text }) => nos.every((no) => text.includes(no)))) throw new Error(`${nos} are no class`);
        await say(alone(chief, "物业今天已经处理好了"));
        return alone(chief, "发出");
      },
    },
  ];
}
