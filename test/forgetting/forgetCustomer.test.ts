import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createKey } from '../../src/access/keys/keys.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { addCustomers } from '../support/sample.js';
import { openServed } from '../audit/openServed.js';
import { until } from '../gateway/testServer.js';
import { fullRole } from '../../src/config/access/Role.js';

let database: TestDatabase;
let served: Awaited<ReturnType<typeof openServed>>;
beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [{ id: 'A', email: 'a@example.org' }, { id: 'B' }]);
  served = await openServed(database);
});
afterAll(async () => {
  await served?.serving.stop();
  await database?.drop();
});

const forget = `mutation Forget($id: ID!) {
  forgetCustomer(id: $id) { receiptId wasForgotten days unreachedFiles tables { table way rows } } }`;
const customers = () => database.client`select customer_id as id from facet.customers order by 1`;

it('is for keys that may write', async () => {
  const reader = await createKey(database.client, 'reader', new Date());
  const { errors } = await served.ask(forget, { id: 'A' }, { authorization: `Bearer ${reader}` });
  expect(errors?.[0]?.extensions['code']).toBe('READ_ONLY_KEY');
  expect(await customers()).toHaveLength(2);
});

it.each([
  ['lacks the scope', { role: { ...fullRole, scopes: new Set(['other']) }, apps: null }],
  ['sees some rows only', { role: fullRole, apps: ['shop'] }],
])('is not for a viewer who %s', async (_, seen) => {
  const viewer = { name: 'x', kind: 'client', mayWrite: true, brands: null, ...seen } as const;
  const graph = await openGraph(database, undefined, undefined, undefined, undefined, { viewer });
  const { errors } = await graph.ask(forget, { id: 'A' });
  // A writer who is not of the full role may be refused before for that alone.
  expect(errors[0]?.code).toMatch(/^(FORGETTING_NOT_ALLOWED|WRITER_NOT_FULL)$/);
  expect(await customers()).toHaveLength(2);
});

it('forgets a customer, gives the receipt, and notes the key', async () => {
  expect((await served.ask(forget, { id: 'nobody' })).errors?.[0]?.extensions['code']).toBe('CUSTOMER_UNKNOWN');
  const { data } = await served.ask(forget, { id: ' A ' });
  expect(data).toEqual({
    forgetCustomer: {
      receiptId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      wasForgotten: false,
      days: 0,
      unreachedFiles: 0,
      tables: [{ table: 'customers', way: 'delete', rows: 1 }],
    },
  });
  expect(await customers()).toEqual([{ id: 'B' }]);
  const entries = () => database.client`
    select kind, door, viewer, operation from facet.audit_log where operation in ('forget', 'Forget') and codes = '{}'`;
  await until(async () => (await entries()).length === 2);
  expect(new Set((await entries()).map(({ kind, door, operation }) => `${kind} ${door} ${operation}`))).toEqual(
    new Set(['CHANGE graphql forget', 'WRITE graphql Forget']),
  );
  expect((await entries()).every(({ viewer }) => String(viewer).startsWith('tester'))).toBe(true);
});
