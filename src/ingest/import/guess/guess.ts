/** A first mapping of a file: one entry of a config. */
export interface Guess {
  readonly target: string;
  /** For `imported_attributes`. */
  readonly source?: string;
  /** The test of the rows that are taken. */
  readonly where?: unknown;
  /** Target column → what stands behind it in the config, and a remark. */
  readonly columns: readonly {
    readonly name: string;
    readonly mapping: unknown;
    readonly remark?: string | undefined;
  }[];
  /** Columns of the file that nothing is made of. */
  readonly unmapped: readonly string[];
  /** Some times are local times: a zone has to be said. */
  readonly needsZone: boolean;
  /** What a person should look at. */
  readonly remarks: readonly string[];
}
