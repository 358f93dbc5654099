import { GraphQLError } from 'graphql';
import type { PlainSubgraph } from './plainSubgraph.js';

type Row = Readonly<Record<string, unknown>>;

/** Members by the keys of customers; `D` is none, and `gone` is known to the loyalty team alone. */
export const members: Readonly<Record<string, { number: string; tier: string; points: number; friends: string[] }>> = {
  A: { number: '1', tier: 'GOLD', points: 120, friends: ['B', 'C'] },
  B: { number: '2', tier: 'SILVER', points: 7, friends: ['A'] },
  C: { number: '3', tier: 'GOLD', points: 0, friends: [] },
  gone: { number: '4', tier: 'BRONZE', points: 1, friends: ['A'] },
};

const memberOf = (id: string): Row | null => {
  const found = members[id];
  return found === undefined ? null : { ...found, id, customer: { id } };
};

const allMembers = (tier: unknown): readonly Row[] =>
  Object.keys(members)
    .map((id) => memberOf(id) as Row)
    .filter((member) => tier === undefined || tier === null || member['tier'] === tier);

interface Known {
  readonly id: string;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : 'nobody');

/** Extends customers by their key: fields of every kind, both directions, unions, `@requires`, faults. */
export const loyalty: PlainSubgraph = {
  typeDefs: `
    scalar EmailAddress
    "How far a member has come."
    enum Tier { BRONZE SILVER GOLD }
    enum PointUnit { POINTS CENTS }
    input RewardFilter { code: String worthAtLeast: Int }
    type Query {
      member(number: ID!): Member
      members(tier: Tier): [Member!]!
      memberCustomers(tier: Tier): [Customer!]!
      groups: [[Customer!]!]!
      brokenMembers: [Member!]!
    }
    type Member @key(fields: "number") {
      number: ID!
      tier: Tier!
      points(unit: PointUnit = POINTS): Int!
      customer: Customer!
    }
    type Customer @key(fields: "id") {
      id: ID!
      fullName: String @external
      email: EmailAddress @external
      address: PostalAddress @external
      tier: Tier
      points(unit: PointUnit = POINTS): Int
      member: Member
      friends: [Customer!]
      rewards(filter: RewardFilter): [Reward!]
      greeting: String @requires(fields: "fullName")
      letter: String @requires(fields: "fullName address { city }")
      reach: String @requires(fields: "email")
      closed: String
      strict: String!
    }
    type PostalAddress { city: String @external }
    union Reward = Voucher | Upgrade
    type Voucher { code: String! worth: Int! }
    type Upgrade { tier: Tier! customer: Customer! }`,
  resolvers: {
    Query: {
      member: (_: unknown, { number }: Row) => allMembers(null).find((one) => one['number'] === number) ?? null,
      members: (_: unknown, { tier }: Row) => allMembers(tier),
      memberCustomers: (_: unknown, { tier }: Row) => allMembers(tier).map(({ id }) => ({ id })),
      groups: () => [[{ id: 'A' }, { id: 'B' }], [], [{ id: 'C' }]],
      brokenMembers: () => {
        throw new GraphQLError('The till is closed.', { extensions: { code: 'TILL_CLOSED' } });
      },
    },
    Member: {
      points: ({ points }: { points: number }, { unit }: Row) => (unit === 'CENTS' ? points * 5 : points),
    },
    Customer: {
      tier: ({ id }: Known) => members[id]?.tier ?? null,
      points: ({ id }: Known, { unit }: Row) => {
        const points = members[id]?.points;
        return points === undefined ? null : unit === 'CENTS' ? points * 5 : points;
      },
      member: ({ id }: Known) => memberOf(id),
      friends: ({ id }: Known) => members[id]?.friends.map((friend) => ({ id: friend })) ?? null,
      rewards: ({ id }: Known, { filter }: { filter?: Row }) => {
        const tier = members[id]?.tier;
        if (tier === undefined) return null;
        const vouchers = [5, 10].map((worth) => ({ __typename: 'Voucher', code: `${id}${worth}`, worth }));
        const fitting = vouchers.filter(
          ({ code, worth }) => (filter?.['code'] ?? code) === code && worth >= Number(filter?.['worthAtLeast'] ?? 0),
        );
        return [...fitting, ...(filter === undefined ? [{ __typename: 'Upgrade', tier, customer: { id } }] : [])];
      },
      greeting: ({ fullName }: Row) => `Hello ${textOf(fullName)}`,
      letter: ({ fullName, address }: Row) =>
        `${textOf(fullName)} of ${textOf((address as { city?: unknown } | null)?.city)}`,
      reach: ({ email }: Row) =>
        email === null ? 'nowhere' : email === undefined ? 'not told' : `at ${textOf(email)}`,
      closed: ({ id }: Row) => {
        if (id !== 'B') return 'open';
        throw new GraphQLError('The account is closed.', { extensions: { code: 'ACCOUNT_CLOSED' } });
      },
      strict: ({ id }: Row) => {
        if (id !== 'B') return 'kept';
        throw new GraphQLError('Nothing is kept.', { extensions: { code: 'NOT_KEPT' } });
      },
    },
  },
  references: {
    Member: ({ number }) => allMembers(null).find((one) => one['number'] === number) ?? null,
    // Every customer may be asked for, member or not; what the router hands over for `@requires` is kept.
    Customer: (representation) => representation,
  },
};
