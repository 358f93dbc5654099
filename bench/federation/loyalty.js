// The other team's subgraph: two fields of each customer, made of the key. Its processor time is nobody's.
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { buildSchema, execute, parse } from 'graphql';

const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
type Query { loyaltyProgramme: String }
type Customer @key(fields: "id") { id: ID! tier: String points: Int }`;

const schema = buildSchema(
  `directive @key(fields: String!) on OBJECT
   scalar _Any
   union _Entity = Customer
   type _Service { sdl: String! }
   type Query { loyaltyProgramme: String _service: _Service! _entities(representations: [_Any!]!): [_Entity]! }
   type Customer @key(fields: "id") { id: ID! tier: String points: Int }`,
);

const customer = (id) => {
  const points = Number(id.slice(1));
  return { __typename: 'Customer', id, points, tier: points % 3 === 0 ? 'GOLD' : 'SILVER' };
};

const rootValue = {
  loyaltyProgramme: 'Bench',
  _service: { sdl },
  _entities: ({ representations }) => representations.map(({ id }) => customer(id)),
};

const documents = new Map();

const documentOf = (query) => {
  const known = documents.get(query) ?? parse(query);
  documents.set(query, known);
  return known;
};

async function answer(request, response) {
  const { query, variables } = await json(request);
  const result = await execute({ schema, rootValue, document: documentOf(query), variableValues: variables ?? {} });
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(result));
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
});

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
