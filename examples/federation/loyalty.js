// The loyalty team's subgraph: their libraries, their process. Nothing of Facet is imported here.
import { readFileSync } from 'node:fs';
import { mercuriusFederationPlugin } from '@mercuriusjs/federation';
import Fastify from 'fastify';
import { accountOf, accountOfNumber, honoured, letterTo } from './members.js';

const schema = readFileSync(new URL('loyalty.graphql', import.meta.url), 'utf8');

const resolvers = {
  Query: {
    loyaltyAccount: (_, { number }) => accountOfNumber(number),
    membersOfTheMonth: () => honoured.map((id) => ({ id })),
  },
  // What the gateway knows of a customer: the key, and what `@requires` names.
  Customer: { __resolveReference: (reference) => reference },
  LoyaltyAccount: { __resolveReference: ({ number }) => accountOfNumber(number) },
};

// One call for all customers of a request: the place of one statement for all of their keys.
const loaders = {
  Customer: {
    loyalty: async (queries) => queries.map(({ obj }) => accountOf(obj.id)),
    loyaltyLetter: async (queries) => queries.map(({ obj }) => letterTo(obj)),
  },
};

const app = Fastify();
app.register(mercuriusFederationPlugin, { schema, resolvers, loaders });
const url = await app.listen({ port: Number(process.env.LOYALTY_PORT ?? 4001), host: '127.0.0.1' });
console.log(`Loyalty answers at ${url}/graphql`);
