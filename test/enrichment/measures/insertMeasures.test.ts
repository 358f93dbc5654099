import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { createRegistry } from '../../../src/enrichment/families/registry.js';
import { insertMeasures } from '../../../src/enrichment/measures/insertMeasures.js';
import { eventMeasures, type EventMeasure } from '../../../src/enrichment/measures/measure.js';
import { measureName } from '../../../src/enrichment/measures/measureName.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { addCustomers } from '../../support/sample.js';
import { configWith, eventColumns, rollUp, run, valuesOf } from './events.js';

const measures: readonly EventMeasure[] = [
  { name: 'how many', form: 'count', select: sql`` },
  { name: 'text', form: 'text', select: sql`` },
  { name: `number "of" 'it'`, form: 'number', select: sql`` },
];

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [{ id: 'A' }]);
});
beforeEach(() => database.client`truncate facet.activity_measures`);
afterAll(() => database.drop());

describe('insertMeasures', () => {
  it('keeps one row per customer, day, session key, measure and value, and nothing that is null', async () => {
    const events = sql`(values
      ('A', '', date '2026-03-31', timestamptz '2026-03-31 10:00Z', '', 'x', 1.5),
      ('A', '', date '2026-03-31', timestamptz '2026-03-31 09:00Z', '', 'x', 2),
      ('A', '', date '2026-03-31', timestamptz '2026-03-31 11:00Z', null, null, 'NaN'),
      ('A', '', date '2026-03-31', timestamptz '2026-03-31 12:00Z', null, null, '-Infinity'),
      ('A', 's', date '2026-03-30', timestamptz '2026-03-30 12:00Z', null, null, null)
    ) `;
    const named = sql`(select * from ${events} as v
      (customer_id, session_key, day, time, "how many", "text", "number ""of"" 'it'"))`;
    await run(database, insertMeasures(named, measures));
    const found = await run(
      database,
      sql`select customer_id || ' ' || day as key, measure, value, events::int, total, least, greatest,
        to_char(first_at at time zone 'UTC', 'HH24') || '-' || to_char(last_at at time zone 'UTC', 'HH24') as hours
        from facet.activity_measures order by measure`,
    );
    const key = 'A 2026-03-31';
    const without = { total: null, least: null, greatest: null };
    const hours = '09-10';
    expect(found).toEqual([
      { key, measure: 'how many', value: '', events: 2, ...without, hours },
      { key, measure: `number "of" 'it'`, value: '', events: 2, total: '3.5', least: '1.5', greatest: '2', hours },
      { key, measure: 'text', value: 'x', events: 2, ...without, hours },
    ]);
  });

  it('cuts long texts, and takes any', async () => {
    const long = '😀'.repeat(499);
    const config = configWith([{ name: 'pages', source: 'activity', kind: 'unique_list', column: 'page' }]);
    await rollUp(database, config, [
      { time: '2026-03-31T10:00:00Z', page: `${long}ab` },
      { time: '2026-03-31T10:00:01Z', page: `${long}ac` },
      { time: '2026-03-31T10:00:02Z', page: `'; drop table x; --"\\` },
      { time: '2026-03-31T10:00:03Z', page: 'z'.repeat(500) },
    ]);
    const listed = (await valuesOf(database, config, ['pages'], ['2026-03-31']))['A 2026-03-31']?.[0] ?? '';
    const expected = `${long}a, '; drop table x; --"\\, ${'z'.repeat(500)}`;
    expect(listed).toBe(Array.from(expected).slice(0, 1000).join(''));
  });

  it('takes no measures', async () => {
    const events = sql`(select 'A' as customer_id, '' as session_key, current_date as day, now() as time)`;
    await run(database, insertMeasures(events, []));
    expect(await run(database, sql`select from facet.activity_measures`)).toEqual([]);
  });

  it('can be selected into a table of its own first', async () => {
    const config = configWith([
      { name: 'carts', source: 'activity', kind: 'count', where: { event_type: { is: `it's $1` }, price: { gte: 2 } } },
    ]);
    const [measure] = eventMeasures(
      createRegistry({ ...config, enrichment: { ...config.enrichment, only: ['carts'] } }).definitions,
      eventColumns,
    );
    await run(
      database,
      sql`create table chosen as select ${measure?.select} as chosen
        from (values ('it''s $1', '2'), ('it''s $1', 'two'), ('other', '3')) as a (event_type, price)`,
    );
    expect(await run(database, sql`select chosen from chosen`)).toEqual([
      { chosen: '' },
      { chosen: null },
      { chosen: null },
    ]);
  });
});

describe('measures', () => {
  const column = 'price';
  const source = 'activity' as const;

  it('are shared by what reads the same column under the same condition in the same form', () => {
    const where = { event_type: { in: ['a', 'b'], isNull: false }, page: { is: 'x' } };
    const turned = { page: { is: 'x' }, event_type: { isNull: false, in: ['a', 'b'] } };
    const sum = measureName({ kind: 'sum', source, column, where });
    expect(measureName({ kind: 'average', source, column, where: turned, window: '3d' })).toBe(sum);
    const others = [
      measureName({ kind: 'sum', source, column: 'amount', where }),
      measureName({ kind: 'sum', source, column }),
      measureName({ kind: 'sum', source, column, where: { ...where, event_type: { in: ['b', 'a'] } } }),
      measureName({ kind: 'first', source, column, where }),
      measureName({ kind: 'count', source, where }),
    ];
    expect(new Set([sum, ...others]).size).toBe(6);
    for (const name of [sum, ...others]) expect(name).toMatch(/^(?:number|text|count)_[0-9a-f]{24}$/);
  });

  it('are those that the wanted attributes need', () => {
    const config = configWith([
      { name: 'spent', source, kind: 'sum', column },
      { name: 'spent_3d', source, kind: 'sum', column, window: '3d' },
      { name: 'seen', source, kind: 'distinct', column: 'page' },
      { name: 'bought', source: 'orders', kind: 'count' },
      { name: 'spent_per_page', kind: 'ratio', of: 'spent', to: 'seen' },
    ]);
    const forms = (only: string[]) =>
      eventMeasures(
        createRegistry({ ...config, enrichment: { ...config.enrichment, only } }).definitions,
        eventColumns,
      ).map(({ form }) => form);
    expect(forms(['spent', 'spent_3d'])).toEqual(['number']);
    expect(forms(['spent_per_page'])).toEqual(['number', 'text']);
    expect(forms(['bought'])).toEqual([]);
  });

  it('refuse a column that events do not have', () => {
    const { definitions } = createRegistry(configWith([{ name: 'spent', source, kind: 'sum', column: 'prize' }]));
    expect(() => eventMeasures(definitions, eventColumns)).toThrow(
      'The attribute "spent" reads the column "prize", which the source activity does not have. Did you mean "price"',
    );
  });
});
