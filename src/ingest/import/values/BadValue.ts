/**
 * The error of a value for which its row is rejected; `reason` reads on from the value, e.g. `is not a whole number`.
 */
export class BadValue extends Error {
  override readonly name = 'BadValue';

  constructor(
    readonly reason: string,
    /** The text as the file has it. */
    readonly value: string,
    /** The column of the file, where one alone is at fault. */
    readonly column?: string,
  ) {
    super(reason);
  }
}
