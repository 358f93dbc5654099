import type { EngineCase, KnownFault } from './EngineCase.js';

/** In the path is the index of the first object of a list, not that of the one with the error. */
const firstIndex: KnownFault = {
  because: 'the index in the path is that of the first object, not of the one with the error',
  data: {
    customers: {
      edges: [
        { node: { fullName: 'Ada', closed: 'open' } },
        { node: { fullName: 'Bo', closed: null } },
        { node: { fullName: 'Cy', closed: 'open' } },
      ],
    },
  },
  errors: [{ path: ['customers', 'edges', 0, 'node', 'closed'], code: 'ACCOUNT_CLOSED' }],
};

/** Errors of Facet and of others: which part of the answer is lost, and what the errors say. */
export const errorCases: readonly EngineCase[] = [
  {
    name: 'an error of Facet, with its code',
    operation: '{ customerByIdentifier(system: "shop", value: "s-2") { id tier } }',
    added: { customerByIdentifier: null },
    errors: [{ path: ['customerByIdentifier'], code: 'AMBIGUOUS_IDENTIFIER' }],
  },
  {
    name: 'an error of Facet below a customer of another team',
    operation: '{ member(number: "1") { tier customer { id profile { attributes(names: ["NO_SUCH"]) { value } } } } }',
    added: { member: { tier: 'GOLD', customer: { id: 'A', profile: null } } },
    errors: [{ path: ['member', 'customer', 'profile', 'attributes'], code: 'UNKNOWN_ATTRIBUTE' }],
  },
  {
    name: 'an error of another team in a list, with its place and code',
    operation: '{ customers(first: 3) { edges { node { fullName closed } } } }',
    direct: '{ customers(first: 3) { edges { node { fullName } } } }',
    added: {
      customers: { edges: [{ node: { closed: 'open' } }, { node: { closed: null } }, { node: { closed: 'open' } }] },
    },
    errors: [{ path: ['customers', 'edges', 1, 'node', 'closed'], code: 'ACCOUNT_CLOSED' }],
    faults: {
      stitching: firstIndex,
      'Facet by stitching': firstIndex,
    },
  },
  {
    name: 'an error of another team in a field that must not be null',
    operation: '{ a: customer(id: "A") { fullName strict } b: customer(id: "B") { fullName strict } }',
    direct: '{ a: customer(id: "A") { fullName } }',
    added: { a: { strict: 'kept' }, b: null },
    errors: [{ path: ['b', 'strict'], code: 'NOT_KEPT' }],
  },
  {
    name: 'an error of a root field of another team, beside one of Facet',
    operation: '{ customer(id: "A") { fullName } brokenMembers { number } }',
    expected: () => null,
    errors: [{ path: ['brokenMembers'], code: 'TILL_CLOSED' }],
  },
  {
    name: 'a value that Facet does not take, found when it is checked',
    operation: '{ customer(id: "A") { tier profile(date: "yesterday") { date } } }',
    added: { customer: null },
    errors: [{ path: ['customer'], code: 'GRAPHQL_VALIDATION_FAILED' }],
    faults: {
      'router-runtime': {
        because: 'the answer of a root fetch that fails has no data at all',
        data: null,
        errors: [{ path: ['customer'], code: 'GRAPHQL_VALIDATION_FAILED' }],
      },
      'Facet by the planner': {
        because: 'the error is one of the whole call, which may have had several root fields',
        data: { customer: null },
        errors: [{ path: undefined, code: 'GRAPHQL_VALIDATION_FAILED' }],
      },
      'Facet as the gateway': {
        because:
          'other teams have a scalar of this name too, so that the value is found where it is used, and costs no more',
        data: { customer: { tier: 'GOLD', profile: null } },
        errors: [{ path: ['customer', 'profile'], code: 'BAD_USER_INPUT' }],
      },
    },
  },
  {
    name: 'a value that Facet does not take, found when it runs',
    operation: '{ customers(first: -1) { edges { node { id tier } } } }',
    expected: () => null,
    errors: [{ path: ['customers'], code: 'BAD_USER_INPUT' }],
  },
];
