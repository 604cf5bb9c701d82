/** Figures of a classification. */

export interface Judged {
  expected: string;
  given: string;
}

/** Share of rows that were given what was expected, 0 to 1. */
export function accuracy(rows: readonly Judged[]): number {
  return rows.filter(({ expected, given }) => expected === given).length / rows.length;
}

/** Precision and recall of one label; 1 where there was nothing to get wrong. */
export function precisionRecall(rows: readonly Judged[], label: string): { precision: number; recall: number } {
  const right = rows.filter(({ expected, given }) => expected === label && given === label).length;
  const given = rows.filter((row) => row.given === label).length;
  const expected = rows.filter((row) => row.expected === label).length;
  return { precision: given > 0 ? right / given : 1, recall: expected > 0 ? right / expected : 1 };
}

/** The mean of F1 over the labels that are expected anywhere, each counting alike. */
export function macroF1(rows: readonly Judged[]): number {
  const labels = [...new Set(rows.map(({ expected }) => expected))];
  const each = labels.map((label) => {
    const { precision, recall } = precisionRecall(rows, label);
    return precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  });
  return each.reduce((sum, one) => sum + one, 0) / labels.length;
}
