/** What handlers and secretaries say about one case, and their lists. */
import type { Kind } from "../../src/features/tickets/case/kinds.ts";
import type { State } from "../../src/features/tickets/case/lifecycle.ts";
import { type Ask, type Asking, alone, chiefOf } from "./ask.ts";
import { districtChief, staffId, TOWN_CHIEFS, UNITS, unitId } from "./people.ts";

export function staffAsks({ put, staff, luck, say }: Asking): Ask[] {
  const handler = () => 1 + luck.integer(2);
  const work = (name: string, words: string, state: State, kind: Kind = "help"): Ask => ({
    name,
    async next() {
      const row = await put(kind, state);
      return alone(row.handler, words.replace("NO", row.no));
    },
  });
  const chief = (name: string, words: string, state: State, kind: Kind = "help"): Ask => ({
    name,
    async next() {
      const row = await put(kind, state, state !== "open_for_claim" && state !== "returned");
      return alone(chiefOf(row.unit), words.replace("NO", row.no));
    },
  });
  return [
    { name: "我的待办, handler", next: async () => alone(staff(handler()), "我的待办") },
    { name: "我的待办, secretary", next: async () => alone(staff(0), "我的待办") },
    { name: "我的待办, district", next: async () => alone(districtChief(luck.integer(UNITS)), "我的待办") },
    { name: "我的待办, town", next: async () => alone(TOWN_CHIEFS[0], "我的待办") },
    {
      name: "我的待办, group",
      async next() {
        const unit = luck.integer(UNITS);
        return { chat: `handlers-${unit}`, from: staffId(unit, handler()), text: "我的待办" };
      },
    },
    work("查看 NO", "查看 NO", "in_progress"),
    {
      name: "认领 NO",
      async next() {
        const row = await put("help", "open_for_claim", false);
        return alone(row.handler, `认领 ${row.no}`);
      },
    },
    work("答复 NO", "答复 NO 已经联系站点核对，周五前退还", "in_progress"),
    work("办结 NO", "办结 NO 已经退还三百元，本人签收，附转账凭证", "in_progress"),
    work("追问 NO", "追问 NO 请说一下是哪一天的订单", "in_progress"),
    work("延期 NO", "延期 NO 配件下周到货", "in_progress"),
    work("退回 NO", "退回 NO 不归我们社区管", "claimed"),
    chief("督办 NO", "督办 NO", "in_progress"),
    chief("指定 NO", `指定 NO 社区3号 请你们办`, "returned"),
    chief("不受理 NO", "不受理 NO 这件归法院管，请去法院立案", "open_for_claim"),
    chief("协办 NO", "协办 NO 社区7号 请一起看看", "in_progress"),
    {
      name: "合并 NO 到 NO",
      async next() {
        const one = await put("hazard", "in_progress");
        const other = await put("hazard", "in_progress");
        return alone(TOWN_CHIEFS[0], `合并 ${one.no} 到 ${other.no}`);
      },
    },
    {
      name: "代录, submitted",
      async next() {
        const who = staff(1);
        await say(alone(who, "代录 来电 求助 三号楼电梯坏了两天没人修"));
        return alone(who, "提交");
      },
    },
    chief("公开 NO", "公开 NO 楼道里堆放杂物", "in_progress", "hazard"),
    {
      name: "取消公开 NO",
      async next() {
        const row = await put("hazard", "in_progress");
        await say(alone(chiefOf(row.unit), `公开 ${row.no}`));
        return alone(chiefOf(row.unit), `取消公开 ${row.no}`);
      },
    },
    {
      name: "走访记录",
      next: async () => alone(staffId(luck.integer(UNITS), 0), `走访记录 到${unitId(1)}听了五条意见`),
    },
  ];
}
