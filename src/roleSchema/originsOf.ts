import { isInterfaceType, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import type { KnownClass } from '../access/rights.js';
import '../federation/schemaFacts.js';
import type { JoinedFacts } from '../joining/JoinedFacts.js';
import { usualNames, type AccessNames, type Directed } from './demands.js';

/** Where the fields of a schema come from. */
export interface Origins {
  readonly accessNames: AccessNames;
  /**
   * What is said of a field elsewhere than in its schema: classes of the config, the subgraphs whose it is, and its definition in the
   * server's own SDL.
   */
  of(
    type: string,
    field: GraphQLField<unknown, unknown>,
  ): {
    readonly known: readonly KnownClass[];
    readonly owners: readonly string[];
    readonly localNode: Directed | null | undefined;
  };
  /** Whether a field stands in the server's own SDL files, where each personal one is marked. */
  isOurs(type: string, field: string): boolean;
}

/** What federation adds to the types of a subgraph. */
const machinery = new Set(['Query._service', 'Query._entities', '_Service.sdl']);

function fieldOf(schema: GraphQLSchema | undefined, type: string, field: string) {
  const found = schema?.getType(type);
  return isObjectType(found) || isInterfaceType(found) ? found.getFields()[field] : undefined;
}

function ofJoined({ supergraph, local, classes }: JoinedFacts, owners: ReadonlyMap<string, string>): Origins {
  const { joins, accessNames } = supergraph;
  // A field that others have too is ours where we answer it.
  const isLocal = (type: string, field: string): boolean =>
    local !== undefined && joins.graphsOf(type, field).includes(local.name);
  return {
    accessNames: {
      authenticated: new Set([...usualNames.authenticated, accessNames.authenticated]),
      requiresScopes: new Set([...usualNames.requiresScopes, accessNames.requiresScopes]),
      policy: new Set([...usualNames.policy, accessNames.policy]),
    },
    of(type, { name }) {
      const coordinate = `${type}.${name}`;
      const given = Object.hasOwn(classes, coordinate) ? classes[coordinate] : classes[`${type}.*`];
      const isMine = isLocal(type, name);
      const mine = owners.get(coordinate);
      const graphs = joins.graphsOf(type, name).filter((graph) => graph !== local?.name);
      return {
        known: given === undefined || isMine ? [] : [given],
        owners: isMine && mine !== undefined ? [mine, ...graphs] : graphs,
        localNode: isMine ? fieldOf(local?.schema, type, name)?.astNode : undefined,
      };
    },
    isOurs: (type, field) => isLocal(type, field) && owners.has(`${type}.${field}`),
  };
}

/** Where the fields of a schema come from: that of this server's subgraphs, or one that is joined with those of others. */
export function originsOf({ extensions: { facet, joined } }: GraphQLSchema): Origins {
  const owners = facet?.owners ?? new Map<string, string>();
  if (joined !== undefined) return ofJoined(joined, owners);
  return {
    accessNames: usualNames,
    of: (type, { name }) => {
      const owner = owners.get(`${type}.${name}`);
      return { known: [], owners: owner === undefined ? [] : [owner], localNode: undefined };
    },
    isOurs: (type, field) => owners.has(`${type}.${field}`) || machinery.has(`${type}.${field}`),
  };
}
