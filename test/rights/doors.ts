import { documentsOf, entrances } from '../access/values/entrances.js';
import type { ClassedValue } from '../access/values/valuesSample.js';
import { toGlobalId } from '../../src/lib/relay/globalId.js';
import {
  attributeField,
  classOf,
  documentOf,
  remoteField,
  roleOf,
  winter,
  type Column,
  type World,
} from './matrixWorld.js';
import type { Asked, RightsAnswer } from './rightsServer.js';

/** What somebody came to at a door: a value as a text, `null`, `nothing is said of it`, `answered`, or a code. */
export type Outcome = string;

/** A request, or what is asked otherwise than by a request of ours. */
export type Way = Asked | ((column: Column) => Promise<Outcome>);

/** What the columns come to at a door for values of a class. */
type Rule = (column: Column, value: ClassedValue) => Outcome;

/** One way to a value. */
export interface Door {
  /** Which server has it; the gateway unless told. */
  readonly server?: 'subgraph';
  /** The classes of which no value can be met there, with the reason. */
  readonly without: Readonly<Record<string, string>>;
  readonly rule: Rule;
  /** What is asked, one request after the other; all have to come to the same. */
  readonly asks: (value: ClassedValue, world: World) => readonly Way[] | Promise<readonly Way[]>;
  /** The value in an answer without errors. */
  readonly read: (answer: RightsAnswer, value: ClassedValue) => Outcome;
  /** The path that `extensions.masked` lists in the column `mask`. */
  readonly maskedPath?: (value: ClassedValue) => string;
}

/** What is left of the texts of the sample, by class; see docs/role-schemas.md. */
const leftOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Columns of customer A.
  x: { IDENTITY: 'x***', LOCATION: '***', DEMOGRAPHIC: '***' },
  'x@example.com': { CONTACT: 'x***@masked.invalid' },
  // Its attributes.
  x2: { IDENTITY: 'x***', CONTACT: '***', LOCATION: '***', DEMOGRAPHIC: '***', unclassified: '***' },
  // What the other team says.
  'qx-word': { IDENTITY: 'q***', CONTACT: '***rd', LOCATION: '***', DEMOGRAPHIC: '***', unclassified: '***' },
};

/** Values that are read: a field that is refused is refused as a field of the schema. */
const reading =
  (shown: (value: ClassedValue) => string, refused: (column: Column) => Outcome): Rule =>
  (column, value) => {
    if (value.known === 'NONE' || column === 'show') return shown(value);
    if (column === 'mask') return leftOf[shown(value)]?.[classOf(value)] ?? 'no such mask';
    return column === 'hide' ? 'null' : refused(column);
  };
const refusedField = (column: Column): Outcome =>
  column === 'refuse' ? 'FIELD_NOT_READABLE' : 'GRAPHQL_VALIDATION_FAILED';
const refusedValue = (): Outcome => 'VALUE_NOT_READABLE';

const columnValue = ({ known }: ClassedValue): string => (known === 'CONTACT' ? 'x@example.com' : 'x');
const ofColumn = reading(columnValue, refusedField);
const ofAttributeField = reading(() => 'x2', refusedField);
const ofAttribute = reading(() => 'x2', refusedValue);

/** Questions by a value: answered to whoever is shown it, and to nobody else. */
const asking: Rule = (column, { known }) => (known === 'NONE' || column === 'show' ? 'answered' : 'VALUE_NOT_READABLE');

const noColumn = { unclassified: 'every column of customers was looked at: none is without a class' };
const every = {};
const notNone = { NONE: 'what is met there is of other classes' };

/** The first text, or null, under the name `value` in an answer. */
function valueIn({ data }: RightsAnswer): Outcome {
  let found: unknown;
  JSON.stringify(data, (key, one: unknown) => {
    if (key === 'value' && (found === undefined || found === null)) found = one;
    return one;
  });
  if (found === undefined) return 'nothing is said of it';
  return typeof found === 'string' ? found : JSON.stringify(found);
}
const answered = ({ data }: RightsAnswer): Outcome => (data == null ? 'no data' : 'answered');

/** A field of customers that shows a column, under the name `value`. */
const columnField = ({ known, column }: ClassedValue): string =>
  known === 'LOCATION' ? 'address { value: city }' : `value: ${column?.[0] ?? ''}`;
const at = (path: string) => (value: ClassedValue) =>
  `${path}.${value.known === 'LOCATION' ? 'address.value' : 'value'}`;
const attributeOf = (value: ClassedValue): string => `profile { fields { value: ${attributeField(value)} } }`;
const got = (query: string): Asked => ({ path: `/graphql?${new URLSearchParams({ query }).toString()}` });

