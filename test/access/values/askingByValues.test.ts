import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { piiPolicies } from '../../../src/words/rights.js';
import type { TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { viewerWith } from '../../support/roles.js';
import { classedValues, openValues, type ClassedValue } from './valuesSample.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openValues();
});
afterAll(() => database?.drop());

const graphOf = (viewer: ReturnType<typeof viewerWith>) =>
  openGraph(database, undefined, undefined, undefined, undefined, { viewer });

/** What is asked by a value: by its column (null where there is none), and by its attribute. */
interface Entrance {
  readonly column?: (name: string, value: string) => string;
  readonly attribute?: (name: string) => string;
  /** Whether a name of a saved segment is asked by. */
  readonly saved?: (id: string) => string;
}

const ids = '{ edges { node { id } } }';
const ofColumn = (name: string) =>
  `{ include: { groups: [{ conditions: [{ column: { name: "${name}", text: { is: "x" } } }] }] } }`;
const ofAttribute = (name: string) =>
  `{ include: { groups: [{ conditions: [{ attribute: { name: "${name}", text: { is: "x2" } } }] }] } }`;
const filtered = (name: string) => `{ attributes: [{ name: "${name}", text: { startsWith: "x" } }] }`;
const count = '{ edges { node { count } } }';

/** Every place at which a question can name a value, as it stands in a document. */
const entrances: Readonly<Record<string, Entrance>> = {
  'a filter': {
    column: (name) => `{ customers(filter: { ${name}: { is: "x" } }) ${ids} }`,
    attribute: (name) => `{ customers(filter: ${filtered(name)}) ${ids} }`,
  },
  'a filter by null': {
    column: (name) => `{ customers(filter: { ${name}: { isNull: true } }) ${ids} }`,
    attribute: (name) => `{ customers(filter: { attributes: [{ name: "${name}", text: { isNull: true } }] }) ${ids} }`,
  },
  'a filter below not and or': {
    column: (name) => `{ customers(filter: { or: [{ not: { ${name}: { contains: "x" } } }] }) ${ids} }`,
    attribute: (name) => `{ customers(filter: { or: [{ not: ${filtered(name)} }] }) ${ids} }`,
  },
  'the number of who fits': {
    column: (name) => `{ customers(filter: { ${name}: { is: "x" } }) { totalCount } }`,
    attribute: (name) => `{ customers(filter: ${filtered(name)}) { totalCount } }`,
  },
  'an order': {
    column: (_, value) => `{ customers(orderBy: [{ column: ${value} }]) ${ids} }`,
    attribute: (name) => `{ customers(orderBy: [{ attribute: "${name}" }]) ${ids} }`,
  },
  'a cursor of an order': {
    column: (_, value) => `{ customers(orderBy: [{ column: ${value} }], first: 1) { pageInfo { endCursor } } }`,
    attribute: (name) => `{ customers(orderBy: [{ attribute: "${name}" }], first: 1) { pageInfo { endCursor } } }`,
  },
  'a key of groups': {
    column: (_, value) => `{ customersAggregate(groupBy: [{ column: ${value} }]) ${count} }`,
    attribute: (name) => `{ customersAggregate(groupBy: [{ attribute: "${name}" }]) ${count} }`,
  },
  'the number of groups': {
    column: (_, value) => `{ customersAggregate(groupBy: [{ column: ${value} }]) { totalCount } }`,
    attribute: (name) => `{ customersAggregate(groupBy: [{ attribute: "${name}" }]) { totalCount } }`,
  },
  'a minimum': {
    column: (_, value) => `{ customersAggregate { edges { node { minimum(column: ${value}) } } } }`,
    attribute: (name) => `{ customersAggregate { edges { node { minimum(attribute: "${name}") } } } }`,
  },
  'a maximum under another name': {
    column: (_, value) => `{ customersAggregate { edges { node { count: maximum(column: ${value}) } } } }`,
    attribute: (name) => `{ customersAggregate { edges { node { count: maximum(attribute: "${name}") } } } }`,
  },
  'distinct values': {
    column: (_, value) => `{ customersAggregate { edges { node { distinct(column: ${value}) } } } }`,
    attribute: (name) => `{ customersAggregate { edges { node { distinct(attribute: "${name}") } } } }`,
  },
  having: {
    column: (_, value) =>
      `{ customersAggregate(having: [{ measure: MINIMUM, column: ${value}, text: { lt: "y" } }]) ${count} }`,
    attribute: (name) =>
      `{ customersAggregate(having: [{ measure: MINIMUM, attribute: "${name}", text: { lt: "y" } }]) ${count} }`,
  },
  'an order of groups': {
    column: (_, value) =>
      `{ customersAggregate(groupBy: [{ column: ID }], orderBy: [{ measure: MAXIMUM, column: ${value} }]) ${count} }`,
    attribute: (name) =>
      `{ customersAggregate(groupBy: [{ column: ID }], orderBy: [{ measure: MAXIMUM, attribute: "${name}" }]) ${count} }`,
  },
  'a filter of groups': {
    column: (name) => `{ customersAggregate(filter: { ${name}: { is: "x" } }) ${count} }`,
    attribute: (name) => `{ customersAggregate(filter: ${filtered(name)}) ${count} }`,
  },
  'the customer of orders, by filter': {
    column: (name) => `{ ordersAggregate(filter: { customer: { ${name}: { is: "x" } } }) ${count} }`,
    attribute: (name) => `{ ordersAggregate(filter: { customer: ${filtered(name)} }) ${count} }`,
  },
  'the customer of lines, by key': {
    column: (_, value) => `{ orderLinesAggregate(groupBy: [{ customerColumn: ${value} }]) ${count} }`,
    attribute: (name) => `{ orderLinesAggregate(groupBy: [{ customerAttribute: "${name}" }]) ${count} }`,
  },
  'the customer of targetings, by key': {
    column: (_, value) => `{ targetingsAggregate(groupBy: [{ customerColumn: ${value} }]) ${count} }`,
    attribute: (name) => `{ targetingsAggregate(groupBy: [{ customerAttribute: "${name}" }]) ${count} }`,
  },
  'a segment in the making': {
    column: (name) => `{ segmentInsights(definition: ${ofColumn(name)}) { customers } }`,
    attribute: (name) => `{ segmentInsights(definition: ${ofAttribute(name)}) { customers } }`,
  },
  'a breakdown': {
    column: (_, value) =>
      `{ segmentInsights(definition: {}) { breakdowns(by: [{ column: ${value} }]) { values { value } } } }`,
    attribute: (name) =>
      `{ segmentInsights(definition: {}) { breakdowns(by: [{ attribute: "${name}" }]) { values { value } } } }`,
  },
  'whether it matches': {
    column: (name) => `{ customer(id: "A") { matches(definition: ${ofColumn(name)}) } }`,
    attribute: (name) => `{ customer(id: "A") { matches(definition: ${ofAttribute(name)}) } }`,
  },
  'why it matches': {
    column: (name) => `{ customer(id: "A") { explain(definition: ${ofColumn(name)}) { isMember } } }`,
    attribute: (name) => `{ customer(id: "A") { explain(definition: ${ofAttribute(name)}) { isMember } } }`,
  },
  'who changed': {
    attribute: (name) =>
      `{ attributeChanges(names: ["${name}"], from: "2026-03-01", to: "2026-03-02") { edges { node { firstChangedOn } } } }`,
  },
  'a saved segment': {
    saved: (id) => `{ segment(id: "${id}") { size } }`,
  },
  'what a saved segment is': {
    saved: (id) => `{ segment(id: "${id}") { sentence } }`,
  },
  'a filter by a saved segment': {
    saved: (id) => `{ customers(filter: { segment: { id: "${id}" } }) ${ids} }`,
  },
  'a filter by who is not in a saved segment': {
    saved: (id) => `{ customersAggregate(filter: { segment: { id: "${id}", is: false } }) ${count} }`,
  },
  'why somebody is in a saved segment': {
    saved: (id) => `{ customer(id: "A") { explain(segment: "${id}") { isMember } } }`,
  },
  'saved segments beside each other': {
    saved: (id) => `{ compareSegments(segments: [{ id: "${id}" }, { definition: {} }]) { segments { customers } } }`,
  },
};

const documentsOf = (entrance: Entrance, { column, attribute, slot }: ClassedValue): string[] => {
  const id = attribute.toLowerCase();
  return [
    ...(column === null || entrance.column === undefined ? [] : [entrance.column(...column)]),
    ...(entrance.attribute === undefined ? [] : [attribute, slot].map(entrance.attribute)),
    ...(entrance.saved === undefined ? [] : [`of-${id}`, `around-${id}`].map(entrance.saved)),
  ];
};

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
