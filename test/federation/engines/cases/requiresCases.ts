import type { EngineCase } from './EngineCase.js';

/** Fields of others that need fields of Facet. */
export const requiresCases: readonly EngineCase[] = [
  {
    name: 'a field that needs one of Facet, which is not asked for',
    operation: '{ customer(id: "A") { greeting } }',
    added: { customer: { greeting: 'Hello Ada' } },
  },
  {
    name: 'a field that needs one of Facet, in a list',
    operation: '{ customers(first: 2) { edges { node { id greeting fullName } } } }',
    direct: '{ customers(first: 2) { edges { node { id fullName } } } }',
    added: { customers: { edges: [{ node: { greeting: 'Hello Ada' } }, { node: { greeting: 'Hello Bo' } }] } },
  },
  {
    name: 'a field that needs fields of an object of Facet',
    operation: '{ a: customer(id: "A") { letter } c: customer(id: "C") { letter } }',
    added: { a: { letter: 'Ada of Lyon' }, c: { letter: 'Cy of Oslo' } },
  },
  {
    name: 'a field that needs one of Facet that is null',
    operation: '{ customers(first: 3) { edges { node { reach } } } }',
    added: {
      customers: {
        edges: [
          { node: { reach: 'at ada@example.com' } },
          { node: { reach: 'nowhere' } },
          { node: { reach: 'at cy@example.com' } },
        ],
      },
    },
    faults: {
      'router-runtime': {
        because: 'fields that are null are left out of the reference',
        data: {
          customers: {
            edges: [
              { node: { reach: 'at ada@example.com' } },
              { node: { reach: 'not told' } },
              { node: { reach: 'at cy@example.com' } },
            ],
          },
        },
      },
    },
  },
  {
    name: 'a field that needs one of Facet, from the other direction',
    operation: '{ members(tier: GOLD) { customer { greeting reach } } }',
    added: {
      members: [
        { customer: { greeting: 'Hello Ada', reach: 'at ada@example.com' } },
        { customer: { greeting: 'Hello Cy', reach: 'at cy@example.com' } },
      ],
    },
  },
  {
    name: 'an alias that is the name of what is needed',
    operation: '{ customer(id: "A") { fullName: email greeting } }',
    direct: '{ customer(id: "A") { fullName: email } }',
    added: { customer: { greeting: 'Hello Ada' } },
    faults: {
      stitching: {
        because: 'Facet is asked for two fields under one alias',
        data: { customer: null },
        errors: [{ path: ['customer'], code: 'GRAPHQL_VALIDATION_FAILED' }],
      },
    },
  },
];
