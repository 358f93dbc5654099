import { hash } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { revokeKey } from '../../src/access/keys/keys.js';
import { findEntries } from '../../src/audit/findEntries.js';
import { runValidation } from '../../src/validation/runValidation.js';
import { deriveTransactions } from '../../src/ingest/derive/index.js';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { cloneWithSlots } from '../support/cloneWithSlots.js';
import type { TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';
import { addCustomers, addLines } from '../support/sample.js';
import { until } from '../gateway/testServer.js';
import { entriesOf, openServed } from './openServed.js';

let database: TestDatabase;
let served: Awaited<ReturnType<typeof openServed>>;

beforeAll(async () => {
  database = await cloneWithSlots();
  await addCustomers(database, [
    { id: 'A', email: 'a@example.org', city: 'Lyon', birthdate: '1990-03-01' },
    { id: 'B', email: 'b@example.org' },
    { id: 'C' },
  ]);
  await addLines(database, [{ customer: 'B', order: 'O1', at: '2026-03-01T00:00:00Z', revenue: '5', quantity: '1' }]);
  await deriveTransactions(testJob(database, '2026-03-31T09:00:00Z'), '0');
  await runSnapshot(testJob(database, '2026-03-31T09:00:00Z'), { from: '2026-03-30', to: '2026-03-30' });
  await runValidation(testJob(database, '2026-03-31T09:00:00Z'));
  served = await openServed(database);
});
afterAll(async () => {
  await served?.serving.stop();
  await database?.drop();
});

/** The entries that came since, as soon as there are so many. */
async function entriesAfter<T>(work: () => Promise<T>, count = 1) {
  const before = (await entriesOf(database)).length;
  await work();
  await until(async () => (await entriesOf(database)).length >= before + count);
  return (await entriesOf(database)).slice(before);
}

const page = `query People { customers(first: 2) { edges { node { id email birthdate } } } }`;

/** A request whose target goes out as it is written. */
const rawPost = (target: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(served.serving.url);
    const headers = { authorization: `Bearer ${served.key}`, 'content-type': 'application/json' };
    const sent = request({ hostname, port, path: target, method: 'POST', headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode));
    });
    sent.once('error', reject).end(JSON.stringify({ query: page }));
  });

