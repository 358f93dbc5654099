import type { Sql } from '../src/db/client.js';
import { findMetricValues, metricValueColumns, type MetricValueColumn } from '../src/levels/values.js';
import type { AggregationLevel } from '../src/words/levels.js';
import { openScope } from '../test/support/scope.js';
import { openBenchDatabase } from './database.js';

/** Eleven metrics with stored values of accounts, and one that counts base rows: their rules across entities. */
const rules =
  'sum sum sum weighted_average weighted_average weighted_average average minimum maximum last sum distinct_count'.split(
    ' ',
  );

/**
 * Fills an empty database: 20 industries, 1,500 companies, 2,500 contracts, 5,000 accounts, eleven metrics of 24 months
 * each (1.32 million values, of accounts alone), and 300,000 base rows of a distinct count.
 */
async function fillLevels(client: Sql): Promise<void> {
  await client.unsafe(`
    insert into facet.industries (industry_id, industry_name) select 'I' || n, 'Industry ' || n from generate_series(0, 19) n;
    insert into facet.companies (company_id, company_name, industry_id)
      select 'C' || n, 'Company ' || n, 'I' || n % 20 from generate_series(0, 1499) n;
    insert into facet.contracts (contract_id, contract_name, company_id)
      select 'K' || n, 'Contract ' || n, 'C' || n % 1500 from generate_series(0, 2499) n;
    insert into facet.accounts (account_id, account_name, contract_id)
      select 'A' || n, 'Account ' || n, 'K' || n % 2500 from generate_series(0, 4999) n;
    insert into facet.metric_definitions
        (metric_name, description, levels, across_entities, across_time, weight_metric, base_name, load_id)
      select 'metric_' || lpad(n::text, 2, '0'), 'Made for measuring.', '{ACCOUNT}', rule, 'none',
        case when rule = 'weighted_average' then 'metric_01' end, case when rule = 'distinct_count' then 'things' end, 1
      from unnest('{${rules.join(',')}}'::text[]) with ordinality as rules (rule, n);
    insert into facet.metric_values (level, entity_id, app, metric_name, effective_date, value, load_id)
      select 'ACCOUNT', 'A' || a, 'default', 'metric_' || lpad(m::text, 2, '0'), (date '2024-01-01' + month * interval '1 month')::date,
        1 + (hashint8extended(a * 1000 + m * 30 + month, 1) & 1048575) / 100.0, 1 + a % 3
      from generate_series(0, 4999) a, generate_series(1, ${rules.length - 1}) m, generate_series(0, 23) month;
    insert into facet.metric_base_rows (level, entity_id, app, base_name, effective_date, item, load_id)
      select 'ACCOUNT', 'A' || n % 5000, 'default', 'things', (date '2024-01-01' + n / 12500 * interval '1 month')::date,
        'thing ' || (hashint8extended(n, 2) & 16383) || '-' || n % 3, 1
      from generate_series(0, 299999) n
      on conflict do nothing;`);
  await client`vacuum (analyze) facet.metric_values, facet.metric_base_rows`;
  await client`analyze facet.accounts, facet.contracts, facet.companies, facet.industries, facet.metric_definitions`;
}

const ids = (letter: string, count: number): string[] => Array.from({ length: count }, (_, n) => `${letter}${n}`);

/** The questions: level, keys, names of metrics (all of them for null), and columns where not all are read. */
const levelQuestions: readonly (readonly [
  level: AggregationLevel,
  entities: readonly string[],
  names: readonly string[] | null,
  columns?: readonly MetricValueColumn[],
])[] = [
  ['ACCOUNT', ids('A', 100), null],
  ['CONTRACT', ids('K', 100), null],
  ['COMPANY', ids('C', 100), null],
  ['INDUSTRY', ids('I', 20), ['metric_04']],
  ['INDUSTRY', ids('I', 20), null],
  ['INDUSTRY', ids('I', 20), null, ['name', 'value', 'effectiveDate']],
];

/** Seconds of metrics by level, rolled up from accounts: the least of three tries. */
export async function levels(): Promise<void> {
  const database = await openBenchDatabase();
  try {
    await fillLevels(database.client);
    const scope = openScope(database);
    for (const [level, entities, names, columns = metricValueColumns] of levelQuestions) {
      const seconds: number[] = [];
      let values = 0;
      for (let round = 0; round < 3; round += 1) {
        const began = performance.now();
        const found = await findMetricValues(scope, { level, app: 'default', names, dates: null }, entities, columns);
        seconds.push((performance.now() - began) / 1000);
        values = found.flat().length;
      }
      const what = `${entities.length} of ${level}, ${names?.join(', ') ?? `all ${rules.length} metrics`}, 24 months, ${columns.length} columns`;
      console.log(`${what}: ${values} values in ${Math.min(...seconds).toFixed(2)} s`);
    }
  } finally {
    await database.drop();
  }
}
