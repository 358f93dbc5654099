import type { PlainSubgraph } from './plainSubgraph.js';

const tickets = [
  { id: 'T1', text: 'Where is it?', about: { __typename: 'Order', customerId: 'A', id: '1' }, from: { id: 'A' } },
  { id: 'T2', text: 'A question', about: { __typename: 'Account', id: 'ACC1' }, from: { id: 'B' } },
  { id: 'T3', text: 'Thanks', about: { __typename: 'Customer', id: 'C' }, from: { id: 'C' } },
];

const noteOf: Readonly<Record<string, string>> = { orders: 'Counted at night.' };

/** Extends other objects of Facet by their keys, single and compound, and gives references to them. */
export const care: PlainSubgraph = {
  typeDefs: `
    type Query {
      tickets: [Ticket!]!
      ticket(id: ID!): Ticket
      late: [Order!]!
    }
    type Ticket @key(fields: "id") {
      id: ID!
      text: String!
      about: Subject!
      from: Customer!
    }
    union Subject = Customer | Order | Account
    type Customer @key(fields: "id") {
      id: ID!
      tickets: [Ticket!]!
    }
    type Order @key(fields: "customerId id") {
      customerId: ID!
      id: ID!
      parcels: [String!]!
    }
    type Account @key(fields: "id") {
      id: ID!
      manager: String
    }
    type Campaign @key(fields: "planId") {
      planId: ID!
      complaints: Int!
    }
    type CampaignTargeting @key(fields: "customerId executionDate planId") {
      customerId: ID!
      executionDate: Date!
      planId: ID!
      complaint: String
    }
    scalar Date
    type Segment @key(fields: "id") {
      id: ID!
      playbook: String
    }
    type MetricDefinition @key(fields: "name") {
      name: String!
      note: String
    }`,
  resolvers: {
    Query: {
      tickets: () => tickets,
      ticket: (_: unknown, { id }: { id: string }) => tickets.find((one) => one.id === id) ?? null,
      late: () => [{ customerId: 'B', id: '1' }],
    },
    Customer: { tickets: ({ id }: { id: string }) => tickets.filter(({ from }) => from.id === id) },
    Order: {
      parcels: ({ customerId, id }: { customerId: string; id: string }) => [
        `${customerId}-${id}-1`,
        `${customerId}-${id}-2`,
      ],
    },
    Account: { manager: ({ id }: { id: string }) => (id === 'ACC1' ? 'Mona' : null) },
    Campaign: { complaints: ({ planId }: { planId: string }) => planId.length },
    CampaignTargeting: {
      complaint: (one: { customerId: string; executionDate: string; planId: string }) =>
        `${one.customerId} ${one.executionDate} ${one.planId}`,
    },
    Segment: { playbook: ({ id }: { id: string }) => (id === 'everybody' ? 'Write to all.' : null) },
    MetricDefinition: { note: ({ name }: { name: string }) => noteOf[name] ?? null },
  },
  references: {
    Ticket: ({ id }) => tickets.find((one) => one.id === id) ?? null,
    Customer: (one) => one,
    Order: (one) => one,
    Account: (one) => one,
    Campaign: (one) => one,
    CampaignTargeting: (one) => one,
    Segment: (one) => one,
    MetricDefinition: (one) => one,
  },
};
