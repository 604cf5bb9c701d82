/** docs/degrade.md: the table that the suite makes, and the sandbox's imitation of each platform. */
import { profiles } from "../../adapters/sandbox/profiles.ts";
import { kinds } from "./degrade.ts";

export interface Column {
  name: string;
  /** By the name of the kind. */
  seen: ReadonlyMap<string, string>;
}

const cells = (all: readonly string[]) => `| ${all.join(" | ")} |`;

/** A row a kind of reply, a column a platform. */
export function degradePage(columns: readonly Column[]): string {
  return [
    "# What each kind of reply becomes",
    "",
    "Made by `node bench/contracts.ts --degrade`, which shows every kind of reply through each real adapter on its",
    "emulator and looks at what people see. WeCom is seen with a robot in the group (`WECOM_WEBHOOK_KEY`), DingTalk with",
    "a card template (`DINGTALK_CARD_TEMPLATE`): without the robot nobody is called, without the template buttons become",
    "numbered words and a living message is said anew.",
    "",
    cells(["reply", ...columns.map(({ name }) => name)]),
    cells(["---", ...columns.map(() => "---")]),
    ...kinds.map(({ name }) => cells([name, ...columns.map(({ seen }) => seen.get(name) ?? "")])),
    "",
    "## As the sandbox shows it",
    "",
    "The page at `/sandbox/` shows the same three replies as each platform would: a living call-out with buttons, an answer",
    "with a link, and a line that calls somebody. DingTalk is shown without a card template. Taken from the real page by",
    "`PICTURES=1 npx playwright test degrade --project desktop`; `test/adapters/sandbox/profiles.test.ts` holds the",
    "imitation against the adapters and this table.",
    "",
    ...profiles.flatMap(({ id, zh, en }) => [
      `**${zh} ${en === zh ? "" : en}**`.replace(" **", "**"),
      "",
      `![${zh}](pictures/degrade-${id}.png)`,
      "",
    ]),
  ].join("\n");
}
