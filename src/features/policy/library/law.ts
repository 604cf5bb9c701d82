import type { Front } from "./front-matter.ts";

/** Marks of a version in a title: （2019年修订）, (2022年版). */
const VERSION = /[（(][^（）()]*(?:\d{4}|修订|修正|修改|新版|旧版)[^（）()]*[）)]/g;
/** Offices of the state follow one another in a law; two companies' rules of one name are two rules. */
const PRIVATE = /公司|平台|集团|企业|协会|工会|中心|站/;
/** "实施细则" alone names nothing. */
const GENERAL = 4;

/** A title as it is compared: without marks, gaps and versions. */
export function plainTitle(title: string): string {
  return title
    .normalize("NFKC")
    .replace(VERSION, "")
    .replace(/[\s《》〈〉"“”]/g, "")
    .toLowerCase();
}

/** Texts with the same key are versions of one law. */
export function lawKey({ title, area, issuer }: Pick<Front, "title" | "area" | "issuer">): string {
  const plain = plainTitle(title);
  const by = PRIVATE.test(issuer) || plain.length <= GENERAL ? issuer.replace(/\s/g, "") : "";
  return [plain, area.replace(/\s/g, ""), by].join("\n");
}
