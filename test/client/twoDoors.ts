import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { fromDatabase, fromGateway, QueryBuilder, type MetricsSource, type Queries } from '../../src/index.js';
import { readConfig } from '../../src/config.js';
import { applyRowRights } from '../../src/db/rowRights/applyRowRights.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { serve } from '../../src/serve.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openUrl, runFacet, type Ran } from '../support/facet.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';

/** The example's configuration. */
const exampleConfig = join(packageRoot, 'examples', 'metrics-by-level', 'facet.yml');

/** A database that the command `facet import` filled from the example, and both ways of asking it. */
export interface TwoDoors {
  readonly database: TestDatabase;
  /** Of the database. */
  readonly url: string;
  /** The configuration of both. */
  readonly configFile: string;
  /** Of the gateway, which wants the key. */
  readonly gatewayUrl: string;
  readonly key: string;
  readonly sources: readonly [MetricsSource, MetricsSource];
  readonly inProcess: Queries;
  readonly overHttp: Queries;
  close(): Promise<void>;
}

async function facet(args: readonly string[], environment: Record<string, string>): Promise<Ran> {
  const ran = await runFacet(args, environment);
  if (ran.code !== 0) throw new Error(ran.stderr);
  return ran;
}

interface Settings {
  /** The clock of the door in process; default: the machine's, which the gateway's is. */
  readonly now?: () => Date;
  /** Put behind the example's configuration. */
  readonly yaml?: string;
}

/** Opens both doors. */
export async function openTwoDoors({ now = () => new Date(), yaml = '' }: Settings = {}): Promise<TwoDoors> {
  const database = await cloneDatabase();
  const folder = await makeTestFolder('two-doors');
  const configFile = join(folder, 'facet.yml');
  await writeFile(configFile, `${await readFile(exampleConfig, 'utf8')}${yaml}`);
  const door = await openUrl(database);
  const environment = { DATABASE_URL: door.url, FACET_CONFIG: configFile };
  await facet(['import', '--config', 'examples/metrics-by-level/import.yml'], environment);
  const { stdout: key } = await facet(['keys', 'create', 'query builder', '--role', 'full'], environment);
  const config = { ...readConfig(environment), port: 0 };
  // As facet migrate does where roles of the config are narrowed.
  if (yaml !== '') await applyRowRights(database.client);
  const serving = await serve(config, database.target, pino({ level: 'silent' }));
  const sources = [
    await fromDatabase(door.url, { config: configFile, now }),
    fromGateway(serving.url, { token: key }),
  ] as const;
  return {
    database,
    url: door.url,
    configFile,
    gatewayUrl: `${serving.url}/graphql`,
    key: key.trim(),
    sources,
    inProcess: QueryBuilder.on(sources[0]),
    overHttp: QueryBuilder.on(sources[1]),
    async close() {
      for (const source of sources) await source.close();
      await serving.stop();
      door.close();
      await database.drop();
      await removeTestFolder(folder);
    },
  };
}
