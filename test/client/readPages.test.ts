import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { fromDatabase, fromGateway, QueryBuilder, type Fetch, type Queries } from '../../src/index.js';
import { addDefinitions, addTree } from '../levels/sampleLevels.js';
import { openTwoDoors, type TwoDoors } from './twoDoors.js';

let doors: TwoDoors;
let client: postgres.Sql;
let statements: string[] = [];
let requests = 0;

const ids = Array.from({ length: 250 }, (_, n) => `many-${String(n).padStart(3, '0')}`);

beforeAll(async () => {
  doors = await openTwoDoors();
  const { database } = doors;
  await addTree(database, { accounts: ids.map((id) => [id, null] as const) });
  await addDefinitions(database, [
    { name: 'few', levels: ['ACCOUNT'] },
    { name: 'many', levels: ['ACCOUNT'] },
    { name: 'beyond', levels: ['ACCOUNT'] },
  ]);
  const add = (name: string, accounts: number, days: number) => database.client`
    insert into facet.metric_values (level, entity_id, app, metric_name, effective_date, value, load_id)
    select 'ACCOUNT', account, 'ALAN_FR', ${name}, date '1900-01-01' + day, day, 0
    from unnest(${ids.slice(0, accounts)}::text[]) account, generate_series(0, ${days - 1}::int) day`;
  await add('few', 250, 1);
  // 301 of 100 accounts are more than one answer may have.
  await add('many', 250, 301);
  await add('beyond', 1, 30_001);
  await database.client`analyze facet.metric_values, facet.accounts`;
  client = postgres(doors.url, { max: 2, debug: (_, text) => statements.push(text) });
});
afterAll(async () => {
  await client?.end();
  await doors?.close();
});

/** Queries in process whose statements are counted. */
const counted = async () => {
  const source = await fromDatabase(client, { config: doors.configFile });
  statements = [];
  return QueryBuilder.on(source);
};
const ofFacet = () => statements.filter((text) => text.includes('from facet.')).length;

/** Queries over HTTP whose requests are counted. */
const countedOverHttp = () => {
  requests = 0;
  const counting: Fetch = (url, request) => {
    requests += 1;
    return fetch(url, request);
  };
  return QueryBuilder.on(fromGateway(doors.gatewayUrl, { token: doors.key, fetch: counting }));
};

const shuffled = ids.toReversed();
const nameOf = ({ meta }: { readonly meta: { readonly account_id: string } }) => meta.account_id;

describe('250 entities', () => {
  it('cost one statement for each hundred where attributes alone are asked for', async () => {
    const queries = await counted();
    const all = await queries.query('ACCOUNT').forEntities(shuffled).attributesOnly().all();
    expect([all.map(nameOf), ofFacet()]).toEqual([shuffled, 3]);
    expect(statements.join('\n')).not.toContain('metric_values');
  });

  it('cost two with metrics', async () => {
    const queries = await counted();
    const all = await queries.query('ACCOUNT').forEntities(shuffled).whereMetricNameIn(['few']).all();
    expect([all.map(nameOf), ofFacet()]).toEqual([shuffled, 6]);
    expect(all.every(({ metrics }) => metrics.length === 1)).toBe(true);
  });

  it('cost one request for each hundred, none where there are none', async () => {
    const queries = countedOverHttp();
    const query = queries.query('ACCOUNT').whereMetricNameIn(['few']);
    const all = await query.forEntities(shuffled).all();
    expect([all.map(nameOf), requests]).toEqual([shuffled, 3]);
    expect([await query.forEntities([]).all(), requests]).toEqual([[], 3]);
    expect(all).toEqual(await doors.inProcess.query('ACCOUNT').whereMetricNameIn(['few']).forEntities(shuffled).all());
  });

  it('cost no statement where there are none', async () => {
    const queries = await counted();
    expect([await queries.query('ACCOUNT').forEntities([]).all(), statements]).toEqual([[], []]);
  });

  it('are read no further than the first that is known', async () => {
    const queries = await counted();
    const first = await queries.query('ACCOUNT').forEntities(shuffled).attributesOnly().first();
    expect([first?.meta.account_id, ofFacet()]).toEqual(['many-249', 1]);
  });

  it.each(['inProcess', 'overHttp'] as const)('are all of the level with those of the example, %s', async (name) => {
    const all = await doors[name].query('ACCOUNT').whereMetricNameIn(['few']).all();
    expect(all.map(nameOf)).toEqual([
      '0029beef-34f2-4e28-8d13-3e019e032d69',
      '0039beef-34f2-4e28-8d13-3e019e032d70',
      ...ids,
      'metro-nord',
    ]);
  });
});

describe('more values than one answer may have', () => {
  const read = async (queries: Queries, some: readonly string[] | null) => {
    const query = queries.query('ACCOUNT').whereMetricNameIn(['many']);
    const all = await (some === null ? query : query.forEntities(some)).all();
    return all.filter(({ metrics }) => metrics.length > 0).map((one) => [nameOf(one), one.metrics.length]);
  };

  it('are read in smaller pages, whether entities are named or not', async () => {
    expect(await read(doors.inProcess, shuffled)).toEqual(shuffled.map((id) => [id, 301]));
    expect(await read(doors.overHttp, null)).toEqual(ids.map((id) => [id, 301]));
  });

  it('of one entity are refused, once', async () => {
    const queries = await counted();
    const query = queries.query('ACCOUNT').forEntity('many-000').whereMetricNameIn(['beyond']);
    await expect(query.first()).rejects.toMatchObject({
      code: 'TOO_MANY_VALUES',
      message: expect.stringContaining('more than 30000 values (entities: 1)'),
    });
    expect(ofFacet()).toBe(2);
    const overHttp = doors.overHttp.query('ACCOUNT').forEntity('many-000').whereMetricNameIn(['beyond']);
    await expect(overHttp.first()).rejects.toMatchObject({ code: 'TOO_MANY_VALUES' });
  });
});
