import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AggregationLevel, AppName, QueryBuilder, type Queries } from '../../src/index.js';
import { lastFullMonth } from '../../src/lib/time/lastFullMonth.js';
import { addValues } from '../levels/sampleLevels.js';
import { openTwoDoors, type TwoDoors } from './twoDoors.js';

// The two answers of the public document, as it prints them.
const ofOne = `{
"meta": {
"account_id": "0029beef-34f2-4e28-8d13-3e019e032d69",
"account_name": "Bonard",
"customer_industry": "retail",
"is_key_account": false,
"n_employees": 7
},
"metrics": [
{
"effective_date": "2023-03-01",
"metric_name": "affiliation_minutes_saved_past_12_months",
"metric_unit": "minutes",
"metric_value": "5.0",
"metric_value_formatted": "5min"
}
]
}`;
const ofSeveral = `[
{
"meta": {
"account_id": "0029beef-34f2-4e28-8d13-3e019e032d69",
"account_name": "Bonard",
"customer_industry": "retail",
"is_key_account": false,
"n_employees": 7
},
"metrics": [
{
"effective_date": "2023-03-01",
"metric_name": "affiliation_minutes_saved_past_12_months",
"metric_unit": "minutes",
"metric_value": "5.0",
"metric_value_formatted": "5min"
}
]
},
{
"meta": {
"account_id": "0039beef-34f2-4e28-8d13-3e019e032d70",
"account_name": "Metro",
"customer_industry": "hospitality",
"is_key_account": true,
"n_employees": 50
},
"metrics": [
{
"effective_date": "2023-04-01",
"metric_name": "revenue_generated_past_12_months",
"metric_unit": "euros",
"metric_value": "15000.0",
"metric_value_formatted": "€15,000"
}
]
}
]`;

const bonard = '0029beef-34f2-4e28-8d13-3e019e032d69';
const metro = '0039beef-34f2-4e28-8d13-3e019e032d70';
const names = ['affiliation_minutes_saved_past_12_months', 'revenue_generated_past_12_months'];
const dates = ['2023-03-01', '2023-04-01'];

let doors: TwoDoors;
let now = new Date('2023-05-15T12:00:00Z');

beforeAll(async () => {
  doors = await openTwoDoors({ now: () => now });
});
afterAll(async () => {
  QueryBuilder.use(null);
  await doors?.close();
});

const bothDoors = [['inProcess'], ['overHttp']] as const;

const expectExactly = (answer: unknown, document: string): void => {
  expect(answer).toEqual(JSON.parse(document));
  // The order of keys too.
  expect(JSON.stringify(answer)).toBe(JSON.stringify(JSON.parse(document)));
};

describe.each(bothDoors)('the answers of the public document, %s', (name) => {
  const account = () => (doors[name] satisfies Queries).query(AggregationLevel.account);

  it('of one account', async () => {
    const query = account().forApp(AppName.ALAN_FR).forEntity(bonard);
    expectExactly(await query.whereMetricNameIn(names).whereEffectiveDateIn(dates).first(), ofOne);
  });

  it('of several accounts', async () => {
    const query = account().forEntities([bonard, metro]);
    expectExactly(await query.whereMetricNameIn(names).whereEffectiveDateIn(dates).all(), ofSeveral);
  });

  it('in the spellings of the document, on the source in use', async () => {
    QueryBuilder.use(doors.sources[name === 'inProcess' ? 0 : 1]);
    const [date1, date2] = [new Date('2023-03-01T00:00:00Z'), new Date('2023-04-01T23:59:59Z')];
    const response = await QueryBuilder.query(AggregationLevel.account)
      .for_app(AppName.ALAN_FR)
      .for_entity(bonard)
      .where_metric_name_in(names)
      .where_effective_date_in([date1, date2])
      .first();
    expectExactly(response, ofOne);
    const all = QueryBuilder.query(AggregationLevel.account).for_entities([bonard, metro]).where_metric_name_in(names);
    expectExactly(await all.where_effective_date_in(dates).in_locale('en').all(), ofSeveral);
    const attributes = await all.attributes_only().all();
    expect(attributes.map(({ meta, metrics }) => [meta.account_name, metrics])).toEqual([
      ['Bonard', []],
      ['Metro', []],
    ]);
    expect(await all.for_last_full_month().where_effective_date_in([]).first()).toMatchObject({ metrics: [] });
  });

  it('in the order asked, each once, without unknown ones', async () => {
    const query = account().whereMetricNameIn(names);
    const mixed = query.forEntities([metro, 'unknown', ` ${bonard}\t`, metro]);
    expectExactly(await mixed.all(), JSON.stringify((JSON.parse(ofSeveral) as unknown[]).toReversed()));
    expect((await query.forEntities(['unknown', bonard, metro]).first())?.meta.account_name).toBe('Bonard');
    expect(await query.forEntity('unknown').first()).toBeNull();
    expect(await query.forEntity('unknown').all()).toEqual([]);
    expect(await query.forEntities([]).all()).toEqual([]);
    expect(await query.forEntities([]).first()).toBeNull();
  });

  it('of all of a level where no entity is named', async () => {
    const all = await account().whereEffectiveDateIn(['2023-05-01']).inLocale('fr').all();
    const read = all.map(({ meta, metrics }) => [
      meta.account_name,
      metrics.map((row) => [row.metric_name, row.metric_value_formatted]),
    ]);
    expect(read).toEqual([
      ['Bonard', []],
      [
        'Metro',
        [
          ['members', '40'],
          ['satisfaction', expect.stringMatching(/^80\s%$/)],
          ['visitors', '2'],
        ],
      ],
      [
        'Metro Nord',
        [
          ['members', '10'],
          ['satisfaction', expect.stringMatching(/^95,5\s%$/)],
          ['visitors', '2'],
        ],
      ],
    ]);
  });

  it('of other levels with their own meta alone, rolled up where nothing is stored', async () => {
    const queries: Queries = doors[name];
    await doors.database.client`
      insert into facet.customers (customer_id, source_records, email_completion, load_id) values ('ann', 1, 0, 0)
      on conflict do nothing`;
    const company = await queries
      .query(AggregationLevel.company)
      .forEntity('metro')
      .whereMetricNameIn(['members'])
      .first();
    expectExactly(
      company,
      `{ "meta": { "company_id": "metro", "company_name": "Metro", "country": "FR", "customer_industry": "hospitality",
          "n_employees": 80 },
        "metrics": [{ "effective_date": "2023-05-01", "metric_name": "members", "metric_unit": "count",
          "metric_value": "50", "metric_value_formatted": "50" }] }`,
    );
    const meta = async (level: AggregationLevel, id: string) =>
      (await queries.query(level).forEntity(id).attributesOnly().first())?.meta;
    expectExactly(
      await meta(AggregationLevel.contract, 'bonard/1'),
      '{ "contract_id": "bonard/1", "contract_name": "Bonard health", "customer_industry": "retail" }',
    );
    expectExactly(
      await meta(AggregationLevel.INDUSTRY, 'retail'),
      '{ "industry_id": "retail", "industry_name": "retail" }',
    );
    expectExactly(await meta('CUSTOMER', 'ann'), '{ "customer_id": "ann" }');
  });
});

