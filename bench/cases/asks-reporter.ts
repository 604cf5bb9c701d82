/** What reporters say. */
import { type Ask, type Asking, alone } from "./ask.ts";
import { numberOf } from "./made.ts";
import { peopleOf, personId } from "./people.ts";

export function reporterAsks({ put, person, say, luck, cases, kit }: Asking): Ask[] {
  let erased = 0;
  const own = (name: string, words: string, state: Parameters<Asking["put"]>[1]): Ask => ({
    name,
    async next() {
      const row = await put("help", state);
      return alone(row.person, words.replace("NO", row.no));
    },
  });
  return [
    { name: "查进度", next: async () => alone(person(), "查进度") },
    own("查进度 NO", "查进度 NO", "in_progress"),
    own("谁看过我的诉求 NO", "谁看过我的诉求 NO", "closed"),
    own("补充 NO", "补充 NO 昨天又停了一次", "in_progress"),
    own("解决了 NO", "解决了 NO", "resolved"),
    own("没解决 NO", "没解决 NO 还是老样子", "resolved"),
    own("撤回诉求 NO", "撤回诉求 NO", "open_for_claim"),
    {
      name: "满意 NO",
      async next() {
        const row = await put("help", "resolved");
        await say(alone(row.person, `解决了 ${row.no}`));
        return alone(row.person, `满意 ${row.no}`);
      },
    },
    {
      name: "我也遇到 NO",
      async next() {
        const row = await put("hazard", "in_progress");
        return alone(person(), `我也遇到 ${row.no}`);
      },
    },
    {
      name: "投诉, looked for alike",
      next: async () => alone(person(), "投诉 站长昨天无故扣了我三百块钱，在东门站点"),
    },
    {
      name: "随手拍, looked for alike",
      async next() {
        const group = `members-${luck.integer(200)}`;
        return { chat: group, from: person(), text: "随手拍 东门电梯口的井盖丢了，差点摔倒" };
      },
    },
    { name: "我的数据", next: async () => alone(person(), "我的数据") },
    {
      name: "删除我的数据, said yes",
      async next() {
        erased += 1;
        const who = personId(peopleOf(cases) - erased);
        await say(alone(who, "删除我的数据"));
        return alone(who, "确认删除");
      },
    },
    {
      name: "unknown number",
      next: async () => alone(person(), `查进度 ${numberOf(luck.integer(cases))}`),
    },
    {
      name: "这是我提的 NO-CODE, wrong",
      async next() {
        const rows = kit.db.withTables<{ ticket_sources: { ticket: string } }>().selectFrom("ticket_sources");
        const row = await rows
          .select("ticket")
          .where("ticket", ">=", numberOf(luck.integer(cases)))
          .orderBy("ticket")
          .limit(1)
          .executeTakeFirst();
        return alone(person(), `这是我提的 ${row?.ticket ?? numberOf(0)}-K7WQ2M9R`);
      },
    },
  ];
}
