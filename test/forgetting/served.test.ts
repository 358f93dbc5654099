import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { forgetPerson } from '../../src/forgetting/forgetPerson.js';
import { cloneWithSlots } from '../support/cloneWithSlots.js';
import type { TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';
import { addCustomers } from '../support/sample.js';
import { openServed } from '../audit/openServed.js';

let database: TestDatabase;
let servers: Awaited<ReturnType<typeof openServed>>[];
const job = () => testJob(database, '2026-03-31T09:00:00Z');

beforeAll(async () => {
  database = await cloneWithSlots();
  await addCustomers(database, [
    { id: 'A', email: 'a@example.org', city: 'Lyon' },
    { id: 'B', email: 'b@example.org', city: 'Oslo' },
  ]);
  await runSnapshot(job(), { from: '2026-03-29', to: '2026-03-30' });
  // By notices, and by looks.
  const { config } = job();
  servers = [
    await openServed(database),
    await openServed(database, {
      database: { ...config.database, listen: false },
      catalogue: { ...config.catalogue, pollSeconds: 0.3 },
    }),
  ];
});
afterAll(async () => {
  await Promise.all((servers ?? []).map(({ serving }) => serving.stop()));
  await database?.drop();
});

const page = `{ customers(first: 10) { edges { node { id email profile { date fields { city } } } } } }`;
const one = `query One($id: ID!) { customer(id: $id) { email profile { fields { city } } } }`;
const past = `{ customers(first: 10, asOf: "2026-03-29") { edges { node { id profile(date: "2026-03-29") { fields { city } } } } } }`;

it('is forgotten within a second by every process that holds something in memory', async () => {
  for (const { ask } of servers)
    for (let time = 0; time < 3; time += 1) {
      expect((await ask(page)).text).toContain('Lyon');
      expect((await ask(past)).text).toContain('Lyon');
      expect((await ask(one, { id: 'A' })).text).toContain('a@example.org');
    }
  await forgetPerson(job(), 'A', { by: 'a test', door: 'cli' });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  for (const { ask } of servers) {
    expect((await ask(one, { id: 'A' })).data).toEqual({ customer: null });
    for (const query of [page, past]) {
      const { text, data } = await ask(query);
      expect(text).not.toMatch(/Lyon|a@example|"A"/);
      expect((data as { customers: { edges: unknown[] } }).customers.edges).toHaveLength(1);
      expect(text).toContain('Oslo');
    }
  }
});