const ofFields = (path: string, asks: (selection: string) => Asked): Door => ({
  without: noColumn,
  rule: ofColumn,
  asks: (value) => [asks(columnField(value))],
  read: valueIn,
  maskedPath: at(path),
});
const ofAttributes = (path: string, asks: (selection: string) => Asked): Door => ({
  without: every,
  rule: ofAttributeField,
  asks: (value) => [asks(attributeOf(value))],
  read: valueIn,
  maskedPath: () => `${path}.profile.fields.value`,
});

const customer = (selection: string): Asked => ({ query: `{ customer(id: "A") { ${selection} } }` });
const page = (selection: string): Asked => ({
  query: `{ customers(first: 1) { edges { node { id ${selection} } } } }`,
});
const node = (selection: string): Asked => ({
  query: `query ($id: ID!) { node(nodeId: $id) { ... on Customer { ${selection} } } }`,
  variables: { id: toGlobalId('Customer', 'A') },
});
const entity = (selection: string): Asked => ({
  query: `query ($key: _Any!) { _entities(representations: [$key]) { ... on Customer { ${selection} } } }`,
  variables: { key: { __typename: 'Customer', id: 'A' } },
});

/** Doors at which a value is read. */
const readingDoors: Readonly<Record<string, Door>> = {
  'a field of a customer': ofFields('customer', customer),
  'a field of a page': ofFields('customers.edges.node', page),
  'a field by GET': ofFields('customer', (selection) => got(`{ customer(id: "A") { ${selection} } }`)),
  'a field of a node': ofFields('node', node),
  'a field of the customer of an order': ofFields('order.customer', (selection) => ({
    query: `{ order(id: "oA", customerId: "A") { customer { ${selection} } } }`,
  })),
  'a field in a fragment': ofFields('customer', (selection) => ({
    query: `{ customer(id: "A") { ...F } } fragment F on Customer { ... @include(if: true) { ${selection} } }`,
  })),
  'a field of an attribute': ofAttributes('customer', customer),
  'a field of an attribute of a page': ofAttributes('customers.edges.node', page),
  'a field of an attribute of a node': ofAttributes('node', node),
  'attributes by name': {
    without: every,
    rule: ofAttribute,
    asks: ({ attribute, slot }) =>
      [attribute, slot].map((name) => customer(`profile { attributes(names: [${JSON.stringify(name)}]) { value } }`)),
    read: valueIn,
    maskedPath: () => 'customer.profile.attributes',
  },
  'attributes by variable': {
    without: every,
    rule: ofAttribute,
    asks: ({ attribute }) => [
      {
        query: 'query ($names: [String!]) { customer(id: "A") { profile { attributes(names: $names) { value } } } }',
        variables: { names: [attribute] },
      },
    ],
    read: valueIn,
    maskedPath: () => 'customer.profile.attributes',
  },
  'all attributes': {
    without: every,
    rule: reading(
      () => 'x2',
      () => 'nothing is said of it',
    ),
    asks: () => [customer('profile { attributes { name value } }')],
    read: ({ data }, { attribute }) => {
      const { profile } = (data as { customer: { profile: { attributes: { name: string; value: string | null }[] } } })
        .customer;
      const found = profile.attributes.find(({ name }) => name === attribute);
      return found === undefined ? 'nothing is said of it' : String(found.value);
    },
  },
  'the impact of campaigns': {
    without: every,
    rule: ofAttribute,
    asks: ({ attribute }) => [
      customer(`marketingImpact(from: "2026-03-02", to: "2026-03-02", kpis: ["${attribute}"]) { kpis { value } }`),
    ],
    read: valueIn,
    maskedPath: () => 'customer.marketingImpact.kpis',
  },
  'a field of another team': {
    without: every,
    rule: reading(() => 'qx-word', refusedField),
    asks: (value) => [customer(`value: ${remoteField(value)}`), page(`value: ${remoteField(value)}`)],
    read: valueIn,
  },
  'a trusted document by its id': {
    without: every,
    rule: ofAttributeField,
    asks: (value) => [{ documentId: documentOf(value) }, { path: `/graphql?documentId=${documentOf(value)}` }],
    read: ({ text }) =>
      /"a\w+":(?:"([^"]*)"|(null))/
        .exec(text)
        ?.slice(1)
        .find((one) => one !== undefined) ?? text,
    maskedPath: (value) => `customers.edges.node.profile.fields.${attributeField(value)}`,
  },
  'a trusted document by its name': {
    without: every,
    rule: ofAttributeField,
    asks: (value) => [{ path: `/documents/${documentOf(value)}` }],
    read: ({ text }) =>
      /"a\w+":(?:"([^"]*)"|(null))/
        .exec(text)
        ?.slice(1)
        .find((one) => one !== undefined) ?? text,
  },
  'a table in CSV': {
    without: every,
    rule: ofAttributeField,
    asks: (value) => [{ path: `/documents/${documentOf(value)}.csv` }],
    read: ({ text }) => /^.*\r\nA,(.*)\r\n$/.exec(text)?.[1]?.replace(/^$/, 'null') ?? text,
  },
};

