import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import type { Statement } from '../../src/db/sql.js';
import { explain, fillMany, indexedAliases } from './plans.js';
import { askPage, type Graph } from './walk.js';

const visits = [{ attribute: 'VISITS' }];
const visitsBack = [{ attribute: 'VISITS', direction: 'DESC' }];

/** That a page costs the same wherever in a list of `count` customers it begins, if an index serves the order. */
export function describePlans(count: number, early: number, late: number): void {
  let database: TestDatabase;
  let graph: Graph;
  beforeAll(async () => {
    database = await cloneDatabase();
    await fillMany(database, count);
    graph = await openGraph(database, '2026-03-03');
  }, 300_000);
  afterAll(() => database.drop());

  /** The keys of the list as plain SQL has it. */
  const keysAt = async (order: string, position: number) => {
    const [row] = await database.client.unsafe<{ id: string; visits: string | null }[]>(`
      select customer_id as id, round(field1, 0)::text as visits from facet.customer_profiles
      where profile_date = '2026-03-02' order by ${order} offset ${position - 1} limit 1`);
    return row as NonNullable<typeof row>;
  };

  const pageAfter = async (orderBy: object[], order: string, position: number, paging: 'first' | 'last') => {
    const first = await askPage(graph, { orderBy }, { first: 1 });
    const cursor = first.page?.pageInfo.startCursor ?? '';
    const [list, question, day] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as string[];
    const { id, visits: value } = await keysAt(order, position);
    const key = [list, question, day, ...(orderBy.length === 0 ? [] : [value]), id];
    const bound = Buffer.from(JSON.stringify(key)).toString('base64url');
    const page = await askPage(
      graph,
      { orderBy },
      paging === 'first' ? { first: 50, after: bound } : { last: 50, before: bound },
    );
    expect(page.errors).toEqual([]);
    const statement = page.statements.at(-1);
    if (statement === undefined) throw new Error('There was no statement');
    return { ids: page.ids, plan: await explain(database, statement) };
  };

  describe(`a page of ${count} customers`, () => {
    it.each([
      ['key', [], 'customer_id'],
      ['an indexed alias', visits, 'round(field1, 0), customer_id'],
      ['an indexed alias backwards', visitsBack, 'round(field1, 0) desc nulls last, customer_id desc'],
    ])(`by %s costs the same behind position ${early} as behind ${late}`, async (name, orderBy, order) => {
      for (const paging of ['first', 'last'] as const) {
        const [near, far] = [
          await pageAfter(orderBy, order, early, paging),
          await pageAfter(orderBy, order, late, paging),
        ];
        for (const [{ ids, plan }, position] of [
          [near, early],
          [far, late],
        ] as const) {
          const start = paging === 'first' ? position : position - 51;
          const rows = await database.client.unsafe<{ id: string }[]>(`
            select customer_id as id from facet.customer_profiles where profile_date = '2026-03-02'
            order by ${order} offset ${start} limit 50`);
          expect(ids).toEqual(rows.map(({ id }) => id));
          const kinds = plan.nodes.map((node) => node['Node Type']);
          expect(kinds).not.toContain('Sort');
          expect(kinds).not.toContain('Seq Scan');
          expect(kinds.some((kind) => kind.startsWith('Index'))).toBe(true);
        }
        expect(far.plan.rowsRead).toBe(near.plan.rowsRead);
        expect(far.plan.rowsRead).toBeLessThanOrEqual(2 * 51);
        expect(Math.abs(far.plan.blocks - near.plan.blocks)).toBeLessThanOrEqual(60);
        process.stdout.write(
          `${name}, ${paging}: rows read ${near.plan.rowsRead} and ${far.plan.rowsRead}, blocks ${near.plan.blocks} and ${far.plan.blocks}\n`,
        );
      }
    });

    it.each(indexedAliases)('by %s reads the index and sorts nothing', async (attribute) => {
      for (const direction of ['ASC', 'DESC']) {
        const orderBy = [{ attribute, direction }];
        const { page } = await askPage(graph, { orderBy }, { first: 200 });
        const { statements } = await askPage(
          graph,
          { orderBy },
          { first: 50, after: page?.pageInfo.endCursor ?? null },
        );
        const { nodes, rowsRead } = await explain(database, statements.at(-1) as Statement);
        expect(nodes.map((node) => node['Node Type'])).not.toContain('Sort');
        expect(nodes.some((node) => /_(by|profile_date)_/.test(node['Index Name'] ?? ''))).toBe(true);
        expect(rowsRead).toBeLessThanOrEqual(2 * 51);
      }
    });

    it('by an indexed alias and then a column sorts ties alone', async () => {
      const orderBy = [{ attribute: 'VISITS' }, { column: 'CITY', direction: 'DESC' }];
      const { page } = await askPage(graph, { orderBy }, { first: 200 });
      const { statements } = await askPage(graph, { orderBy }, { first: 50, after: page?.pageInfo.endCursor ?? null });
      const { nodes, rowsRead } = await explain(database, statements.at(-1) as Statement);
      const kinds = nodes.map((node) => node['Node Type']);
      expect(kinds).toContain('Incremental Sort');
      expect(kinds).not.toContain('Sort');
      expect(rowsRead).toBeLessThan(300);
    });
  });
}
