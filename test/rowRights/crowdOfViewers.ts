import { setTimeout as delay } from 'node:timers/promises';
import type { Viewer } from '../../src/access/viewer.js';
import { doorsOf } from '../../src/access/viewerRights.js';
import { readCatalogue } from '../../src/catalogue/readCatalogue.js';
import { readConfig } from '../../src/config.js';
import { openClient } from '../../src/db/client.js';
import { createDoor } from '../../src/db/door.js';
import { createPreparedTexts } from '../../src/db/preparedTexts.js';
import { applyRowRights } from '../../src/db/rowRights/applyRowRights.js';
import { buildSchema } from '../../src/federation/buildSchema.js';
import { createContext } from '../../src/federation/requestContext.js';
import { toGlobalId } from '../../src/lib/relay/globalId.js';
import { SnapshotCache } from '../../src/snapshotCache.js';
import { subgraphs } from '../../src/subgraphs/index.js';
import { createTableCache } from '../../src/tableCache.js';
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

/** Whose the snapshot of somebody is: every fourth one's is of another application. */
const snapshotAppOf = (n: number): string => appOf(n % 4 === 0 ? n + 1 : n);

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
      app: snapshotAppOf(n),
      profile_date: '2026-11-22',
      str2: appOf(n),
      str1: `secret ${n} of ${appOf(n)}`,
      load_id,
    })),
  )}`;
  await client`insert into facet.profile_days (profile_date, load_id, rows, complete) values ('2026-11-22', ${load_id}, ${people}, true)`;
  await client`insert into facet.customer_profile_fields (slot, alias, data_type, description)
    values ('STR1', 'SECRET', 'text', 'A secret.'), ('STR2', 'OF_APP', 'text', 'Whose it is.')`;
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

/** A question with the only right answer to it of each viewer. */
export interface MixedQuestion {
  readonly source: string;
  readonly variables: Record<string, unknown>;
  readonly answer: (viewer: Viewer) => unknown;
}

const person = (n: number, { apps }: Viewer) => ({
  id: idOf(n),
  fullName: `Person ${n} of ${appOf(n)}`,
  profile:
    apps === null || apps.includes(snapshotAppOf(n))
      ? { date: '2026-11-22', fields: { secret: `secret ${n} of ${appOf(n)}`, ofApp: appOf(n) } }
      : null,
});
const personFields = 'id fullName profile { date fields { secret ofApp } }';

const ofSome = (random: Random): MixedQuestion => {
  const n = random.below(people);
  return {
    source: `query ($id: ID!) { customer(id: $id) { ${personFields} } }`,
    variables: { id: idOf(n) },
    answer: (viewer) => ({ customer: sees(viewer, n) ? person(n, viewer) : null }),
  };
};

const ofPage = (random: Random): MixedQuestion => {
  const first = 1 + random.below(30);
  return {
    source: `query ($first: Int!) { customers(first: $first) { totalCount edges { node { ${personFields} } } } }`,
    variables: { first },
    answer(viewer) {
      const all = Array.from({ length: people }, (_, n) => n).filter((n) => sees(viewer, n));
      return {
        customers: { totalCount: all.length, edges: all.slice(0, first).map((n) => ({ node: person(n, viewer) })) },
      };
    },
  };
};

const ofCampaign = (random: Random): MixedQuestion => {
  const n = random.below(plans);
  return {
    source: 'query ($id: ID!) { campaign(planId: $id) { planId name } }',
    variables: { id: planOf(n) },
    answer: (viewer) => ({
      campaign: sees(viewer, n) ? { planId: planOf(n), name: `Campaign ${n} of ${appOf(n)}` } : null,
    }),
  };
};

const ofCampaigns: MixedQuestion = {
  source: '{ campaigns(first: 100) { totalCount } }',
  variables: {},
  answer: ({ apps }) => ({ campaigns: { totalCount: apps === null ? plans : plans / 3 } }),
};

const ofEntities = (random: Random): MixedQuestion => {
  const numbers = Array.from({ length: 1 + random.below(6) }, () => random.below(people));
  return {
    source: `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Customer { ${personFields} } } }`,
    variables: { keys: numbers.map((n) => ({ __typename: 'Customer', id: idOf(n) })) },
    answer: (viewer) => ({ _entities: numbers.map((n) => (sees(viewer, n) ? person(n, viewer) : null)) }),
  };
};

const ofDay = (random: Random): MixedQuestion => {
  const n = random.below(people);
  return {
    source: 'query ($id: ID!) { node(nodeId: $id) { ... on CustomerProfile { date fields { secret ofApp } } } }',
    variables: { id: toGlobalId('CustomerProfile', idOf(n), '2026-11-22') },
    answer: (viewer) => ({ node: person(n, viewer).profile }),
  };
};

const ofCounts: MixedQuestion = {
  source: '{ customersAggregate { edges { node { count } } } }',
  variables: {},
  answer: ({ apps }) => ({
    customersAggregate: { edges: [{ node: { count: apps === null ? people : people / appNames.length } }] },
  }),
};

/** Questions of every kind, at random. */
export const askable: readonly ((random: Random) => MixedQuestion)[] = [
  ofSome,
  ofSome,
  ofPage,
  ofCampaign,
  () => ofCampaigns,
  ofEntities,
  ofDay,
  () => ofCounts,
];

/**
 * Asks a database as the three viewers, mixed, with everything that a server keeps in memory for all of them, over a pool of four
 * connections; every eighth asker leaves before it is answered. Gives wrong answers, and how many were right, left or failed.
 */
export async function askMixed(database: TestDatabase, random: Random, count: number, atOnce = 12) {
  const client = openClient(database.target, { max: 4, prepare: true });
  const by = await applyRowRights(database.client);
  const openDoor = doorsOf(client, async ({ apps, brands }) => (apps === null ? undefined : { ...by, apps, brands }));
  const tables = createTableCache({ openDoor, isFollowed: () => true, onError: () => {} });
  const snapshots = new SnapshotCache(200_000);
  const prepared = createPreparedTexts();
  const catalogue = await readCatalogue(database.client);
  const schema = buildSchema(subgraphs, catalogue, today, readConfig({}).limits);
  const told = { wrong: [] as unknown[], right: 0, left: 0, failed: [] as unknown[] };

  async function askOne(): Promise<void> {
    const viewer = random.pick(viewers);
    const { source, variables, answer } = random.pick(askable)(random);
    const leaver = new AbortController();
    const leaves = random.below(8) === 0;
    const rights = viewer.apps === null ? undefined : { ...by, apps: viewer.apps, brands: viewer.brands };
    const db = createDoor(client, { rights, prepared, signal: leaver.signal });
    const given = { db, viewer, catalogue, snapshots, cached: tables.of(viewer), now: new Date(`${today}T12:00:00Z`) };
    const asked = executeSource({
      schema,
      source,
      variableValues: variables,
      createContext: () => createContext(openScope(database, given)),
    });
    if (leaves) void delay(random.below(6)).then(() => leaver.abort(new Error('left')));
    const { data, errors } = await asked;
    if (errors !== undefined) {
      if (leaves) told.left += 1;
      else told.failed.push(...errors);
      return;
    }
    const [got, right] = [JSON.stringify(data), JSON.stringify(answer(viewer))];
    if (got === right) told.right += 1;
    else told.wrong.push({ viewer: viewer.name, source, variables, got, right });
  }

  let asked = 0;
  async function askOn(): Promise<void> {
    for (; asked < count; await askOne()) asked += 1;
  }
  try {
    await Promise.all(Array.from({ length: atOnce }, askOn));
    return { ...told, held: snapshots.size };
  } finally {
    await client.end({ timeout: 1 });
  }
}