/** A cursor as somebody would write it who does not know how they are made. */
const forged = Buffer.from('["y","B"]').toString('base64url');

const isAnswered = { without: every, rule: asking, read: answered };

/** Doors at which it is asked by a value. */
const askingDoors: Readonly<Record<string, Door>> = {
  ...Object.fromEntries(
    Object.entries(entrances).map(([name, entrance]): [string, Door] => [
      `by ${name}`,
      {
        ...isAnswered,
        without: entrance.attribute === undefined && entrance.saved === undefined ? noColumn : every,
        asks: (value) =>
          documentsOf(entrance, value)
            // Slots are asked by in process: test/access/values.
            .filter((query) => !query.includes(`"${value.slot}"`))
            .map((query) => ({ query })),
      },
    ]),
  ),
  'by variables': {
    ...isAnswered,
    asks: ({ attribute, column }) => {
      const query = `query ($filter: CustomerFilter, $by: [CustomerOrder!]) { customers(filter: $filter, orderBy: $by) { edges { node { id } } } }`;
      return [
        { filter: { attributes: [{ name: attribute, text: { is: 'x2' } }] } },
        { by: [{ attribute }] },
        ...(column === null ? [] : [{ filter: { [column[0]]: { is: 'x' } } }, { by: [{ column: column[1] }] }]),
      ].map((variables) => ({ query, variables }));
    },
  },
  'by the cursor of somebody who sees everything': {
    ...isAnswered,
    async asks({ attribute, column }, { servers }) {
      const orders = [`{ attribute: "${attribute}" }`, ...(column === null ? [] : [`{ column: ${column[1]} }`])];
      return Promise.all(
        orders.map(async (by) => {
          const list = (more: string) => `{ customers(orderBy: [${by}], first: 1${more}) { pageInfo { endCursor } } }`;
          const { data } = await servers.gateway.ask('full', { query: list('') });
          const { customers } = data as { customers: { pageInfo: { endCursor: string } } };
          return { query: list(`, after: "${customers.pageInfo.endCursor}"`) };
        }),
      );
    },
  },
  'by a forged cursor': {
    ...isAnswered,
    rule: () => 'INVALID_CURSOR',
    asks: ({ attribute }) => [
      {
        query: `{ customers(orderBy: [{ attribute: "${attribute}" }], after: "${forged}") { edges { node { id } } } }`,
      },
    ],
  },
  'by the cursor of an order that is not asked for': {
    ...isAnswered,
    rule: () => 'INVALID_CURSOR',
    async asks({ attribute }, { servers }) {
      const query = `{ customers(orderBy: [{ attribute: "${attribute}" }], first: 1) { pageInfo { endCursor } } }`;
      const { data } = await servers.gateway.ask('full', { query });
      const { customers } = data as { customers: { pageInfo: { endCursor: string } } };
      return [customers.pageInfo.endCursor, forged].map((cursor) => ({
        query: `{ customers(after: "${cursor}") { edges { node { id } } } }`,
      }));
    },
  },
  'by a search': {
    ...isAnswered,
    without: {
      NONE: 'nothing of the class is searched',
      LOCATION: 'nothing of the class is searched',
      DEMOGRAPHIC: 'nothing of the class is searched',
      unclassified: 'nothing of the class is searched',
    },
    asks: () => [{ query: '{ customers(search: "x") { edges { node { id } } } }' }],
  },
};

/** What is saved is evaluated over all values, so that who writes has to see all. */
const isWritten = {
  without: notNone,
  rule: (column: Column): Outcome => (column === 'show' ? 'answered' : 'WRITER_NOT_FULL'),
  read: answered,
};

const onlyFormer = Object.fromEntries(
  ['IDENTITY', 'LOCATION', 'DEMOGRAPHIC', 'NONE', 'unclassified'].map((known) => [
    known,
    'no attribute of the class was renamed',
  ]),
);

