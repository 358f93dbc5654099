import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { addCustomers } from '../../support/sample.js';
import { addRows } from '../campaigns/sampleCampaigns.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

const identifier = (customer_id: string, system: string, value: string) => ({ customer_id, system, value, load_id: 0 });

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [{ id: 'A' }, { id: 'B' }, { id: 'C' }]);
  await addRows(database, 'customer_identifiers', [
    identifier('A', 'phone', '+49 30 1'),
    identifier('A', 'email', 'b@example.com'),
    identifier('A', 'email', 'a@example.com'),
    identifier('B', 'shop', '7'),
    identifier('X', 'shop', '8'),
  ]);
  await addRows(database, 'unified_customers', [
    {
      customer_id: 'A',
      datasource: 'shop',
      pk: '2',
      priority: 1,
      title: 'Dr',
      given_name: 'Ann',
      surname: 'Lee',
      full_name: 'Ann Lee',
      generational_suffix: 'Jr',
      email: 'not an address',
      phone: '+49 30 1',
      address: 'Main 1',
      address2: 'Flat 2',
      city: 'Lyon',
      state: 'ARA',
      postal: '69001',
      country: 'FR',
      birthdate: '1980-02-29',
      gender: 'f',
      company: 'Acme',
      loyalty_id: 'L1',
      account_id: 'K1',
      create_dt: '2025-01-01T00:00:00.000001Z',
      update_dt: '2026-01-01T12:00:00+02:00',
      load_id: 0,
    },
    { customer_id: 'A', datasource: 'crm', pk: '9', priority: 999, load_id: 0 },
    { customer_id: 'A', datasource: 'shop', pk: '10', priority: 1, load_id: 0 },
    { customer_id: 'B', datasource: 'shop', pk: '7', priority: 1, load_id: 0 },
  ]);
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

interface Page {
  readonly edges: readonly { readonly node: Readonly<Record<string, unknown>> }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** All nodes of a list of customer A, walked one by one. */
async function walk(list: string, fields: string): Promise<unknown[]> {
  const nodes: unknown[] = [];
  let after: string | null = null;
  for (;;) {
    const { data, errors } = await graph.ask(
      `query ($after: String) { customer(id: "A") { list: ${list}(first: 1, after: $after) {
        edges { node { ${fields} } } pageInfo { hasNextPage endCursor } } } }`,
      { after },
    );
    expect(errors).toEqual([]);
    const { list: page } = data['customer'] as { list: Page };
    nodes.push(...page.edges.map(({ node }) => node));
    if (!page.pageInfo.hasNextPage) return nodes;
    after = page.pageInfo.endCursor;
  }
}

it('identifiers come in the order of systems and values, page by page', async () => {
  expect(await walk('identifiers', 'system value')).toEqual([
    { system: 'email', value: 'a@example.com' },
    { system: 'email', value: 'b@example.com' },
    { system: 'phone', value: '+49 30 1' },
  ]);
});

it('source records come in the order of data sources and keys, page by page', async () => {
  expect(await walk('records', 'dataSource key priority')).toEqual([
    { dataSource: 'crm', key: '9', priority: 999 },
    { dataSource: 'shop', key: '10', priority: 1 },
    { dataSource: 'shop', key: '2', priority: 1 },
  ]);
});

it('source records have every field of the contract', async () => {
  const { data, errors } = await graph.ask(`{ customer(id: "A") { records { edges { node { dataSource key priority title
    givenName surname fullName generationalSuffix email phone line1 line2 city state postal country birthdate gender
    company loyaltyId accountId createdAt updatedAt } } } } }`);
  expect(errors).toEqual([]);
  const { edges } = (data['customer'] as { records: Page }).records;
  expect(edges[2]?.node).toEqual({
    dataSource: 'shop',
    key: '2',
    priority: 1,
    title: 'Dr',
    givenName: 'Ann',
    surname: 'Lee',
    fullName: 'Ann Lee',
    generationalSuffix: 'Jr',
    email: 'not an address',
    phone: '+49 30 1',
    line1: 'Main 1',
    line2: 'Flat 2',
    city: 'Lyon',
    state: 'ARA',
    postal: '69001',
    country: 'FR',
    birthdate: '1980-02-29',
    gender: 'f',
    company: 'Acme',
    loyaltyId: 'L1',
    accountId: 'K1',
    createdAt: '2025-01-01T00:00:00.000001Z',
    updatedAt: '2026-01-01T10:00:00Z',
  });
  expect(edges[0]?.node).toMatchObject({ title: null, birthdate: null, createdAt: null });
});

describe('lists of sources', () => {
  it('are read in one statement each for all customers, by the key and what is asked', async () => {
    const { data, errors, statements } = await graph.ask(`{ customers { edges { node { id
      identifiers { edges { node { value } } } records { edges { node { city } } } } } } }`);
    expect(errors).toEqual([]);
    expect(statements).toHaveLength(3);
    const records = statements.find(({ text }) => text.includes('unified_customers'))?.text ?? '';
    expect([...records.matchAll(/ as "(\w+)"/g)].map(([, name]) => name)).toEqual([
      'city',
      'customerId',
      'dataSource',
      'key',
      '_place',
    ]);
    const nodes = (data['customers'] as { edges: { node: Record<string, unknown> }[] }).edges.map(({ node }) => node);
    expect(nodes[1]).toEqual({
      id: 'B',
      identifiers: { edges: [{ node: { value: '7' } }] },
      records: { edges: [{ node: { city: null } }] },
    });
    expect(nodes[2]).toEqual({ id: 'C', identifiers: { edges: [] }, records: { edges: [] } });
  });

  const cursor = (...parts: readonly unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

  it.each([
    ['identifiers', '(first: 1001)', 'PAGE_SIZE_EXCEEDED'],
    ['records', '(first: 1001)', 'PAGE_SIZE_EXCEEDED'],
    ['identifiers', `(after: "${cursor('records', '', null, 'a', 'b')}")`, 'INVALID_CURSOR'],
    ['identifiers', `(after: "${cursor('identifiers', '', null, 'a')}")`, 'INVALID_CURSOR'],
    ['records', `(after: "${cursor('records', '', null, null, 'b')}")`, 'INVALID_CURSOR'],
    ['records', `(after: "${cursor('records', '', null, 'a', '\0')}")`, 'INVALID_CURSOR'],
  ])('of %s%s are refused', async (list, given, code) => {
    const { errors } = await graph.ask(`{ customer(id: "A") { ${list}${given} { edges { cursor } } } }`);
    expect(errors).toMatchObject([{ code }]);
  });
});
