/** Every sentence of the feature that is said to people, in both languages. */
import { en as helpEn, zh as helpZh } from "./words-about.ts";
import { en as intakeEn, zh as intakeZh } from "./words-intake.ts";
import { en as labelsEn, zh as labelsZh } from "./words-labels.ts";
import { zh as backZh } from "./words-lookback.ts";
import { en as backEn } from "./words-lookback-en.ts";
import { zh as reporterZh } from "./words-reporter.ts";
import { en as reporterEn } from "./words-reporter-en.ts";
import { en as staffEn, zh as staffZh } from "./words-staff.ts";

export const zh = {
  back: backZh,
  help: helpZh,
  intake: intakeZh,
  label: labelsZh,
  reporter: reporterZh,
  staff: staffZh,
};
export const en: typeof zh = {
  back: backEn,
  help: helpEn,
  intake: intakeEn,
  label: labelsEn,
  reporter: reporterEn,
  staff: staffEn,
};
export type Words = typeof zh;