/** Doors of former names, which answer as the names do. */
const formerDoors: Readonly<Record<string, Door>> = {
  'a field of a former name': {
    without: onlyFormer,
    rule: ofAttributeField,
    asks: () => [customer('profile { fields { value: former } }'), page('profile { fields { value: former } }')],
    read: valueIn,
  },
  'attributes by a former name': {
    without: onlyFormer,
    rule: ofAttribute,
    asks: () => [customer('profile { attributes(names: ["FORMER"]) { value } }')],
    read: valueIn,
    maskedPath: () => 'customer.profile.attributes',
  },
  'by a former name': {
    ...isAnswered,
    without: onlyFormer,
    asks: () =>
      [
        'customers(filter: { attributes: [{ name: "FORMER", text: { is: "x2" } }] })',
        'customers(orderBy: [{ attribute: "FORMER" }])',
      ].map((list) => ({ query: `{ ${list} { edges { node { id } } } }` })),
  },
};

const onlyNone = Object.fromEntries(
  ['IDENTITY', 'CONTACT', 'LOCATION', 'DEMOGRAPHIC', 'unclassified'].map((known) => [
    known,
    'metrics, and the names of what they are of, are of no person',
  ]),
);

/** Doors that are no requests of ours. */
const otherDoors: Readonly<Record<string, Door>> = {
  'a column of a view': {
    without: noColumn,
    rule: reading(columnValue, () => 'no such column'),
    asks: ({ column }, { readView }) => [
      (policy) =>
        readView(policy, 'merged_customers', 'amperity_id', (column?.[0] ?? '').replace('accountId', 'account_id')),
    ],
    read: answered,
  },
  'an attribute of a view': {
    without: every,
    rule: reading(
      () => 'x2',
      () => 'no such column',
    ),
    asks: ({ attribute, slot }, { readView }) => [
      (policy) => readView(policy, 'customer_profiles', 'client_customer_id', slot.toLowerCase()),
      (policy) => readView(policy, 'vw_customer_profiles_latest', 'client_customer_id', attribute.toLowerCase()),
      (policy) =>
        readView(policy, 'vw_customer_profiles_real_field_names', 'client_customer_id', attribute.toLowerCase()),
    ],
    read: answered,
  },
  'the query builder': {
    without: onlyNone,
    rule: () => '7',
    asks: (value, { buildByKey, buildByRole }) => [
      (column) => buildByKey(roleOf(value, column)),
      (column) => buildByRole(roleOf(value, column)),
    ],
    read: answered,
  },
};

/** Doors of writers. */
const writingDoors: Readonly<Record<string, Door>> = {
  'by a new segment': {
    ...isWritten,
    asks: ({ attribute }) => [
      {
        query: `mutation ($definition: SegmentDefinitionInput!) { createSegment(name: "By ${attribute}", definition: $definition) { size } }`,
        variables: {
          definition: {
            include: { groups: [{ conditions: [{ attribute: { name: attribute, text: { is: 'x2' } } }] }] },
          },
        },
      },
    ],
  },
  'by the new version of a saved segment': {
    ...isWritten,
    asks: ({ attribute }) => [
      { query: `mutation { updateSegment(id: "around-${attribute.toLowerCase()}", description: "Other.") { size } }` },
    ],
  },
  'by a campaign for destinations': {
    ...isWritten,
    asks: (value) =>
      [
        ['createCampaign(', `Winter ${classOf(value)}`],
        ['updateCampaign(id: "planned", ', 'Winter'],
      ].map(([verb = '', name]) => ({
        query: `mutation ($definition: PlannedCampaignInput!) { ${verb}definition: $definition) { id } }`,
        variables: { definition: { ...winter, name } },
      })),
  },
};

/** Doors at which values of all classes are met at once. */
const wholeDoors: Readonly<Record<string, Door>> = {
  'a planned campaign': {
    ...isAnswered,
    without: notNone,
    asks: () => [
      { query: '{ plannedCampaigns { totalCount } }' },
      { query: '{ plannedCampaign(id: "planned") { id definition } }' },
    ],
  },
  'a subscription': {
    ...isAnswered,
    without: notNone,
    asks: (value, { subscribe }) => [
      (column) => subscribe(roleOf(value, column), 'subscription { segmentChanged(id: "of-a_none") { size } }'),
    ],
  },
  'the plan of a campaign': {
    ...isAnswered,
    without: notNone,
    rule: (column) => (column === 'show' ? 'answered' : 'PLAN_NOT_READABLE'),
    asks: () => [
      {
        query:
          'query ($definition: PlannedCampaignInput!) { campaignPlan(definition: $definition) { enteredSample { id } } }',
        variables: { definition: winter },
      },
    ],
  },
};

/** The rows of the matrix. */
export const doors: Readonly<Record<string, Door>> = {
  ...readingDoors,
  'a field of an entity': { ...ofFields('_entities', entity), server: 'subgraph' },
  'a field of an attribute of an entity': { ...ofAttributes('_entities', entity), server: 'subgraph' },
  ...askingDoors,
  ...writingDoors,
  ...wholeDoors,
  ...formerDoors,
  ...otherDoors,
};
