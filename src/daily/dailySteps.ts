import type { Job } from '../db/job.js';

/** What an import did, in numbers that may be logged. */
export interface ImportCounts {
  readonly files: number;
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly rowsRejected: number;
}

/** What the writing of one day did. */
export interface DayCounts {
  /** Rows of the day's snapshot. */
  readonly snapshotRows: number;
  readonly warnings: readonly string[];
}

/** What a daily run imports, and under which conditions. */
export interface ImportInput {
  readonly configFile: string;
  readonly dir: string | undefined;
  /** How many rows of one file may be rejected; more fail it. Undefined: any number. */
  readonly maxRejects: number | undefined;
  readonly signal: AbortSignal | undefined;
  /** Reads and checks everything, and takes it back. */
  readonly dryRun?: boolean;
}

/** What a daily run is made of; given to it by the commands, which may know every part of the program. */
export interface DailySteps {
  /** Makes room in the audit log, and deletes what is older than the config keeps. */
  keepRetention?(job: Job): Promise<unknown>;
  /** Imports the files of a config, and derives what depends on them. */
  importFiles(job: Job, input: ImportInput): Promise<ImportCounts>;
  /** Links source records, and derives what depends on that; says what it did. */
  build(job: Job): Promise<void>;
  /** Makes the attributes as of a day, and the day's snapshot: both or neither. */
  enrich(job: Job, day: { readonly asOf: string }): Promise<DayCounts>;
  /** Works the newest attributes out again where the days that were written left them behind what was imported and built. */
  refreshAttributes?(job: Job): Promise<void>;
  /** Validates the data once days were written, or files imported, where the config says so. */
  validate?(job: Job, done: { readonly imported: boolean; readonly days: number }): Promise<void>;
  /** Makes the segments what the config says, and writes who is in them on the days that were written. */
  writeSegments?(job: Job, signal?: AbortSignal): Promise<void>;
}

/** What a dry run is made of. */
export interface DryRunSteps extends Pick<DailySteps, 'importFiles'> {
  /** Says what `build` would do now: a line, or none where there is nothing to do. Writes nothing. */
  checkBuild(job: Job): Promise<readonly string[]>;
  /** Checks all that `enrich` would do as of a day, and gives its warnings; throws what that would throw. Writes nothing. */
  checkEnrich(job: Job, day: { readonly asOf: string }): Promise<readonly string[]>;
  /** Says what `writeSegments` would do now, in lines. Writes nothing. */
  checkSegments?(job: Job): Promise<readonly string[]>;
}
