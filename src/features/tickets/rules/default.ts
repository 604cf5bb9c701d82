/** The kinds that come with the house: config/cases.yaml, reviewed like the code beside it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readCases } from "./read.ts";
import type { CasesFile } from "./shape.ts";

const PATH = join(import.meta.dirname, "../../../../config/cases.yaml");

export const defaultText = readFileSync(PATH, "utf8");
export const defaultCases: CasesFile = whole();

function whole(): CasesFile {
  const { file, faults } = readCases(defaultText);
  if (!file) throw new Error(`config/cases.yaml: ${faults.map(({ line, text }) => `${line}: ${text}`).join("; ")}`);
  return file;
}
