/** Reads prompts/emergency.md: its form is told there. A faulty file stops the start and says which line. */
import { fold, type Unit, units } from "./fold.ts";

export interface Word {
  units: Unit[];
  /** Wrong characters of the same sound count too. */
  bySound: boolean;
  /** Only as written, not by pinyin. */
  exact: boolean;
  /** Where it is written. */
  columns: Column[];
}
/** Words of which one must be there. */
export interface Column {
  words: Word[];
}
export interface Row {
  columns: Column[];
  stands: "" | "rule" | "always";
}
export interface Kind {
  kind: string;
  say: { zh: string; en: string };
  rows: Row[];
}
export interface EmergencyTable {
  kinds: Kind[];
  /** What only sounds like a danger, and what calms a row or stirs it again. */
  alike: Row[];
  whatIf: Row[];
  not: Row[];
  asked: Row[];
  rule: Row[];
  past: Row[];
  practice: Row[];
  now: Row[];
  after: Row[];
  /** Every word of the table, by its first sound and then its second ("" in words of one character). */
  bySound: Map<string, Map<string, Word[]>>;
}

/** Throws Error naming the line, or what is missing. */
export function emergencyTable(markdown: string): EmergencyTable {
  const bySound = new Map<string, Map<string, Word[]>>();
  const known = new Map<string, Word>();
  const sections = new Map<string, { rows: Row[]; zh: string; en: string }>();
  let open: { rows: Row[]; zh: string; en: string } | undefined;

  for (const [number, line] of markdown.split("\n").entries()) {
    const title = /^## (.+)$/.exec(line)?.[1]?.trim();
    const said = /^(zh|en): (.+)$/.exec(line);
    if (title) {
      open = { rows: [], zh: "", en: "" };
      sections.set(title, open);
    } else if (said && open) open[said[1] === "zh" ? "zh" : "en"] = said[2] ?? "";
    else if (line.startsWith("|") && open && !/^\| *(说法|-)/.test(line)) open.rows.push(row(line, number + 1));
  }

  function row(line: string, number: number): Row {
    const [first = "", second = "", stands = ""] = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (first === "" || (stands !== "" && stands !== "rule" && stands !== "always")) {
      throw new Error(
        `prompts/emergency.md line ${number}: a row needs words in its first column, and in the last rule, always or nothing.`,
      );
    }
    return { columns: [first, second].filter((cell) => cell !== "").map(column), stands };
  }

  function column(cell: string): Column {
    const made: Column = { words: cell.split("/").map(word) };
    for (const one of new Set(made.words)) one.columns.push(made);
    return made;
  }

  function word(written: string): Word {
    const key = written.trim();
    const before = known.get(key);
    if (before) return before;
    const made = { units: units(fold(key)), bySound: key.startsWith("~"), exact: key.startsWith("="), columns: [] };
    const [first, second] = made.units;
    if (!first) throw new Error(`prompts/emergency.md: "${key}" holds no word.`);
    known.set(key, made);
    const after = bySound.get(first.sound) ?? new Map<string, Word[]>();
    bySound.set(first.sound, after.set(second?.sound ?? "", [...(after.get(second?.sound ?? "") ?? []), made]));
    return made;
  }

  function rows(title: string): Row[] {
    const found = sections.get(title)?.rows ?? [];
    if (found.length === 0) throw new Error(`prompts/emergency.md: the section "${title}" has no rows.`);
    return found;
  }

  const kinds = [...sections]
    .filter(([title]) => !/^(calm|now)\b/.test(title))
    .map(([kind, { zh, en }]) => ({ kind, say: promise(kind, zh, en), rows: rows(kind) }));
  if (kinds.length === 0) throw new Error("prompts/emergency.md names no kind of emergency.");
  return {
    kinds,
    alike: rows("calm: sounds-alike"),
    whatIf: rows("calm: what-if"),
    not: rows("calm: not"),
    asked: rows("calm: not after"),
    rule: rows("calm: rule"),
    past: rows("calm: past"),
    practice: rows("calm: practice"),
    now: rows("now"),
    after: rows("now: after all"),
    bySound,
  };
}

/** A number to call within the first words, and no claim that somebody has been called. */
function promise(kind: string, zh: string, en: string): { zh: string; en: string } {
  const first = /^[^。.]{0,30}\d{3}/;
  if (!first.test(zh) || !first.test(en))
    throw new Error(`prompts/emergency.md: "${kind}" must say the number to call first, in zh: and en:.`);
  if (/已为|已经?帮|已报警|have called|has been called/.test(zh + en))
    throw new Error(`prompts/emergency.md: "${kind}" must not claim that somebody was called.`);
  return { zh, en };
}
