/** What `facet demo` is told. */
export interface FillOptions {
  /** Decides the data: equal seeds give equal data. */
  readonly seed: number;
  readonly customers: number;
  /** Days of snapshots. */
  readonly days: number;
  /** The last day with data, `YYYY-MM-DD`; default: the day of the run. */
  readonly lastDay?: string | undefined;
  /** Check and say what would be made; write nothing. */
  readonly dryRun?: boolean;
}

/** The demo company of `facet demo` without options, and of a first start. */
export const demoDefaults: FillOptions = { seed: 20_240_229, customers: 5000, days: 60 };
