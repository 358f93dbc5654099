import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { IResolvers } from '@graphql-tools/utils';
import { graphql } from 'graphql';

type Row = Readonly<Record<string, unknown>>;

/** A subgraph as other teams write one: its SDL without the link, resolvers, and how references become objects. */
export interface PlainSubgraph {
  readonly typeDefs: string;
  readonly resolvers: IResolvers;
  readonly references: Readonly<Record<string, (representation: Row) => object | null>>;
}

/** A subgraph that is served, and how often it was asked. */
export interface ServedSubgraph {
  readonly url: string;
  readonly sdl: string;
  readonly requests: number;
  stop(): Promise<void>;
}

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3",
  import: ["@key", "@external", "@requires", "@provides", "@shareable"])\n`;

const federation = `
  scalar _Any
  scalar FieldSet
  directive @key(fields: FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
  directive @requires(fields: FieldSet!) on FIELD_DEFINITION
  directive @provides(fields: FieldSet!) on FIELD_DEFINITION
  directive @external on OBJECT | FIELD_DEFINITION
  directive @shareable repeatable on OBJECT | FIELD_DEFINITION
  type _Service { sdl: String! }
  extend type Query { _service: _Service! _entities(representations: [_Any!]!): [_Entity]! }`;

/** Serves a subgraph on a free port, by graphql-js and nothing of Facet's own. */
export async function servePlain({ typeDefs, resolvers, references }: PlainSubgraph): Promise<ServedSubgraph> {
  const sdl = link + typeDefs;
  const schema = makeExecutableSchema({
    typeDefs: [typeDefs, federation, `union _Entity = ${Object.keys(references).join(' | ')}`],
    resolvers: [
      resolvers,
      {
        Query: {
          _service: () => ({ sdl }),
          _entities: (_: unknown, { representations }: { representations: readonly Row[] }) =>
            representations.map((one) => {
              const type = String(one['__typename']);
              const found = references[type]?.(one) ?? null;
              return found === null ? null : { ...found, __typename: type };
            }),
        },
      },
    ],
  });
  let requests = 0;
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      requests += 1;
      const { query, variables, operationName } = (await json(request)) as {
        readonly query: string;
        readonly variables?: Record<string, unknown> | null;
        readonly operationName?: string | null;
      };
      const result = await graphql({
        schema,
        source: query,
        variableValues: variables ?? {},
        operationName: operationName ?? null,
      });
      response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
    };
    answer().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    sdl,
    get requests() {
      return requests;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
