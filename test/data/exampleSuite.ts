import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { readConfig, type Config } from '../../src/config.js';
import type { Job } from '../../src/db/job.js';
import type { ImportReport } from '../../src/ingest/import/report/importReport.js';
import { runImport } from '../../src/ingest/import/runImport.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { silentProgress } from '../../src/lib/process/progress.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

/** An example and its data, imported once. */
export interface Example {
  readonly database: TestDatabase;
  readonly job: Job;
  readonly config: Config;
  readonly configFile: string;
  /** Where the data is. */
  readonly dir: string;
  readonly report: ImportReport;
  /** The first row of a query. */
  one(query: string): Promise<unknown[]>;
}

const dataFolder = process.env['FACET_TEST_DATA'] ?? join(packageRoot, '..', 'shared', 'data');

/** A suite over `examples/<name>.yml` and the public data set of that name; where there is none, one line says so. */
export function exampleSuite(name: string, needed: string, tests: (example: Example) => void): void {
  const dir = join(dataFolder, name);
  const present = existsSync(join(dir, needed));
  if (!present) process.stdout.write(`The suite "${name}" did not run: there is no ${dir}.\n`);
  test(present ? 'the data is there' : 'skipped: the data is not there', () => {});
  (present ? describe : describe.skip)(name, () => {
    const example = { dir, configFile: join(packageRoot, 'examples', `${name}.yml`) } as {
      -readonly [K in keyof Example]: Example[K];
    };
    beforeAll(async () => {
      const database = await cloneDatabase();
      const config = readConfig({ FACET_CONFIG: join(packageRoot, 'examples', `${name}.facet.yml`) });
      const job: Job = { client: database.client, config, progress: silentProgress, now: new Date() };
      const one = async (query: string) => (await database.client.unsafe(query).values())[0] as unknown[];
      Object.assign(example, { database, config, job, one });
      example.report = await runImport(job, example);
    });
    afterAll(() => example.database.drop());
    tests(example);
  });
}

/** Read, skipped, written, rejected of each source of a report. */
export const countsOf = ({ files }: ImportReport): unknown[] =>
  files.map(({ file, target, rowsRead, rowsSkipped, rowsWritten, rowsRejected }) => [
    file,
    target,
    rowsRead,
    rowsSkipped,
    rowsWritten,
    rowsRejected,
  ]);
