import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig, type Config } from '../../src/config.js';
import { withTargetLock } from '../../src/db/job.js';
import { readReadiness, runValidation } from '../../src/validation/runValidation.js';
import { revenueMonths } from '../../src/validation/revenue/revenueMonths.js';
import type { PassFound } from '../../src/validation/run/readPass.js';
import type { CheckResult } from '../../src/validation/run/CheckResult.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';
import { refusal } from '../support/refusal.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';
import { insertRows } from './insertRows.js';
import { customer, line, order, record, returned } from './sampleRows.js';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  folder = await makeTestFolder('validation');
  database = await cloneDatabase();
  await insertRows(database.client, {
    unified_itemized_transactions: [
      line('a', { item_revenue: '100.10', item_quantity: '3' }),
      line('b', { customer_id: '', app: 'second', order_datetime: '2026-05-31T23:30:00Z' }),
      returned('c', { order_id: 'lost', order_datetime: '2026-04-30T12:00:00Z' }),
      line('d', { currency: 'USD', item_revenue: '7' }),
    ],
    unified_transactions: [
      order('o-a', { order_revenue: '100.10', order_quantity: '3' }),
      order('o-b', { customer_id: '', app: 'second', order_datetime: '2026-05-31T23:30:00Z' }),
      order('lost', { order_revenue: '0', order_quantity: '0', order_datetime: '2026-04-30T12:00:00Z' }),
      order('o-d', { currency: 'USD', order_revenue: '7' }),
    ],
    unified_customers: [record('r1'), record('r2', { datasource: 'crm', email: null })],
    customers: [customer('c1', { loyalty_id: 'L1', country: 'DE' }), customer('c2', { loyalty_id: 'L1' })],
  });
});
afterAll(async () => {
  await database.drop();
  await removeTestFolder(folder);
});
afterEach(async () => {
  await database.client`truncate facet.validation_runs, facet.validation_results, facet.validation_thresholds`;
});

type Given = Partial<Config['validation']>;

const jobWith = (validation: Given = {}, timeZone = 'UTC') => {
  const config = readConfig({});
  return testJob(database, '2026-06-01T12:00:00Z', { timeZone, validation: { ...config.validation, ...validation } });
};

const find = (results: readonly CheckResult[], id: string, table?: string): CheckResult | undefined =>
  results.find(({ checkId, table: of }) => checkId === id && (table === undefined || of === table));

const count = async (): Promise<unknown> =>
  (
    await database.client`select (select count(*)::int from facet.validation_runs) as runs,
      (select count(*)::int from facet.validation_results) as results,
      (select count(*)::int from facet.loads where kind = 'validate') as loads`
  )[0];

