/** `yizhan eval intents`: what the house takes free sentences for, without a model, against labelled ones. */
import { z } from "zod";
import { openApp } from "../app.ts";
import { realClock } from "../bot/clock.ts";
import { matcher } from "../bot/match.ts";
import { readConfig } from "../config.ts";
import { openLog } from "../log.ts";
import { allRecords } from "./lines.ts";
import { accuracy, type Judged, macroF1, precisionRecall } from "./scores.ts";

const lineShape = z.object({ text: z.string().min(1), intent: z.string().min(1) });

/** Several commands of ours under one label, where a set of labels has no finer one. */
const COARSER: Record<string, string> = {
  "member.withdraw": "member.erase",
  "member.mine": "member.data",
  "member.correct": "member.data",
};

export interface IntentFigures {
  n: number;
  accuracy: number;
  macro_f1: number;
  emergency_recall: number;
  emergency_precision: number;
  /** Sentences meant for nobody that were taken for something. */
  none_taken: number;
}

/** `file`: JSONL of {text, intent}; `print` gets what was taken for something else: expected ⇥ given ⇥ text. The way of the router: an emergency first, then exact words, then what is nearest. */
export async function evalIntents(file: string, print: (line: string) => void): Promise<IntentFigures> {
  const lines = await allRecords(file, lineShape, '{"text","intent"}', "没有句子 / no sentences");
  const config = { ...readConfig({}, []), dataDir: ":memory:" };
  const app = await openApp(config, { clock: realClock, log: openLog("error"), watch: false, adapters: () => [] });
  try {
    const known = new Set(lines.map(({ intent }) => intent));
    const exact = matcher(app.commands);
    const rows = lines.map(({ text, intent }): Judged & { text: string } => {
      const found = exact(text);
      const named = found && found.kind !== "loose" ? found.command.name : undefined;
      const heard = app.understanding.emergency(text)
        ? "emergency"
        : (named ?? app.understanding.nearest(text) ?? "none");
      return { text, expected: intent, given: known.has(heard) ? heard : (COARSER[heard] ?? heard) };
    });
    for (const { text, expected, given } of rows) if (given !== expected) print(`${expected}\t${given}\t${text}`);
    const emergency = precisionRecall(rows, "emergency");
    return {
      n: rows.length,
      accuracy: accuracy(rows),
      macro_f1: macroF1(rows),
      emergency_recall: emergency.recall,
      emergency_precision: emergency.precision,
      none_taken: rows.filter(({ expected, given }) => expected === "none" && given !== "none").length,
    };
  } finally {
    await app.stop();
  }
}
