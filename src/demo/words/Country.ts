/** What the people of one country are made of. */
export interface Country {
  /** ISO 3166 code. */
  readonly code: string;
  /** Share of the customers, in percent. */
  readonly share: number;
  /** Value-added tax, in percent. */
  readonly vat: number;
  readonly female: readonly string[];
  readonly male: readonly string[];
  readonly surnames: readonly string[];
  /** `#` stands for the house number. */
  readonly streets: readonly string[];
  /** City, state, and the postal code with `a`, `b`, `c` for digits and `y`, `z` for letters. */
  readonly cities: readonly (readonly [city: string, state: string, postal: string])[];
  /**
   * The beginnings of telephone numbers that are never anybody's: ranges kept for films and books, else subscriber
   * numbers that begin with 0, which are not given out. `digits` follow.
   */
  readonly phones: readonly string[];
  readonly digits: number;
  /** What follows the name of a company. */
  readonly companyForm: string;
}
