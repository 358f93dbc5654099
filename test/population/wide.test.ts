import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { addDay } from './people.js';
import { explain } from './plans.js';

const customers = 400;
let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

/** 300 numbers and 100 texts: customer n has the value 1 (or "one") in its n-th attribute, 0 (or "") in all others. */
beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  const numbers = Array.from({ length: 300 }, (_, n) => n + 1);
  const texts = Array.from({ length: 100 }, (_, n) => n + 1);
  await changeCatalogue(
    client,
    () => [
      ...numbers.map((n) => ({
        kind: 'add' as const,
        alias: `N_${n}`,
        dataType: 'decimal' as const,
        description: 'A number.',
      })),
      ...texts.map((n) => ({
        kind: 'add' as const,
        alias: `T_${n}`,
        dataType: 'text' as const,
        description: 'A text.',
      })),
    ],
    { today: '2026-03-02' },
  );
  await addDay(database, '2026-03-01');
  await client`
    insert into facet.customers (customer_id, source_records, load_id)
    select to_char(n, 'FM000'), 1, 0 from generate_series(1, ${customers}::int) as numbers (n)`;
  await client.unsafe(`
    insert into facet.customer_profiles (customer_id, profile_date, load_id,
      ${[...numbers.map((n) => `field${n}`), ...texts.map((n) => `str${n}`)].join(', ')})
    select customer_id, '2026-03-01', 1,
      ${[
        ...numbers.map((n) => `(customer_id::int = ${n})::int`),
        ...texts.map((n) => `case when customer_id::int = ${300 + n} then 'one' else '' end`),
      ].join(', ')}
    from facet.customers`);
  await client`analyze facet.customer_profiles (customer_id, profile_date)`;
  graph = await openGraph(database, '2026-03-02');
});
afterAll(() => database.drop());

it('16 "or" branches over 16 of 400 aliases give the right customers, reading 16 slots', async () => {
  const numbers = [1, 20, 40, 60, 80, 100, 120, 140, 160, 180, 299, 300];
  const texts = [1, 33, 66, 100];
  const filter = {
    or: [
      ...numbers.map((n) => ({ attributes: [{ name: `N_${n}`, number: { gt: '0.5' } }] })),
      ...texts.map((n) => ({ attributes: [{ name: `T_${n}`, text: { startsWith: 'O' } }] })),
    ],
  };
  const { data, errors, statements } = await graph.ask(
    'query ($filter: CustomerFilter) { customers(filter: $filter, first: 100) { totalCount edges { node { id } } } }',
    { filter },
  );
  expect(errors).toEqual([]);
  const wanted = [...numbers, ...texts.map((n) => 300 + n)].map((n) => String(n).padStart(3, '0'));
  const found = data['customers'] as { totalCount: number; edges: { node: { id: string } }[] };
  expect(found.edges.map(({ node }) => node.id)).toEqual(wanted);
  expect(found.totalCount).toBe(16);
  expect(statements).toHaveLength(3);
  const page = statements[1];
  if (page === undefined) throw new Error('There was no page');
  const slots = [...numbers.map((n) => `"field${n}"`), ...texts.map((n) => `"str${n}"`)];
  expect([...new Set(page.text.match(/"(str|field|date|time)\d+"/g))]).toEqual(slots);
  const plans = [await explain(database, page), await explain(database, page)];
  const times = plans.map(({ planningMilliseconds }) => planningMilliseconds.toFixed(1));
  process.stdout.write(`16 or branches over 400 aliases: planned in ${times.join(' and ')} ms\n`);
});
