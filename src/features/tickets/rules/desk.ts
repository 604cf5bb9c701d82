/** What the command line asks of the cases file: is it whole, what would it change, and a second person's name under it. */
import type { Kit } from "#bot";
import { cases } from "../case/kinds.ts";
import { isOver } from "../case/lifecycle.ts";
import { states } from "../case/moves.ts";
import type { TicketTables } from "../store/tables.ts";
import { changes, orphans } from "./compare.ts";
import { defaultCases, defaultText } from "./default.ts";
import { faultsOf, keepGood, lastGood, listed, loadFile } from "./load.ts";
import { missingUnits } from "./place.ts";
import { type Fault, readCases } from "./read.ts";
import { signed } from "./review.ts";
import { casesSchema } from "./schema.ts";
import type { CasesFile } from "./shape.ts";

export interface CasesReport {
  /** Each with its line and remedy; empty when the file may be used. */
  faults: string[];
  /** What is not wrong, but should be known: units that do not exist yet. */
  notes: string[];
  /** What it would change against the file in force. */
  changes: string[];
}

export interface CasesDesk {
  /** Keeps what this process runs with, for the day when the file is broken. Call once it serves. */
  keep(): Promise<void>;
  /** The text in force: the file at `path` if it may be used, else the last good one, else the built-in one. */
  shown(path: string | undefined): string;
  /** The form of the file, as JSON Schema. */
  schema(): string;
  /** `taken`: words that other commands answer to. */
  check(text: string, taken: readonly string[]): Promise<CasesReport>;
  /** The text with a second person's review in it; undefined, with the faults, when it is not fit to be signed. */
  sign(text: string, by: string, taken: readonly string[]): Promise<{ text: string | undefined; report: CasesReport }>;
}

export function casesDesk(kit: Kit): CasesDesk {
  const inForce = (): CasesFile => lastGood(kit.settings.dataDir)?.file ?? defaultCases;

  async function report(file: CasesFile | undefined, found: Fault[], taken: readonly string[]): Promise<CasesReport> {
    if (!file) return { faults: listed(found), notes: [], changes: [] };
    const now = inForce();
    const open = await openCases(kit);
    const missing = missingUnits(file, await kit.members.units().catch(() => []));
    return {
      faults: listed([...found, ...orphans(now, file, { open }), ...spokenFor(file, taken)]),
      notes: missing.map(
        (name) => `单位“${name}”还没有，它的诉求先归兜底单位 / no such unit yet: the catch-all takes its cases`,
      ),
      changes: changes(now, file, { open }),
    };
  }

  return {
    keep: async () => {
      const path = kit.settings.casesFile;
      const { loaded } = path === undefined ? { loaded: undefined } : loadFile(path);
      if (loaded) await keepGood(kit.settings.dataDir, { file: cases(), text: loaded.text });
    },
    shown: (path) =>
      (path === undefined ? undefined : (loadFile(path).loaded ?? lastGood(kit.settings.dataDir)))?.text ?? defaultText,
    schema: casesSchema,
    check: async (text, taken) => {
      const { file, faults } = faultsOf(text);
      // What comes with the program was reviewed with it.
      return report(file, text === defaultText ? [] : faults, taken);
    },
    sign: async (text, by, taken) => {
      const { file, faults } = readCases(text);
      const found = await report(file, faults, taken);
      if (!file || found.faults.length > 0) return { text: undefined, report: found };
      const on = kit.calendar.dateOf(kit.now());
      try {
        return { text: signed(text, file, by, on), report: found };
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        const own = `${by} 是写这份文件的人，请另一位同事复核 / the author cannot review it: ask somebody else`;
        return { text: undefined, report: { ...found, faults: [own] } };
      }
    },
  };
}

function spokenFor({ kinds }: CasesFile, taken: readonly string[]): Fault[] {
  return Object.entries(kinds).flatMap(([kind, { words, retired }]) =>
    words
      .filter((word) => !retired && taken.includes(word))
      .map((word) => ({ line: 0, text: `kinds.${kind}.words：“${word}”已经是别的命令 / is another command` })),
  );
}

/** By kind; none where the bot has never run. */
async function openCases({ db }: Kit): Promise<Map<string, number>> {
  const rows = await db
    .withTables<TicketTables>()
    .selectFrom("tickets")
    .select(["kind", (all) => all.fn.countAll<number>().as("n")])
    .where(
      "state",
      "in",
      states.filter((state) => !isOver(state)),
    )
    .groupBy("kind")
    .execute()
    .catch(() => []);
  return new Map(rows.map((row) => [row.kind as string, Number(row.n)]));
}
