/** Every sentence of the feature that is said to people, in both languages. */
import { en as paceEn, zh as paceZh } from "../pace/words.ts";
import { en as picturesEn, zh as picturesZh } from "../pictures/words.ts";
import { en as wishEn } from "../wishes/words-en.ts";
import { zh as wishZh } from "../wishes/words-zh.ts";
import { en as helpEn, zh as helpZh } from "./about.ts";
import { en as intakeEn, zh as intakeZh } from "./intake.ts";
import { en as labelsEn, zh as labelsZh } from "./labels.ts";
import { zh as backZh } from "./lookback.ts";
import { en as backEn } from "./lookback-en.ts";
import { zh as reporterZh } from "./reporter.ts";
import { en as reporterEn } from "./reporter-en.ts";
import { en as staffEn, zh as staffZh } from "./staff.ts";
import { en as verdictEn, zh as verdictZh } from "./verdict.ts";

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
