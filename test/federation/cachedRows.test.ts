import { describe, expect, it } from '@jest/globals';
import { anonymous } from '../../src/access/viewer.js';
import { createCatalogue } from '../../src/catalogue/catalogue.js';
import { cachedRow, cachedTable } from '../../src/federation/cachedRows.js';
import { createContext } from '../../src/federation/requestContext.js';
import { Budget } from '../../src/lib/budget/Budget.js';
import type { CachedTable, Scope } from '../../src/scope.js';
import { sql } from 'drizzle-orm';

interface Row {
  readonly name: string;
}

type Rows = ReadonlyMap<string, Row>;

const table: CachedTable<Row, Rows> = {
  name: 'campaigns',
  statement: () => sql`select 1`,
  make: (rows) => new Map(rows.map((row) => [row.name, row])),
};

const open = (cached?: () => Rows | undefined) => {
  const budget = new Budget({
    limit: 1_000_000,
    lender: { lend: () => true, giveBack: () => {} },
    onRefusal: () => {},
  });
  const scope: Scope = {
    db: { query: async () => [] },
    viewer: anonymous,
    now: new Date(0),
    timeZone: 'UTC',
    apps: [],
    catalogue: createCatalogue(0, []),
    budget,
    ...(cached !== undefined && { cached: cached as NonNullable<Scope['cached']> }),
  };
  return { budget, context: createContext(scope) };
};

const rowsOf = (...names: readonly string[]): Rows => table.make(names.map((name) => ({ name })));

describe('rows from memory', () => {
  it('are counted in the budget of the request, each once', () => {
    const rows = rowsOf('four', 'fives');
    const { budget, context } = open(() => rows);
    expect(cachedRow(context, table, 'four')).toBe(rows.get('four'));
    // 250 for an object, 64 for a column, and two for each character.
    expect(budget.size).toBe(250 + 64 + 8);
    cachedRow(context, table, 'four');
    expect(budget.size).toBe(322);
    cachedRow(context, table, 'fives');
    expect(budget.size).toBe(322 + 324);
  });

  it('are the same for the whole request, whatever changes meanwhile', () => {
    const versions = [undefined, rowsOf('a'), rowsOf('a'), rowsOf('a')];
    const { context } = open(() => versions.shift());
    expect(cachedRow(context, table, 'a')).toBeUndefined();
    const first = cachedRow(context, table, 'a');
    expect(first).toEqual({ name: 'a' });
    expect(cachedRow(context, table, 'a')).toBe(first);
    expect(cachedTable(context, table)?.get('a')).toBe(first);
  });

  it('are none where the server holds none, or not this one', () => {
    expect(cachedRow(open().context, table, 'a')).toBeUndefined();
    expect(cachedTable(open().context, table)).toBeUndefined();
    const { budget, context } = open(() => rowsOf('b'));
    expect(cachedRow(context, table, 'a')).toBeUndefined();
    expect(budget.size).toBe(0);
  });
});
