/** A part of an answer that is JSON already: a list, an object, or the first members of one. */
export class WrittenJson {
  /**
   * @param text the JSON of a list, or of an object with at least one member
   * @param rest of an object the members behind those of the text; undefined for none
   */
  constructor(
    readonly text: string,
    readonly rest?: Readonly<Record<string, unknown>>,
  ) {}

  /** The part as data. */
  toJSON(): unknown {
    const value: unknown = JSON.parse(this.text);
    return this.rest === undefined ? value : { ...(value as object), ...this.rest };
  }
}
