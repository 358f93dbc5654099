import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { cloneWithSlots } from '../support/cloneWithSlots.js';
import type { TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';
import { addCustomers } from '../support/sample.js';
import { until } from '../gateway/testServer.js';
import { entriesOf, openServed } from './openServed.js';

let database: TestDatabase;
let served: Awaited<ReturnType<typeof openServed>>;

/** Whoever finds one of these in a log has found a value that was asked for or by, or a secret. */
const canary = (place: string): string => `canary${place}`;
const mail = (place: string): string => `${canary(place)}@canary.example`;

beforeAll(async () => {
  database = await cloneWithSlots();
  await addCustomers(database, [
    { id: canary('Id'), email: mail('Stored'), city: canary('City'), givenName: canary('Name') },
  ]);
  await runSnapshot(testJob(database, '2026-03-31T09:00:00Z'), { from: '2026-03-30', to: '2026-03-30' });
  served = await openServed(database);
});
afterAll(async () => {
  await served?.serving.stop();
  await database?.drop();
});

/** Sends a request as it is. */
const send = (
  path: string,
  init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
): Promise<Response> =>
  fetch(`${served.serving.url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${served.key}`, 'content-type': 'application/json', ...init.headers },
  });

const post = (body: object | string, headers: Record<string, string> = {}): Promise<Response> =>
  send('/graphql', { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers });

const filter = (condition: string): object => ({
  query: `{ customers(first: 1, filter: ${condition}) { edges { node { id email givenName } } } }`,
});
const byId = 'query Who($id: ID!) { customer(id: $id) { email givenName address { city } } }';

const hostile: Readonly<Record<string, () => Promise<Response | undefined>>> = {
  'an answer': () => post({ query: byId, variables: { id: canary('Id') } }),
  'a value in a filter': () => post(filter(`{ email: { is: "${mail('Filter')}" } }`)),
  'a value of a wrong kind': () => post(filter(`{ birthdate: { is: "${canary('Birthdate')}" } }`)),
  'an unknown field with a value': () => post(filter(`{ ${canary('Field')}: { is: "${canary('FieldValue')}" } }`)),
  'variables of a wrong type': () => post({ query: byId, variables: { id: { mail: mail('Variable') } } }),
  'variables that are unknown': () => post({ query: byId, variables: { id: '1', more: mail('More') } }),
  'an identifier': () =>
    post({ query: `{ customerByIdentifier(system: "email", value: "${mail('Identifier')}") { email } }` }),
  'an id in a document that is none': () => post({ query: `{ customer(id: "${canary('Parse')}" { email } }` }),
  'a NUL, which PostgreSQL refuses': () => post({ query: byId, variables: { id: `${canary('Nul')}\u0000` } }),
  'a half character': () => post({ query: byId, variables: { id: `${canary('Half')}\ud800` } }),
  'a search': () =>
    post({ query: `{ customers(first: 1, search: "${canary('Search')}") { edges { node { email } } } }` }),
  'a cursor': () =>
    post({ query: `{ customers(first: 1, after: "${canary('Cursor')}") { edges { node { email } } } }` }),
  'an attribute of an unknown name': () =>
    post({
      query: `{ customer(id: "${canary('Id')}") { profile { attributes(names: ["${canary('Attribute')}"]) { value } } } }`,
    }),
  'an operation that is not in the document': () => post({ query: byId, operationName: canary('Operation') }),
  'a body that is no JSON': () => post(`{"query": "${canary('Body')}`),
  'a body of another type': () => post(canary('Type'), { 'content-type': 'text/plain' }),
  'a search in the URL': () =>
    send(`/graphql?query=${encodeURIComponent(byId)}&variables=${encodeURIComponent(`{"id":"${canary('Url')}"}`)}`),
  'variables in the URL that are no JSON': () => send(`/graphql?query={a}&variables=${canary('UrlVariables')}`),
  'a path': () => send(`/${canary('Path')}`),
  'a wrong key': () => post({ query: byId }, { authorization: `Bearer facet_${canary('Key')}` }),
  'a scheme': () => post({ query: byId }, { authorization: `Basic ${canary('Basic')}` }),
  'a token': () => post({ query: byId }, { authorization: `Bearer eyJhbGciOiJub25lIn0.${canary('Token')}.x` }),
  'a cookie': () => post({ query: byId }, { cookie: `session=${canary('Cookie')}` }),
  'an origin': () => post({ query: byId }, { origin: `https://${canary('origin')}.example` }),
  'an agent': () => post({ query: byId }, { 'user-agent': canary('Agent') }),
  'an id of a request that is none': () => post({ query: byId }, { 'x-request-id': mail('RequestId') }),
  'a persisted query': () => post({ extensions: { persistedQuery: { version: 1, sha256Hash: canary('Hash') } } }),
  'a mutation': () =>
    post({
      query: `mutation { createSegment(name: "${canary('Segment')}", definition: { include: [] }) { segment { id } } }`,
    }),
  'a subscription': () =>
    send(
      `/graphql/stream?query=${encodeURIComponent(`subscription { segmentChanged(id: "${canary('Stream')}") { nothing } }`)}`,
      {
        headers: { accept: 'text/event-stream' },
      },
    ),
};

describe.each(Object.entries(hostile))('%s', (_, ask) => {
  it('leaves no value and no secret in the log, the audit log, or beside the message of an error', async () => {
    const response = await ask();
    const text = (await response?.text()) ?? '';
    const { errors = [] } = (text.startsWith('{') ? JSON.parse(text) : {}) as { errors?: { message: string }[] };
    // The message names the bad input to whoever gave it.
    for (const { message, ...others } of errors) {
      expect(message).not.toBe('');
      expect(JSON.stringify(others)).not.toMatch(/canary(?!Attribute|Id)/);
    }
  });
});

it('had all of that in front of it', async () => {
  const asked = Object.keys(hostile).length;
  await until(() => served.lines.filter((line) => line.includes('"msg":"request"')).length >= asked);
  await until(async () => (await entriesOf(database)).length >= 20);
  await new Promise((resolve) => setTimeout(resolve, 700));
  const log = served.lines.join('\n');
  const stored = JSON.stringify(await database.client`select t::text from facet.audit_log t`);
  expect(log.split('\n').length).toBeGreaterThan(asked);
  // A path that is not served is told as it is; whoever puts a person into one, puts it into every proxy's log too.
  expect(log.replaceAll('/canaryPath', '').match(/[^"\s]*canary[^"\s]*/g) ?? []).toEqual([]);
  expect(stored.match(/[^"\s]*canary[^"\s]*/g) ?? []).toEqual([]);
  expect(`${log}${stored}`).not.toContain(served.key.slice('facet_'.length));
});

it('leaves no value in the log that PostgreSQL repeats in its error', async () => {
  const { client } = database;
  await client`
    insert into facet.customer_identifiers (customer_id, system, value, load_id) values (${canary('Id')}, 'email', 'x', 0)`;
  // As a mistake of a statement would: "invalid input syntax for type numeric: …", with what was given.
  await client`
    create or replace function facet.identifier_value(system text, value text) returns text language sql stable
    as 'select (value::numeric)::text'`;
  const query = 'query Who($value: String!) { customerByIdentifier(system: "email", value: $value) { email } }';
  const failed = await post({ query, variables: { value: canary('Failed') } });
  expect(JSON.parse(await failed.text())).toMatchObject({
    errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
  });
  await until(() => served.lines.some((line) => line.includes('22P02')));
  expect(served.lines.join('\n').replaceAll('/canaryPath', '')).not.toMatch(/canary/);
});
