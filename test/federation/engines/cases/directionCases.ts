import type { EngineCase } from './EngineCase.js';

/** Objects of Facet that others refer to, and both ways together. */
export const directionCases: readonly EngineCase[] = [
  {
    name: 'a member of the other team, with its customer',
    operation: '{ member(number: "1") { number tier customer { id fullName } } }',
    direct: '{ customer(id: "A") { id fullName } }',
    expected: ({ customer }) => ({ member: { number: '1', tier: 'GOLD', customer } }),
  },
  {
    name: 'customers of a root field of the other team',
    operation: '{ memberCustomers(tier: GOLD) { id fullName address { city } } }',
    direct:
      '{ a: customer(id: "A") { id fullName address { city } } c: customer(id: "C") { id fullName address { city } } }',
    expected: ({ a, c }) => ({ memberCustomers: [a, c] }),
  },
  {
    name: 'a member whose customer Facet does not know, where its fields may be null',
    operation: '{ memberCustomers(tier: BRONZE) { id fullName tier } }',
    expected: () => ({ memberCustomers: [{ id: 'gone', fullName: null, tier: 'BRONZE' }] }),
  },
  {
    name: 'to the other team and back to Facet',
    operation: '{ customer(id: "A") { fullName friends { fullName address { city } } } }',
    direct: `{ customer(id: "A") { fullName }
      b: customer(id: "B") { fullName address { city } } c: customer(id: "C") { fullName address { city } } }`,
    expected: ({ customer, b, c }) => ({ customer: { ...(customer as object), friends: [b, c] } }),
  },
  {
    name: 'there, back and there again',
    operation: '{ customer(id: "B") { friends { fullName friends { tier fullName orders { totalCount } } } } }',
    direct: `{ a: customer(id: "A") { fullName } b: customer(id: "B") { fullName orders { totalCount } }
      c: customer(id: "C") { fullName orders { totalCount } } }`,
    expected: ({ a, b, c }) => ({
      customer: {
        friends: [
          {
            ...(a as object),
            friends: [
              { tier: 'SILVER', ...(b as object) },
              { tier: 'GOLD', ...(c as object) },
            ],
          },
        ],
      },
    }),
  },
  {
    name: 'from one other team over Facet to another',
    operation: '{ ticket(id: "T2") { text from { fullName tier member { points } } } }',
    direct: '{ customer(id: "B") { fullName } }',
    expected: ({ customer }) => ({
      ticket: { text: 'A question', from: { ...(customer as object), tier: 'SILVER', member: { points: 7 } } },
    }),
  },
  {
    name: 'from one other team to another, without a field of Facet',
    operation: '{ tickets { id from { tier } } }',
    expected: () => ({
      tickets: [
        { id: 'T1', from: { tier: 'GOLD' } },
        { id: 'T2', from: { tier: 'SILVER' } },
        { id: 'T3', from: { tier: 'GOLD' } },
      ],
    }),
  },
  {
    name: 'orders of another team, by a key of two fields',
    operation: '{ late { customerId id revenue parcels customer { fullName tier } } }',
    direct: '{ order(id: "1", customerId: "B") { customerId id revenue customer { fullName } } }',
    expected: ({ order }) => {
      const { customer, ...rest } = order as { customer: object };
      return { late: [{ ...rest, parcels: ['B-1-1', 'B-1-2'], customer: { ...customer, tier: 'SILVER' } }] };
    },
  },
];
