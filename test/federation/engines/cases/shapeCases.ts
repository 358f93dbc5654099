import { nodeId } from '../remotes/otherKeys.js';
import type { EngineCase } from './EngineCase.js';

/** Ways of writing an operation: lists, pages, unions, interfaces, variables, fragments, aliases. */
export const shapeCases: readonly EngineCase[] = [
  {
    name: 'a page of customers',
    operation:
      '{ customers(first: 3) { totalCount edges { node { id fullName tier } } pageInfo { hasNextPage endCursor } } }',
    direct: '{ customers(first: 3) { totalCount edges { node { id fullName } } pageInfo { hasNextPage endCursor } } }',
    added: {
      customers: { edges: [{ node: { tier: 'GOLD' } }, { node: { tier: 'SILVER' } }, { node: { tier: 'GOLD' } }] },
    },
  },
  {
    name: 'a page after a filter and an order, by variables',
    operation: `query ($filter: CustomerFilter, $orderBy: [CustomerOrder!], $first: Int!) {
      customers(filter: $filter, orderBy: $orderBy, first: $first) { edges { node { fullName points(unit: CENTS) } } } }`,
    variables: {
      filter: { fullName: { in: ['Ada', 'Bo', 'Di'] } },
      orderBy: [{ column: 'FULL_NAME', direction: 'DESC' }],
      first: 2,
    },
    direct: `query ($filter: CustomerFilter, $orderBy: [CustomerOrder!], $first: Int!) {
      customers(filter: $filter, orderBy: $orderBy, first: $first) { edges { node { fullName } } } }`,
    added: { customers: { edges: [{ node: { points: null } }, { node: { points: 35 } }] } },
  },
  {
    name: 'a page of nobody',
    operation: '{ customers(filter: { fullName: { is: "Nobody" } }) { totalCount edges { node { id tier } } } }',
    added: { customers: { totalCount: 0, edges: [] } },
  },
  {
    name: 'lists in lists, an empty one among them',
    operation: '{ groups { id fullName tier } }',
    direct:
      '{ a: customer(id: "A") { id fullName } b: customer(id: "B") { id fullName } c: customer(id: "C") { id fullName } }',
    expected: ({ a, b, c }) => ({
      groups: [
        [
          { ...(a as object), tier: 'GOLD' },
          { ...(b as object), tier: 'SILVER' },
        ],
        [],
        [{ ...(c as object), tier: 'GOLD' }],
      ],
    }),
  },
  {
    name: 'a node by its global identifier',
    operation: 'query ($nodeId: ID!) { node(nodeId: $nodeId) { nodeId ... on Customer { fullName tier points } } }',
    variables: { nodeId: nodeId('Customer', 'A') },
    direct: 'query ($nodeId: ID!) { node(nodeId: $nodeId) { nodeId ... on Customer { fullName } } }',
    added: { node: { tier: 'GOLD', points: 120 } },
  },
  {
    name: 'nodes of several types, with fields of the other teams',
    operation: `query ($ids: [ID!]!) { nodes(nodeIds: $ids) { __typename nodeId
      ... on Customer { fullName tier } ... on Account { name manager } ... on Order { revenue parcels } } }`,
    variables: { ids: [nodeId('Customer', 'A'), nodeId('Account', 'ACC1'), nodeId('Order', 'B', '1')] },
    direct: `query ($ids: [ID!]!) { nodes(nodeIds: $ids) { __typename nodeId
      ... on Customer { fullName } ... on Account { name } ... on Order { revenue } } }`,
    added: { nodes: [{ tier: 'GOLD' }, { manager: 'Mona' }, { parcels: ['B-1-1', 'B-1-2'] }] },
  },
  {
    name: 'a union of Facet',
    operation: `{ metricsForEntities(level: CUSTOMER, entityIds: ["A", "B"]) { edges { node { metrics { value }
      entity { __typename ... on Customer { fullName tier } ... on Account { manager } } } } } }`,
    direct: `{ metricsForEntities(level: CUSTOMER, entityIds: ["A", "B"]) { edges { node { metrics { value }
      entity { __typename ... on Customer { fullName } } } } } }`,
    added: {
      metricsForEntities: {
        edges: [{ node: { entity: { tier: 'GOLD' } } }, { node: { entity: { tier: 'SILVER' } } }],
      },
    },
  },
  {
    name: 'a union of another team, of objects of Facet',
    operation: `{ tickets { about { __typename ... on Order { revenue parcels } ... on Account { name }
      ... on Customer { fullName tier } } } }`,
    direct:
      '{ order(id: "1", customerId: "A") { revenue } account: customer(id: "A") { account { name } } customer(id: "C") { fullName } }',
    expected: ({ order, account, customer }) => ({
      tickets: [
        { about: { __typename: 'Order', ...(order as object), parcels: ['A-1-1', 'A-1-2'] } },
        { about: { __typename: 'Account', ...(account as { account: object }).account } },
        { about: { __typename: 'Customer', ...(customer as object), tier: 'GOLD' } },
      ],
    }),
  },
  {
    name: 'a union of another team below a customer, with an input of theirs',
    operation: `query ($filter: RewardFilter) { customer(id: "A") { fullName
      all: rewards { __typename ... on Voucher { code } ... on Upgrade { tier customer { fullName } } }
      some: rewards(filter: $filter) { ... on Voucher { code worth } } } }`,
    variables: { filter: { worthAtLeast: 6 } },
    direct: '{ customer(id: "A") { fullName } }',
    expected: ({ customer }) => ({
      customer: {
        ...(customer as object),
        all: [
          { __typename: 'Voucher', code: 'A5' },
          { __typename: 'Voucher', code: 'A10' },
          { __typename: 'Upgrade', tier: 'GOLD', customer },
        ],
        some: [{ code: 'A10', worth: 10 }],
      },
    }),
  },
  {
    name: 'fragments, named, in line and in each other',
    operation: `{ customer(id: "A") { ...All } }
      fragment All on Customer { ...Own ... on Customer { ...Theirs } ... { sourceRecords } }
      fragment Own on Customer { fullName address { city } }
      fragment Theirs on Customer { tier friends { ...Own } }`,
    direct:
      '{ customer(id: "A") { fullName address { city } sourceRecords } b: customer(id: "B") { fullName address { city } } c: customer(id: "C") { fullName address { city } } }',
    expected: ({ customer, b, c }) => ({ customer: { ...(customer as object), tier: 'GOLD', friends: [b, c] } }),
  },
  {
    name: 'aliases of one field with several arguments, on both sides',
    operation: `{ customer(id: "A") { name: fullName points cents: points(unit: CENTS)
      one: orders(first: 1) { edges { node { id parcels } } } all: orders { totalCount } } }`,
    direct: `{ customer(id: "A") { name: fullName one: orders(first: 1) { edges { node { id } } } all: orders { totalCount } } }`,
    added: { customer: { points: 120, cents: 600, one: { edges: [{ node: { parcels: ['A-2-1', 'A-2-2'] } }] } } },
  },
  {
    name: 'an alias that is the name of the key',
    operation: '{ customer(id: "A") { id: fullName tier } }',
    direct: '{ customer(id: "A") { id: fullName } }',
    added: { customer: { tier: 'GOLD' } },
    faults: {
      'router-runtime': {
        because: 'the reference is made of what stands under the alias: the name in place of the key',
        data: { customer: { id: 'Ada', tier: null } },
      },
      stitching: {
        because: 'Facet is asked for two fields under one alias',
        data: { customer: null },
        errors: [{ path: ['customer'], code: 'GRAPHQL_VALIDATION_FAILED' }],
      },
    },
  },
  {
    name: 'one customer twice, under two aliases',
    operation: '{ one: customer(id: "A") { fullName tier } other: customer(id: "A") { email points } }',
    direct: '{ one: customer(id: "A") { fullName } other: customer(id: "A") { email } }',
    added: { one: { tier: 'GOLD' }, other: { points: 120 } },
  },
  {
    name: 'fields that are skipped and included',
    operation: `query ($yes: Boolean!, $no: Boolean!) { customer(id: "A") {
      fullName @include(if: $no) tier @include(if: $yes) points @skip(if: $yes) email @skip(if: $no) } }`,
    variables: { yes: true, no: false },
    direct: '{ customer(id: "A") { email } }',
    added: { customer: { tier: 'GOLD' } },
  },
  {
    name: 'the type names of everything',
    operation: '{ __typename customer(id: "A") { __typename member { __typename customer { __typename } } } }',
    added: {
      __typename: 'Query',
      customer: { __typename: 'Customer', member: { __typename: 'Member', customer: { __typename: 'Customer' } } },
    },
  },
  {
    name: 'a profile and its generated fields',
    operation:
      '{ customer(id: "A") { tier profile { date fields { ecomNumberOfOrders } attributes(names: ["CITY"]) { value } } } }',
    direct:
      '{ customer(id: "A") { profile { date fields { ecomNumberOfOrders } attributes(names: ["CITY"]) { value } } } }',
    added: { customer: { tier: 'GOLD' } },
  },
];
