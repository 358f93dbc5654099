import { day } from '../sampleData.js';
import type { EngineCase } from './EngineCase.js';

/** Objects of Facet that others know by something else than their business keys. */
export const otherKeyCases: readonly EngineCase[] = [
  {
    name: 'customers and orders that another team knows by their global identifiers',
    operation: '{ calls { customer { id fullName callback } about { id revenue urgent } } }',
    direct: `{ a: customer(id: "A") { id fullName } d: customer(id: "D") { id fullName }
      order(id: "2", customerId: "A") { id revenue } }`,
    expected: ({ a, d, order }) => ({
      calls: [
        { customer: { ...(a as object), callback: 'noon' }, about: { ...(order as object), urgent: true } },
        { customer: { ...(d as object), callback: null }, about: null },
      ],
    }),
  },
  {
    name: 'from a team that knows the global identifier to one that knows the key, without a field of Facet',
    operation: '{ calls { customer { tier tickets { id } } } }',
    expected: () => ({
      calls: [{ customer: { tier: 'GOLD', tickets: [{ id: 'T1' }] } }, { customer: { tier: null, tickets: [] } }],
    }),
  },
  {
    name: 'a field of a team that knows customers by their global identifiers',
    operation: '{ customers(first: 2) { edges { node { id callback tier } } } }',
    direct: '{ customers(first: 2) { edges { node { id } } } }',
    added: {
      customers: {
        edges: [{ node: { callback: 'noon', tier: 'GOLD' } }, { node: { callback: null, tier: 'SILVER' } }],
      },
    },
  },
  {
    name: 'customers whom another team knows by an identifier',
    operation: '{ cards { stolen holder { value note customer { fullName tier } } } }',
    direct: '{ customerByIdentifier(system: "shop", value: "s-1") { fullName } }',
    expected: ({ customerByIdentifier }) => ({
      cards: [
        {
          stolen: false,
          holder: {
            value: 's-1',
            note: 'shop/s-1',
            customer: { ...(customerByIdentifier as object), tier: 'GOLD' },
          },
        },
        { stolen: true, holder: { value: 'unknown', note: 'shop/unknown', customer: null } },
      ],
    }),
  },
  {
    name: 'the identifiers of a customer, with a field of another team',
    operation: '{ customer(id: "A") { identifiers { edges { node { system value note } } } } }',
    direct: '{ customer(id: "A") { identifiers { edges { node { system value } } } } }',
    added: {
      customer: {
        identifiers: { edges: [{ node: { note: 'email/ada@example.com' } }, { node: { note: 'shop/s-1' } }] },
      },
    },
  },
  {
    name: 'snapshots that another team refers to, by the key of the customer and the day',
    operation: '{ moods { word profile { date computedAt fields { city } mood customer { fullName tier } } } }',
    direct: `{ customer(id: "A") { fullName profile(date: "${day}") { date computedAt fields { city } } } }`,
    expected: ({ customer }) => {
      const { profile, ...known } = customer as { profile: object };
      return {
        moods: [{ word: 'glad', profile: { ...profile, mood: `A on ${day}`, customer: { ...known, tier: 'GOLD' } } }],
      };
    },
  },
  {
    name: 'snapshots of a customer, with a field of another team',
    operation: '{ customer(id: "C") { profile { date mood } profiles { edges { node { mood } } } } }',
    direct: '{ customer(id: "C") { profile { date } } }',
    added: { customer: { profile: { mood: `C on ${day}` }, profiles: { edges: [{ node: { mood: `C on ${day}` } }] } } },
  },
  {
    name: 'values of metrics, which have a key of five fields, both ways',
    operation: `{ doubted { value unit doubt definition { note } }
      customer(id: "B") { metrics(names: ["orders"]) { value doubt } } }`,
    direct: `{ customer(id: "B") { metrics(names: ["orders"]) { value } account { metrics(names: ["orders"]) { value unit } } }
      a: customer(id: "A") { metrics(names: ["orders"]) { value unit } } }`,
    expected: ({ customer, a }) => {
      interface Told {
        readonly metrics: readonly object[];
      }
      const { metrics, account } = customer as Told & { readonly account: Told };
      const definition = { note: 'Counted at night.' };
      return {
        doubted: [
          { ...account.metrics[0], doubt: 'ACCOUNT ACC1', definition },
          { ...(a as Told).metrics[0], doubt: 'CUSTOMER A', definition },
        ],
        customer: { metrics: [{ ...metrics[0], doubt: 'CUSTOMER B' }] },
      };
    },
  },
  {
    name: 'a field that needs one of the newest snapshot',
    operation: '{ customers(first: 2) { edges { node { seen } } } }',
    added: { customers: { edges: [{ node: { seen: `seen ${day}` } }, { node: { seen: `seen ${day}` } }] } },
  },
];