describe('a validation', () => {
  it('says what was found, by application and data source', async () => {
    const { results, errors, warnings, passed } = await runValidation(jobWith());
    expect(find(results, 'TXN_NO_PERSON', 'unified_itemized_transactions')).toMatchObject({
      evaluated: 4,
      failing: 1,
      status: 'WARNING',
      severity: 'ERROR',
      warnAbove: 10,
      errorAbove: 50,
      sampleKeys: [['', 'o-b', 'b']],
      keyColumns: ['customer_id', 'order_id', 'line_id'],
      sources: [
        { source: 'default', evaluated: 3, failing: 0 },
        { source: 'second', evaluated: 1, failing: 1 },
      ],
    });
    expect(find(results, 'TXN_RETURN_ORPHAN')).toMatchObject({ evaluated: 1, failing: 1, status: 'ERROR' });
    expect(find(results, 'IN_EMAIL_MISSING')).toMatchObject({
      status: 'REPORTED',
      sources: [
        { source: 'crm', evaluated: 1, failing: 1 },
        { source: 'shop', evaluated: 1, failing: 0 },
      ],
    });
    expect(find(results, 'OPT_CONFLICT')).toMatchObject({ evaluated: 0, status: 'NOTHING_TO_CHECK' });
    expect([errors, warnings, passed]).toEqual(
      ['ERROR', 'WARNING', 'PASSED'].map((status) => results.filter((one) => one.status === status).length),
    );
  });

  it('is kept with its load, and may be told from a partial one', async () => {
    const before = (await count()) as { loads: number };
    const { runId } = await runValidation(jobWith());
    await runValidation(jobWith(), { only: ['TXN_DATE'] });
    expect(await count()).toEqual({ runs: 2, results: expect.any(Number), loads: before.loads + 2 });
    const [run, partial] = await database.client`
      select r.run_id, r.status, r.partial, r.errors, l.result->>'status' as told, l.finished_at is not null as finished,
        (select count(*)::int from facet.validation_results s where s.run_id = r.run_id) as results
      from facet.validation_runs r join facet.loads l on l.load_id = r.run_id order by r.run_id`;
    expect(run).toMatchObject({ run_id: runId, status: 'ERROR', told: 'ERROR', partial: false, finished: true });
    expect(run?.['results']).toBeGreaterThan(50);
    expect(partial).toMatchObject({ status: 'PASSED', partial: true, errors: 0, results: 2 });
  });

  it('leaves nothing where it fails half-way, or is a dry run', async () => {
    const before = await count();
    await database.client`alter table facet.validation_results add constraint never check (false)`;
    await expect(runValidation(jobWith())).rejects.toThrow('never');
    await database.client`alter table facet.validation_results drop constraint never`;
    expect(await runValidation(jobWith(), { dryRun: true })).toMatchObject({ runId: null, finishedAt: null });
    expect(await count()).toEqual(before);
  });

  it('keeps as many runs as the config says', async () => {
    for (let n = 0; n < 4; n += 1) await runValidation(jobWith({ keepRuns: 2 }), { only: ['TXN_DATE'] });
    expect(await count()).toMatchObject({ runs: 2, results: 4 });
  });

  it('waits for another one', async () => {
    let ended = false;
    const first = withTargetLock(jobWith(), 'validation', async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      ended = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await runValidation(jobWith(), { only: ['TXN_DATE'] });
    expect(ended).toBe(true);
    await first;
  });

  it('of an empty database has nothing to check', async () => {
    const other = await cloneDatabase();
    const job = testJob(other, '2026-06-01T12:00:00Z');
    const { status, results, revenue } = await runValidation(job);
    expect([status, new Set(results.map((one) => one.status)), revenue.months]).toEqual([
      'NOTHING_TO_CHECK',
      new Set(['NOTHING_TO_CHECK']),
      [],
    ]);
    await other.drop();
  });

  it('refuses a check that there is not', async () => {
    await expect(runValidation(jobWith(), { only: ['TXN_DAT'] })).rejects.toThrow(
      refusal('There is no check "TXN_DAT". Did you mean "TXN_DATE"?', 'UNKNOWN_CHECK'),
    );
  });
});

describe('thresholds', () => {
  const orphan = async (given: Given) => find((await runValidation(jobWith(given))).results, 'TXN_NO_PERSON')?.status;

  it('are those of the check, else of the config, else of the database', async () => {
    const thresholds = { TXN_NO_PERSON: { warnAbove: null, errorAbove: 24 } };
    expect(await orphan({})).toBe('WARNING');
    expect(await orphan({ thresholds })).toBe('ERROR');
    await database.client`
      insert into facet.validation_thresholds values ('TXN_NO_PERSON', 25, 25, 'tester', now())`;
    expect(await orphan({ thresholds })).toBe('PASSED');
    await database.client`update facet.validation_thresholds set warn_above = null, error_above = null`;
    expect(await orphan({ thresholds })).toBe('REPORTED');
  });

  it('of no check are refused', async () => {
    await expect(orphan({ thresholds: { TXN_NOBODY: { warnAbove: 1, errorAbove: 2 } } })).rejects.toThrow(
      /^"validation.thresholds" names the check "TXN_NOBODY", which there is not\./,
    );
  });
});

describe('what the config declares', () => {
  const declared = (checks: unknown[]): Given => ({ checks: checks as Config['validation']['checks'] });
  const own = {
    name: 'SHOP_USD',
    table: 'unified_itemized_transactions',
    severity: 'warning',
    remedy: 'Ask the shop.',
    where: { currency: { is: 'USD' }, item_revenue: { lt: 10 } },
    among: { is_return: { is: false } },
  };

  it('are checks of its own, in the filter language', async () => {
    const { results } = await runValidation(jobWith(declared([own])));
    expect(find(results, 'SHOP_USD')).toMatchObject({
      evaluated: 3,
      failing: 1,
      status: 'WARNING',
      title: 'SHOP_USD',
      remedy: 'Ask the shop.',
      columns: ['currency', 'item_revenue', 'is_return'],
      sampleKeys: [['c1', 'o-d', 'd']],
    });
  });

  it.each([
    [
      { ...own, where: { curency: { is: 'x' } } },
      /"validation.checks.SHOP_USD.where" names the column "curency", which the table .* Did you mean "currency"\?/,
    ],
    [{ ...own, where: { "x'; drop": { is: 'x' } } }, /names the column "x'; drop"/],
    [{ ...own, name: 'TXN_DATE' }, /declares "TXN_DATE", which is a check of Facet's own/],
  ])('is refused where it cannot be: %j', async (check, sentence) => {
    await expect(runValidation(jobWith(declared([check])))).rejects.toThrow(sentence);
  });

  it('takes a hostile value for what it is', async () => {
    const where = { currency: { is: "' or true --" } };
    const { results } = await runValidation(jobWith(declared([{ ...own, where }])));
    expect(find(results, 'SHOP_USD')).toMatchObject({ failing: 0, evaluated: 3 });
  });

  it('are flags of columns: unique and required', async () => {
    const fields = {
      customers: {
        loyalty_id: { unique: true, required: false },
        country: { unique: true, required: true },
        customer_id: { unique: true, required: true },
      },
    };
    const { results } = await runValidation(jobWith({ fields }));
    expect(
      results
        .filter(({ checkId }) => checkId.startsWith('FIELD_'))
        .map((one) => [one.checkId, one.evaluated, one.failing, one.status, one.sampleKeys]),
    ).toEqual([
      ['FIELD_UNIQUE.customers.loyalty_id', 2, 2, 'WARNING', [['c1']]],
      ['FIELD_UNIQUE.customers.country', 1, 0, 'PASSED', []],
      ['FIELD_REQUIRED.customers.country', 2, 1, 'WARNING', [['c2']]],
      ['FIELD_UNIQUE.customers.customer_id', 2, 0, 'PASSED', []],
      ['FIELD_REQUIRED.customers.customer_id', 2, 0, 'PASSED', []],
    ]);
    await expect(
      runValidation(jobWith({ fields: { customers: { loyalty: { unique: true, required: false } } } })),
    ).rejects.toThrow(
      /"validation.fields.customers" names the column "loyalty", which the table customers does not have/,
    );
  });
});

describe('revenue', () => {
  it('of currencies that begin alike is told apart, and has them whole', () => {
    const found = (...currencies: readonly string[]) =>
      ({
        months: currencies.map((currency) => ({ month: '2026-05', currency, revenue: '1', quantity: '1', source: '' })),
      }) as unknown as PassFound;
    expect(revenueMonths(found('E U', 'E V'), undefined).map(({ month, currency }) => [month, currency])).toEqual([
      ['2026-05', 'E U'],
      ['2026-05', 'E V'],
    ]);
  });

  it('is summed by month of the zone and currency, of lines and orders', async () => {
    const { revenue } = await runValidation(jobWith());
    expect(revenue).toEqual({
      comparison: null,
      months: [
        {
          month: '2026-04',
          currency: 'EUR',
          lineRevenue: '-10',
          lineQuantity: '-1',
          orderRevenue: '0',
          orderQuantity: '0',
        },
        {
          month: '2026-05',
          currency: 'EUR',
          lineRevenue: '110.10',
          lineQuantity: '4',
          orderRevenue: '110.10',
          orderQuantity: '4',
        },
        {
          month: '2026-05',
          currency: 'USD',
          lineRevenue: '7',
          lineQuantity: '1',
          orderRevenue: '7',
          orderQuantity: '1',
        },
      ],
    });
    const inBerlin = await runValidation(jobWith({}, 'Europe/Berlin'));
    expect(inBerlin.revenue.months.map(({ month, lineRevenue }) => [month, lineRevenue])).toEqual([
      ['2026-04', '-10'],
      ['2026-05', '100.10'],
      ['2026-05', '7'],
      ['2026-06', '10'],
    ]);
  });

  const expecting = async (text: string, level: 'lines' | 'orders' = 'orders', given: Given = {}) => {
    const file = join(folder, 'revenue.csv');
    await writeFile(file, text);
    return runValidation(jobWith({ ...given, expectedRevenue: { file, level, tolerance: 1 } }));
  };

  it('is compared with what is expected', async () => {
    const { results, revenue, readiness } = await expecting(
      'year,month,revenue,quantity,currency\n2026,5,111.2,4,EUR\n2026,05,7,2,USD\n2026,3,0,,EUR\n',
    );
    expect(
      revenue.comparison?.months.map(({ month, differencePercent, isWithin }) => [month, differencePercent, isWithin]),
    ).toEqual([
      ['2026-05', -0.9892, true],
      ['2026-05', 0, false],
      ['2026-03', null, true],
    ]);
    expect(find(results, 'REVENUE_EXPECTED')).toMatchObject({
      evaluated: 3,
      failing: 1,
      status: 'WARNING',
      sampleKeys: [['2026-05', 'USD']],
    });
    expect(readiness.rules.find(({ id }) => id === 'R4')).toMatchObject({
      isMet: false,
      found: '2 of 3 months are within 1 percent.',
    });
  });

  it('has thresholds that the config and the database change, as every check has', async () => {
    const thresholds = { REVENUE_EXPECTED: { warnAbove: null, errorAbove: 0 } };
    const text = 'year,month,revenue,currency\n2026,5,1,EUR\n';
    const status = async (given: Given): Promise<unknown> =>
      find((await expecting(text, 'orders', given)).results, 'REVENUE_EXPECTED')?.status;
    expect(await status({})).toBe('WARNING');
    expect(await status({ thresholds })).toBe('ERROR');
    await database.client`insert into facet.validation_thresholds (check_id, set_by, set_at)
      values ('REVENUE_EXPECTED', 'someone', now())`;
    expect(await status({ thresholds })).toBe('REPORTED');
  });

  it('is summed by the month of the zone in the SQL that people get', async () => {
    const file = join(folder, 'zone.csv');
    await writeFile(file, 'year,month,revenue,currency\n2026,6,10,EUR\n');
    const { results } = await runValidation(
      jobWith({ expectedRevenue: { file, level: 'orders', tolerance: 1 } }, 'Europe/Berlin'),
    );
    const { status, query = '' } = find(results, 'REVENUE_EXPECTED') ?? {};
    const sums = await database.client
      .unsafe(`select date_trunc::text, sum::text from (${query}) as t(date_trunc, c, sum, q)
      where date_trunc > '2026-05-31'`);
    expect([status, [...sums]]).toEqual(['PASSED', [{ date_trunc: '2026-06-01 00:00:00', sum: '10' }]]);
  });

  it('of lines counts what was given back', async () => {
    const { revenue } = await expecting('year,month,revenue\n2026,4,-10\n', 'lines');
    expect(revenue.comparison?.months).toMatchObject([{ foundRevenue: '-10', isWithin: true }]);
  });

  it.each([
    ['', /is empty: it has not even a header/],
    ['year,month\n2026,5\n', /revenue/],
    ['year,month,revenue\n2026,13,1\n', /line 2: "13" is no month from 1 to 12/],
    ['year,month,revenue\n26,1,1\n', /line 2: "26" is no year/],
    ['year,month,revenue\n2026,1,"1,5"\n', /line 2: the revenue "1,5" is no number/],
    ['year,month,revenue\n2026,1,1\n2026,01,2\n', /line 3: the month 2026-01 comes a second time/],
    ['year,month,revenue\n2026,5,1\n', /has no currency, and there are orders in several/],
  ])('is refused where the file is %j', async (text, sentence) => {
    await expect(expecting(text)).rejects.toThrow(sentence);
  });
});

describe('what a validation costs', () => {
  it('is one statement for each kind of rows, and one pass over a table for all checks of its rows', async () => {
    const { planPasses } = await import('../../src/validation/run/planPasses.js');
    const { passStatement } = await import('../../src/validation/run/passStatement.js');
    const { ownChecks } = await import('../../src/validation/ownChecks.js');
    const { neededColumns } = await import('../../src/validation/readiness/neededColumns.js');
    const { readTableColumns } = await import('../../src/validation/configured/readTableColumns.js');
    const job = jobWith();
    const checks = ownChecks({ keys: job.config.validation, now: job.now });
    const passes = planPasses(checks, neededColumns(await readTableColumns(database.client)));
    expect(passes).toHaveLength(20);
    for (const pass of passes) {
      const plan = (await database.client.unsafe(`explain ${passStatement(pass, 'UTC')}`).values()).flat().join('\n');
      const scans = [...plan.matchAll(/Scan (?:using \S+ )?on (\w+)/g)].map(([, table]) => table);
      expect([pass.rows.name, scans.filter((table) => table === pass.rows.table).length]).toEqual([pass.rows.name, 1]);
    }
    // The order lines: row by row, by order and by product.
    expect(passes.filter(({ rows }) => rows.table === 'unified_itemized_transactions')).toHaveLength(3);
  });
});

describe('readiness', () => {
  it('is told without a run', async () => {
    const before = await count();
    const { features } = await readReadiness(jobWith());
    expect(features).toHaveLength(8);
    expect(await count()).toEqual(before);
  });
});
