import { day } from '../sampleData.js';
import type { PlainSubgraph } from './plainSubgraph.js';

/** The global identifier of an object of Facet: its type and its key as JSON, in base64url. */
export const nodeId = (...parts: readonly string[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

type Row = Readonly<Record<string, unknown>>;

const itself = (representation: Row): Row => representation;

/** Knows customers, orders and products by their global identifiers alone. */
const calls: PlainSubgraph = {
  typeDefs: `
    type Query { calls: [Call!]! }
    type Call { customer: Customer! about: Order }
    type Customer @key(fields: "nodeId") { nodeId: ID! callback: String }
    type Order @key(fields: "nodeId") { nodeId: ID! urgent: Boolean }`,
  resolvers: {
    Query: {
      calls: () => [
        { customer: { nodeId: nodeId('Customer', 'A') }, about: { nodeId: nodeId('Order', 'A', '2') } },
        { customer: { nodeId: nodeId('Customer', 'D') }, about: null },
      ],
    },
    Customer: { callback: ({ nodeId: id }: Row) => (id === nodeId('Customer', 'A') ? 'noon' : null) },
    Order: { urgent: ({ nodeId: id }: Row) => id === nodeId('Order', 'A', '2') },
  },
  references: { Customer: itself, Order: itself },
};

/** Knows customers by the numbers on their cards. */
const cards: PlainSubgraph = {
  typeDefs: `
    type Query { cards: [Card!]! }
    type Card { stolen: Boolean! holder: CustomerIdentifier! }
    type CustomerIdentifier @key(fields: "system value") { system: String! value: String! note: String }`,
  resolvers: {
    Query: {
      cards: () => [
        { stolen: false, holder: { system: 'shop', value: 's-1' } },
        { stolen: true, holder: { system: 'shop', value: 'unknown' } },
      ],
    },
    CustomerIdentifier: { note: ({ system, value }: Row) => `${String(system)}/${String(value)}` },
  },
  references: { CustomerIdentifier: itself },
};

/** Says something of snapshots, of single values of metrics, and of what it needs to know of the newest snapshot. */
const moods: PlainSubgraph = {
  typeDefs: `
    scalar Date
    enum AggregationLevel { CUSTOMER ACCOUNT CONTRACT COMPANY INDUSTRY }
    type Query { moods: [Mood!]! doubted: [MetricValue!]! }
    type Mood { word: String! profile: CustomerProfile! }
    type Customer @key(fields: "id") {
      id: ID!
      newestProfile: CustomerProfile @external
      seen: String @requires(fields: "newestProfile { date }")
    }
    type CustomerProfile @key(fields: "customer { id } date") { customer: Customer! date: Date! mood: String }
    type MetricValue @key(fields: "level entityId app name effectiveDate") {
      level: AggregationLevel! entityId: ID! app: String! name: String! effectiveDate: Date! doubt: String
    }`,
  resolvers: {
    Query: {
      moods: () => [{ word: 'glad', profile: { customer: { id: 'A' }, date: day } }],
      doubted: () => [
        { level: 'ACCOUNT', entityId: 'ACC1', app: 'default', name: 'orders', effectiveDate: '2026-10-01' },
        { level: 'CUSTOMER', entityId: 'A', app: 'default', name: 'orders', effectiveDate: '2026-10-01' },
      ],
    },
    Customer: {
      seen: ({ newestProfile }: { newestProfile?: { date?: string } | null }) =>
        `seen ${newestProfile?.date ?? 'never'}`,
    },
    CustomerProfile: {
      mood: ({ customer, date }: { customer: { id: string }; date: string }) => `${customer.id} on ${date}`,
    },
    MetricValue: { doubt: ({ level, entityId }: Row) => `${String(level)} ${String(entityId)}` },
  },
  references: { Customer: itself, CustomerProfile: itself, MetricValue: itself },
};

/** Subgraphs that know objects of Facet by other keys than their business keys. */
export const otherKeys = { calls, cards, moods } as const;
