import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

it('docs/indexes.md lists every index of a migrated database with its table and what it serves, and no other', async () => {
  const text = readFileSync(join(packageRoot, 'docs', 'indexes.md'), 'utf8');
  const listed = [...text.matchAll(/^\| `(\w+)` *\| `(\w+)` *\| `[^`]+` *\| *[\d.,]* *\| +\S.* +\|$/gm)];
  const found = await database.client<{ index: string; table: string }[]>`
    select i.relname as index, t.relname as table
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
    where t.relnamespace = 'facet'::regnamespace and not t.relispartition`;
  expect(listed.length).toBeGreaterThan(100);
  expect(listed.map(([, index, table]) => `${index} of ${table}`).toSorted()).toEqual(
    found.map(({ index, table }) => `${index} of ${table}`).toSorted(),
  );
});
