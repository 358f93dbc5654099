import { setTimeout as delay } from 'node:timers/promises';
import type { Viewer } from '../../src/access/viewer.js';
import { doorsOf } from '../../src/access/viewerRights.js';
import { createCatalogue } from '../../src/catalogue/catalogue.js';
import { readConfig } from '../../src/config.js';
import { openClient } from '../../src/db/client.js';
import { createDoor } from '../../src/db/door.js';
import { createPreparedTexts } from '../../src/db/preparedTexts.js';
import { applyRowRights } from '../../src/db/rowRights/applyRowRights.js';
import { buildSchema } from '../../src/federation/buildSchema.js';
import { createContext } from '../../src/federation/requestContext.js';
import { readCatalogue } from '../../src/catalogue/readCatalogue.js';
import { SnapshotCache } from '../../src/snapshotCache.js';
import { subgraphs } from '../../src/subgraphs/index.js';
import { createTableCache } from '../../src/tableCache.js';
import { visibleApps } from '../../src/visibleRows.js';
import type { TestDatabase } from '../support/database.js';
import { executeSource } from '../support/executeSource.js';
import type { Random } from '../support/load/random.js';
import { openScope } from '../support/scope.js';
import { clientNamed } from '../support/viewers.js';

const [people, plans] = [60, 12];
const appNames = ['alpha', 'beta', 'gamma'];
const today = '2026-11-23';

const appOf = (n: number): string => appNames[n % 3] as string;
const idOf = (n: number): string => `C${String(n).padStart(2, '0')}`;
const planOf = (n: number): string => `P${String(n).padStart(2, '0')}`;

/** Two viewers of one application each, and one who sees all. */
export const viewers: readonly Viewer[] = [
  clientNamed('of alpha', { apps: ['alpha'] }),
  clientNamed('of beta', { apps: ['beta'] }),
  clientNamed('of all'),
];

const sees = ({ apps }: Viewer, n: number): boolean => apps === null || apps.includes(appOf(n));

/** People, campaigns and snapshots of three applications; every value names whose it is. */
export async function fillApps({ client }: Pick<TestDatabase, 'client'>): Promise<void> {
  await client`select facet.ensure_partitions('customer_profiles', '2026-11-01'::date, '2026-11-30'::date)`;
  const [load] = await client<{ load_id: string }[]>`
    insert into facet.loads (kind, started_at, finished_at, code_version) values ('test', now(), now(), '0') returning load_id`;
  const load_id = load?.load_id ?? '0';
  const numbers = Array.from({ length: people }, (_, n) => n);
  await client`insert into facet.customers ${client(
    numbers.map((n) => ({
      customer_id: idOf(n),
      app: appOf(n),
      full_name: `Person ${n} of ${appOf(n)}`,
      source_records: 1,
      load_id,
    })),
  )}`;
  await client`insert into facet.customer_profiles ${client(
    numbers.map((n) => ({
      customer_id: idOf(n),
      app: appOf(n),
      profile_date: '2026-11-22',
      str1: `secret ${n} of ${appOf(n)}`,
      load_id,
    })),
  )}`;
  await client`insert into facet.profile_days (profile_date, load_id, rows, complete) values ('2026-11-22', ${load_id}, ${people}, true)`;
  await client`insert into facet.customer_profile_fields (slot, alias, graphql_name, type, valid_from, description)
    values ('STR1', 'SECRET', 'secret', 'text', '2026-01-01', 'A secret.')`;
  await client`insert into facet.campaigns ${client(
    Array.from({ length: plans }, (_, n) => ({
      plan_id: planOf(n),
      app: appOf(n),
      campaign_name: `Campaign ${n} of ${appOf(n)}`,
      execution_start_date: '2026-05-01',
    })),
  )}`;
  await client`vacuum analyze facet.customers`;
}
