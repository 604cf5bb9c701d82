/** What secretaries ask when they look back: of a unit, of a district, of the whole town. */
import { type Ask, type Asking, alone, chiefOf } from "./ask.ts";
import { districtChief, TOWN_CHIEFS, UNITS } from "./people.ts";

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
        const rows = [await put("hazard", "in_progress")];
        const [first] = rows;
        const who = chiefOf(first?.unit ?? "unit-0");
        await say(alone(who, `批量答复 ${first?.no}`));
        await say(alone(who, "物业今天已经处理好了"));
        return alone(who, "发出");
      },
    },
  ];
}
