/** 同意, 我的, 我的数据, 更正, 撤回同意: what a person may see and change about themselves. */
import { z } from "zod";
import type { Answer, Bot, Kit, Reply, Turn } from "#bot";
import { UserError } from "#bot";
import type { Directory } from "./directory.ts";
import type { Notice } from "./notice.ts";
import type { MemberTables } from "./store.ts";
import { addressesOf } from "./store-links.ts";
import type { zh } from "./words.ts";

/** An export lies in the data directory for at most this long. */
const EXPORT_LIFE_MS = 20 * 3600_000;

export function mine(bot: Bot, kit: Kit, members: Directory, notice: Notice, words: typeof zh): void {
  const command = (
    name: string,
    says: string[],
    about: string,
    answer: (turn: Turn) => Promise<Answer>,
    reads?: true,
  ) => bot.command({ name, words: says, examples: kit.examples(name), about, ...(reads ? { reads } : {}) }, answer);

  command("member.agree", ["同意"], "", async ({ by }) => {
    if (by.consent === notice.version) return { text: words.agreedAlready };
    return async (tx) => {
      await members.consent(tx, by);
      return { text: words.agreed };
    };
  });

  command("member.withdraw", ["撤回同意"], words.about.withdraw, async ({ by }) => async (tx) => {
    await tx
      .withTables<MemberTables>()
      .updateTable("people")
      .set({ consent: null, consent_at: null })
      .where("id", "=", by.id)
      .execute();
    return { text: words.withdrawn, buttons: [{ label: words.mineButtons.erase, says: "删除我的数据" }] };
  });

  command(
    "member.mine",
    ["我的"],
    words.about.mine,
    async (turn) => {
      const { by } = turn;
      const accounts = (await addressesOf(kit.db, by.id)).map((row) => row.address);
      const shown = accounts.length > 1 ? accounts.join("、") : by.address;
      const text = words.mine(by.name, shown, by.role, by.unit?.name, by.consent === notice.version);
      const buttons = [
        { label: words.mineButtons.data, says: "我的数据" },
        { label: words.mineButtons.correct, says: "更正" },
        { label: words.mineButtons.erase, says: "删除我的数据" },
        ...(accounts.length > 1 ? [{ label: words.mineButtons.unlink, says: "解除绑定" }] : []),
      ];
      return privately(turn, { text, buttons });
    },
    true,
  );

  command(
    "member.data",
    ["我的数据"],
    words.about.data,
    async (turn) => {
      const sections = await exportOf(turn);
      const lines = sections.flatMap((section) =>
        section.lines.length > 0 ? [`**${section.title}**`, ...section.lines.map((line) => `- ${line}`)] : [],
      );
      const json = JSON.stringify(
        {
          exported_at: new Date(kit.now()).toISOString(),
          sections: sections.map(({ title, data }) => ({ title, data })),
        },
        null,
        2,
      );
      const { hash, bytes } = await kit.files.put(new Blob([json]).stream() as ReadableStream<Uint8Array>);
      return async (tx) => {
        const row = { hash, person: turn.by.id, until: kit.now() + EXPORT_LIFE_MS };
        const files = tx.withTables<MemberTables>().insertInto("export_files").values(row);
        await files
          .onConflict((conflict) => conflict.columns(["hash", "person"]).doUpdateSet({ until: row.until }))
          .execute();
        const text = [words.exportTitle, ...(lines.length > 0 ? lines : [words.exportEmpty])].join("\n");
        return privately(turn, { text, files: [{ kind: "file", ref: `file:${hash}`, name: words.exportFile, bytes }] });
      };
    },
    true,
  );

  const askName = bot.dialog("members.correct", z.object({}), async (turn) => rename(turn, turn.message.text));
  bot.command(
    { name: "member.correct", words: ["更正 …"], examples: kit.examples("member.correct"), about: words.about.correct },
    async (turn) => {
      const name = turn.rest.replace(/^(名字|称呼|姓名)\s*/, "");
      return name === "" || name === turn.message.text
        ? { text: words.correctAsk, next: askName({}) }
        : rename(turn, name);
    },
  );

  async function rename(turn: Turn, said: string): Promise<Answer> {
    const name = said.trim().slice(0, 32);
    // A name is shown to staff where a case is signed with it: a telephone number in it would go around what hides them.
    if (name === "" || name.replace(/\D/g, "").length > 4) throw new UserError(words.correctEmpty);
    return async (tx) => {
      await tx
        .withTables<MemberTables>()
        .updateTable("people")
        .set({ name, own_name: 1 })
        .where("id", "=", turn.by.id)
        .execute();
      return privately(turn, { text: words.corrected(name) });
    };
  }

  async function exportOf({ by }: Turn) {
    const db = kit.db.withTables<MemberTables>();
    const person = await db.selectFrom("people").selectAll().where("id", "=", by.id).executeTakeFirst();
    const addresses = await db
      .selectFrom("addresses")
      .select(["address", "met_at", "linked_at"])
      .where("person", "=", by.id)
      .execute();
    const since = kit.calendar.dateOf(person?.created_at ?? kit.now());
    const profile = {
      title: words.profile,
      lines: words.profileLines(by.name, by.role, since),
      data: { ...person, addresses },
    };
    const others = await Promise.all((kit.ports.rights?.() ?? []).map((rights) => rights.export(kit.db, by)));
    return [profile, ...others];
  }

  /** What is only this person's business is said in the direct chat, with a line in the group that it was. */
  function privately(turn: Turn, reply: Reply): Reply | Reply[] {
    if (turn.message.chat === turn.message.from) return reply;
    const here = { text: words.privately, buttons: [{ label: words.goPrivate, says: "我的", private: true as const }] };
    return [here, { ...reply, to: turn.by.address }];
  }
}
