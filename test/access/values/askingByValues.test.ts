import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { piiPolicies } from '../../../src/words/rights.js';
import type { TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { viewerWith } from '../../support/roles.js';
import { count, documentsOf, entrances, ids } from './entrances.js';
import { classedValues, openValues } from './valuesSample.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openValues();
});
afterAll(() => database?.drop());

const graphOf = (viewer: ReturnType<typeof viewerWith>) =>
  openGraph(database, undefined, undefined, undefined, undefined, { viewer });

describe.each(Object.entries(entrances))('by %s', (_, entrance) => {
  it.each(classedValues.flatMap((value) => piiPolicies.map((policy) => [value.known, policy, value] as const)))(
    'values of %s that a role has "%s" for are asked by where they are shown, and by nothing else',
    async (known, policy, value) => {
      const graph = await graphOf(viewerWith(known, policy));
      const documents = documentsOf(entrance, value);
      expect(documents.length).toBeGreaterThan(known === null && entrance.attribute === undefined ? 0 : 1);
      const wanted = known === 'NONE' || policy === 'show' ? [] : ['VALUE_NOT_READABLE'];
      for (const document of documents) {
        const { errors } = await graph.ask(document);
        expect([document, errors.map(({ code }) => code)]).toEqual([document, wanted]);
        if (wanted.length > 0) expect(JSON.stringify(errors)).not.toMatch(/x[12]|@example/);
      }
    },
  );
});

it('a list of segments, and those that a customer is in, leave out what the viewer may not be told of', async () => {
  const names = classedValues.map(({ attribute }) => attribute.toLowerCase());
  const all = names.flatMap((name) => [`around-${name}`, `of-${name}`]).toSorted();
  const source = '{ segments(first: 50) { edges { node { id } } } customer(id: "A") { segments { id } } }';
  for (const { known, attribute } of classedValues) {
    const own = attribute.toLowerCase();
    const wanted = known === 'NONE' ? all : all.filter((id) => !id.endsWith(`-${own}`));
    const { data, errors } = await (await graphOf(viewerWith(known, 'mask'))).ask(source);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      segments: { edges: wanted.map((id) => ({ node: { id } })) },
      customer: { segments: wanted.map((id) => ({ id })) },
    });
  }
});

it('pages of segments are whole, and neither they nor the count know of those that are left out', async () => {
  // The first in the order of their ids, of 12, is around-a_contact; two are left out.
  const graph = await graphOf(viewerWith('CONTACT', 'mask'));
  const page = `segments(first: 1) { totalCount pageInfo { hasNextPage } edges { node { id } } }`;
  const { data } = await graph.ask(`{ ${page} }`);
  expect(data).toEqual({
    segments: { totalCount: 10, pageInfo: { hasNextPage: true }, edges: [{ node: { id: 'around-a_demographic' } }] },
  });
});

it('a search needs all that is searched: names, addresses and identifiers', async () => {
  for (const { known } of classedValues)
    for (const policy of piiPolicies) {
      const graph = await graphOf(viewerWith(known, policy));
      const isAllowed = policy === 'show' || (known !== 'IDENTITY' && known !== 'CONTACT');
      for (const document of [
        `{ customers(search: "x") ${ids} }`,
        `{ customers(search: "k-A") { totalCount } }`,
        `{ customersAggregate(search: "x@example.com") ${count} }`,
      ]) {
        const { errors } = await graph.ask(document);
        expect(errors.map(({ code }) => code)).toEqual(isAllowed ? [] : ['VALUE_NOT_READABLE']);
      }
    }
});

it.each([
  ['show', { id: 'A' }, []],
  ['mask', { id: 'A' }, []],
  ['hide', null, ['VALUE_NOT_READABLE']],
  ['refuse', null, ['VALUE_NOT_READABLE']],
] as const)(
  'whoever has "%s" for identifiers finds a customer by one that it knows: %j',
  async (policy, found, codes) => {
    const graph = await graphOf(viewerWith('IDENTITY', policy));
    const { data, errors } = await graph.ask('{ customerByIdentifier(system: "crm", value: "k-A") { id } }');
    expect([data['customerByIdentifier'] ?? null, errors.map(({ code }) => code)]).toEqual([found, codes]);
    // Of one that there is not nothing else is told.
    const other = await graph.ask('{ customerByIdentifier(system: "crm", value: "k-Z") { id } }');
    expect(other.errors.map(({ code }) => code)).toEqual(codes);
  },
);

it.each(piiPolicies)(
  'identifiers, whose cursors hold their values, are listed to whoever is shown them: %s',
  async (policy) => {
    const graph = await graphOf(viewerWith('IDENTITY', policy));
    for (const list of ['identifiers', 'records']) {
      const { errors } = await graph.ask(`{ customer(id: "A") { ${list} { edges { cursor } } } }`);
      expect([list, errors.map(({ code }) => code)]).toEqual([list, policy === 'show' ? [] : ['VALUE_NOT_READABLE']]);
    }
  },
);