describe('the last full month', () => {
  it('turns on the first of May in Paris, by the clock that was given', async () => {
    const months = async (instant: string, days?: readonly string[]) => {
      now = new Date(instant);
      const query = doors.inProcess.query('ACCOUNT').forEntity(metro).whereMetricNameIn(names).forLastFullMonth();
      const response = await (days === undefined ? query : query.whereEffectiveDateIn(days)).first();
      return response?.metrics.map((row) => row.effective_date);
    };
    expect(await months('2023-04-30T21:59:59Z')).toEqual([]);
    expect(await months('2023-04-30T22:00:00Z')).toEqual(['2023-04-01']);
    expect(await months('2023-05-15T12:00:00Z', dates)).toEqual(['2023-04-01']);
    expect(await months('2023-05-15T12:00:00Z', ['2023-03-01'])).toEqual([]);
  });

  it('is that of the machine’s clock over HTTP', async () => {
    const month = lastFullMonth(new Date(), 'Europe/Paris');
    const value = { level: 'ACCOUNT', id: metro, name: 'members', value: '41', app: 'ALAN_FR' } as const;
    await addValues(doors.database, [{ ...value, day: month }]);
    const response = await doors.overHttp.query('ACCOUNT').forEntity(metro).forLastFullMonth().first();
    expect(response?.metrics.map((row) => [row.effective_date, row.metric_value])).toEqual([[month, '41']]);
  });
});

describe('a query', () => {
  it('never changes: a later call makes another one, and replaces an earlier one of the same filter', async () => {
    const base = doors.inProcess.query('ACCOUNT').forEntities([bonard, metro]);
    const narrowed = base
      .whereMetricNameIn([names[0] ?? ''])
      .whereEffectiveDateIn(['2023-03-01'])
      .attributesOnly();
    const widened = narrowed.whereMetricNameIn(names).whereEffectiveDateIn(dates).forEntity(metro);
    const counts = async (query: typeof base) => (await query.all()).map(({ metrics }) => metrics.length);
    expect(await counts(narrowed)).toEqual([0, 0]);
    expect(await counts(widened)).toEqual([0]);
    expect(await counts(base.whereMetricNameIn(names))).toEqual([1, 1]);
    expect(await counts(base.whereMetricNameIn([]))).toEqual([0, 0]);
    expect(await counts(base.forEntity(metro).whereMetricNameIn(names))).toEqual([1]);
    const given = [...names];
    const kept = base.whereMetricNameIn(given);
    given.length = 0;
    expect(await counts(kept)).toEqual([1, 1]);
  });

  it('spells levels and applications both ways', () => {
    expect([AggregationLevel.account, AggregationLevel.ACCOUNT]).toEqual(['ACCOUNT', 'ACCOUNT']);
    expect(AppName.ALAN_FR).toBe('ALAN_FR');
    expect((AppName as unknown as Record<string, unknown>)['ALAN_BE']).toBe('ALAN_BE');
    expect((AppName as unknown as Record<string, unknown>)['toString']).toBeUndefined();
    expect(() => Object.assign(AppName, { ALAN_ES: 'x' })).toThrow(TypeError);
  });
});