describe('an entry of a request', () => {
  it.each(['/%67raphql', '/graphql#', '/graphql?x=1'])(
    'is made for what the router takes for the same door: %s',
    async (target) => {
      const before = (await entriesOf(database)).length;
      const status = await rawPost(target);
      expect(status).toBe(200);
      await until(async () => (await entriesOf(database)).length > before);
      expect((await entriesOf(database)).slice(before)).toMatchObject([
        { door: 'graphql', kind: 'READ', customers: 2 },
      ]);
    },
  );

  it('tells who read which classes of how many customers, by which document, and no value', async () => {
    const [entry, ...more] = await entriesAfter(() => served.ask(page, {}, { 'x-request-id': 'req-1' }));
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      kind: 'READ',
      door: 'graphql',
      viewer: expect.stringMatching(/^tester /),
      viewer_kind: 'client',
      role: 'full',
      request_id: 'req-1',
      operation: 'People',
      document: hash('sha256', page, 'hex'),
      pii_classes: ['CONTACT', 'IDENTITY'],
      customers: 2,
      codes: [],
    });
    expect(JSON.stringify(entry)).not.toMatch(/example\.org|1990|"A"/);
  });

  it('is made of a document that is known already, too', async () => {
    const [entry] = await entriesAfter(() => served.ask(page));
    expect(entry).toMatchObject({ operation: 'People', pii_classes: ['CONTACT', 'IDENTITY'], customers: 2 });
  });

  it('counts a customer once that is reached by an order, by fragments', async () => {
    const [entry] = await entriesAfter(() =>
      served.ask(`query Owner { order(id: "O1") { id customer { ...Who } again: customer { id } } }
        fragment Who on Customer { address { city } }`),
    );
    expect(entry).toMatchObject({ operation: 'Owner', pii_classes: ['LOCATION'], customers: 1 });
  });

  it('tells the classes of attributes that arguments name', async () => {
    const [entry] = await entriesAfter(() =>
      served.ask(
        `query Named($names: [String!]) { customer(id: "A") { profile { attributes(names: $names) { value } } } }`,
        { names: ['city'] },
      ),
    );
    expect(entry).toMatchObject({ pii_classes: ['LOCATION'], customers: 1 });
  });

  it('is not made of an answer without personal data', async () => {
    const entries = await entriesAfter(async () => {
      await served.ask('{ customers(first: 2) { edges { node { id } } } }');
      await served.ask(page);
    });
    expect(entries.map(({ operation }) => operation)).toEqual(['People']);
  });

  it.each([
    ['a document that is not valid', '{ customers { nothing } }', 'GRAPHQL_VALIDATION_FAILED', null],
    ['a document that is none', '{ customers', 'GRAPHQL_PARSE_FAILED', null],
    ['bad variables', 'query Bad($n: Int!) { customers(first: $n) { edges { cursor } } }', 'BAD_USER_INPUT', 'Bad'],
  ])('tells that %s was refused', async (_, query, code, operation) => {
    const [entry] = await entriesAfter(() => served.ask(query));
    expect(entry).toMatchObject({
      kind: 'REFUSED',
      codes: [code],
      operation,
      document: hash('sha256', query, 'hex'),
      viewer: expect.stringMatching(/^tester /),
    });
  });

  it('tells that somebody unknown was refused', async () => {
    const [entry] = await entriesAfter(() => served.ask(page, {}, { authorization: 'Bearer facet_wrong' }));
    expect(entry).toMatchObject({ kind: 'REFUSED', viewer: null, codes: ['UNAUTHENTICATED'], customers: 0 });
  });

  it('tells of a mutation, whatever it reads', async () => {
    const [entry] = await entriesAfter(() =>
      served.ask(`mutation Threshold { setValidationThreshold(check: "TXN_RETURN_SIGN", warnAbove: 1) { warnAbove } }`),
    );
    expect(entry).toMatchObject({ kind: 'WRITE', operation: 'Threshold', codes: [], pii_classes: [] });
  });

  it('tells of a subscription that is refused', async () => {
    const abort = new AbortController();
    const [entry] = await entriesAfter(async () => {
      const query = encodeURIComponent('subscription Loads { dataLoaded { nothing } }');
      const response = await fetch(`${served.serving.url}/graphql/stream?query=${query}`, {
        headers: { authorization: `Bearer ${served.key}`, accept: 'text/event-stream' },
        signal: abort.signal,
      }).catch(() => undefined);
      expect(response?.status).toBe(200);
    });
    abort.abort();
    expect(entry).toMatchObject({ door: 'stream', kind: 'REFUSED', codes: ['GRAPHQL_VALIDATION_FAILED'] });
  });
});

describe('the log', () => {
  it('is found by whom it is about', async () => {
    const found = async (customer: string) =>
      (await findEntries(database.client, { customer }, 100)).map(({ operation }) => operation);
    expect(await found('B')).toContain('Owner');
    expect(new Set(await found('A'))).toEqual(new Set(['People', 'Named']));
    expect(await found('nobody')).toEqual([]);
    const refused = await findEntries(database.client, { code: 'UNAUTHENTICATED' }, 10);
    expect(refused).toHaveLength(1);
    const later = await findEntries(database.client, { since: new Date(Date.now() + 1000).toISOString() }, 10);
    expect(later).toEqual([]);
  });

  it('tells that a key was made and revoked, whoever did that', async () => {
    const [{ name } = {}] = await database.client<{ name: string }[]>`select name from facet.api_clients`;
    await database.client`update facet.api_clients set may_write = may_write`;
    const changes = () => database.client`
      select operation, subject from facet.audit_log where kind = 'CHANGE' order by at`;
    expect(await changes()).toEqual([{ operation: 'api_clients insert', subject: name }]);
    await database.client`insert into facet.api_clients (name, key_hash, created_at) values ('other', 'x', now())`;
    await revokeKey(database.client, 'other', new Date());
    expect(await changes()).toEqual([
      { operation: 'api_clients insert', subject: name },
      { operation: 'api_clients insert', subject: 'other' },
      { operation: 'api_clients update (revoked_at)', subject: 'other' },
    ]);
  });
});
