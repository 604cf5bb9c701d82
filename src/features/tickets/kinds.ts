/** The kinds of cases, their clocks and what each asks for. One table, so that a later configuration file can take its place. */

export const kindNames = ["complaint", "help", "consultation", "hazard", "suggestion", "wish"] as const;
export type Kind = (typeof kindNames)[number];

export interface KindRule {
  /** Working days until the result is due (complaint: 潍坊市12345条例 Art. 20; help and consultation: GB/T 33358 practice). */
  days: number;
  /** Where it happened matters. */
  asksPlace: boolean;
  /** The reporter chooses named, confidential or anonymous; otherwise the case is confidential from the start. */
  asksName: boolean;
  /** An answer is the end of it: `replied` stops the clock. Elsewhere only `resolved` does (PRODUCT.md §0.3). */
  answered: boolean;
  /** May be about a person or a unit, who then must not see it (PRODUCT.md P12). */
  accuses: boolean;
}

export const kinds: Record<Kind, KindRule> = {
  complaint: { days: 5, asksPlace: true, asksName: true, answered: false, accuses: true },
  help: { days: 3, asksPlace: true, asksName: true, answered: false, accuses: true },
  consultation: { days: 3, asksPlace: false, asksName: true, answered: true, accuses: true },
  hazard: { days: 2, asksPlace: true, asksName: false, answered: false, accuses: false },
  suggestion: { days: 10, asksPlace: false, asksName: false, answered: true, accuses: false },
  wish: { days: 10, asksPlace: false, asksName: false, answered: false, accuses: false },
};
