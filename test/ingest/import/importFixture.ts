import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../../src/config.js';
import type { Sql } from '../../../src/db/client.js';
import type { DatabaseTarget } from '../../../src/db/target.js';
import type { Job } from '../../../src/db/job.js';
import type { ImportOptions } from '../../../src/ingest/import/importSources.js';
import type { FileReport, ImportReport } from '../../../src/ingest/import/report/importReport.js';
import { runImport } from '../../../src/ingest/import/runImport.js';
import { silentProgress } from '../../../src/lib/process/progress.js';
import { cloneDatabase } from '../../support/database.js';

export interface ImportFixture {
  /** For connections beside those of `client`. */
  readonly target: DatabaseTarget;
  readonly client: Sql;
  readonly job: Job;
  readonly folder: string;
  /** Writes a file into the folder. */
  write(name: string, content: string | Buffer): Promise<void>;
  /** Runs a config with these entries. */
  run(imports: readonly object[], options?: Partial<ImportOptions>, job?: Job): Promise<ImportReport>;
  /** The message of the failure of a run; `fail`s where there is none. */
  failure(imports: readonly object[] | object): Promise<string>;
  drop(): Promise<void>;
}

/** A database and a folder of their own for tests of the import. */
export async function importFixture(): Promise<ImportFixture> {
  const database = await cloneDatabase();
  const { client } = database;
  const folder = await mkdtemp(join(tmpdir(), 'facet-import-'));
  const job: Job = { client, config: readConfig({}), progress: silentProgress, now: new Date('2026-01-31T12:00:00Z') };
  const write = (name: string, content: string | Buffer): Promise<void> => writeFile(join(folder, name), content);
  const configFile = join(folder, 'import.yml');
  const run: ImportFixture['run'] = async (imports, options = {}, other = job) => {
    await write('import.yml', JSON.stringify({ imports }));
    return runImport(other, { configFile, ...options });
  };
  const failure: ImportFixture['failure'] = async (config) => {
    await write('import.yml', JSON.stringify(Array.isArray(config) ? { imports: config as object[] } : config));
    const report = runImport(job, { configFile });
    return report.then(
      () => 'no failure',
      (error: unknown) => `${(error as Error).name}: ${(error as Error).message}`,
    );
  };
  return {
    target: database.target,
    client,
    job,
    folder,
    write,
    run,
    failure,
    async drop() {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The counts of one file's report: read, written, rejected. */
export const counts = (file: FileReport | undefined): (number | undefined)[] => [
  file?.rowsRead,
  file?.rowsWritten,
  file?.rowsRejected,
];

/** Entries for the three targets. */
export const people = {
  file: 'people.csv',
  target: 'unified_customers',
  columns: { customer_id: 'id', datasource: { constant: 'shop' }, pk: 'key', email: 'email', birthdate: 'born' },
};
export const products = {
  file: 'products.csv',
  target: 'products',
  columns: { product_id: 'id', product_name: 'name' },
};
export const lines = {
  file: 'lines.csv',
  target: 'unified_itemized_transactions',
  columns: { customer_id: 'who', order_id: 'order', order_datetime: 'at', item_quantity: 'n', item_revenue: 'paid' },
};
