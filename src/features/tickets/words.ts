/** Every sentence of the feature that is said to people, in both languages. */
import { en as paceEn, zh as paceZh } from "./pace/words.ts";
import { en as picturesEn, zh as picturesZh } from "./pictures/words.ts";
import { en as wishEn } from "./wishes/words-en.ts";
import { zh as wishZh } from "./wishes/words-zh.ts";
import { en as helpEn, zh as helpZh } from "./words-about.ts";
import { en as intakeEn, zh as intakeZh } from "./words-intake.ts";
import { en as labelsEn, zh as labelsZh } from "./words-labels.ts";
import { zh as backZh } from "./words-lookback.ts";
import { en as backEn } from "./words-lookback-en.ts";
import { zh as reporterZh } from "./words-reporter.ts";
import { en as reporterEn } from "./words-reporter-en.ts";
import { en as staffEn, zh as staffZh } from "./words-staff.ts";
import { en as verdictEn, zh as verdictZh } from "./words-verdict.ts";

export const zh = {
  back: backZh,
  help: helpZh,
  intake: intakeZh,
  label: labelsZh,
  pace: paceZh,
  pictures: picturesZh,
  reporter: reporterZh,
  staff: staffZh,
  verdict: verdictZh,
  wish: wishZh,
};
export const en: typeof zh = {
  back: backEn,
  help: helpEn,
  intake: intakeEn,
  label: labelsEn,
  pace: paceEn,
  pictures: picturesEn,
  reporter: reporterEn,
  staff: staffEn,
  verdict: verdictEn,
  wish: wishEn,
};
export type Words = typeof zh;
