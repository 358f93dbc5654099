import { Kind, OperationTypeNode, parse, type DocumentNode } from 'graphql';
import { keyedTypes, type KeyedType } from './entityKeys.js';
import { joinParts } from './joinParts.js';
import { readLinks } from './links.js';
import { readTypeDefs, type TypeDefs } from './readTypeDefs.js';
import { schemaFault } from './schemaFault.js';
import { federationNames, specDefinitions, withoutForeign } from './specDefinitions.js';
import { wholeTypes } from './wholeTypes.js';

/** The SDL of a subgraph, ready to be made a schema of. */
export interface SubgraphDocument {
  /** Everything that is answered: each type defined once, with what federation adds. */
  readonly document: DocumentNode;
  /** What `_service` answers, written when it is first asked for. */
  readonly sdl: () => string;
  /** The name of the type of queries. */
  readonly query: string;
  /** The types that `_entities` answers. */
  readonly entities: readonly KeyedType[];
  /** All types with keys, also those that others answer for. */
  readonly keyed: readonly KeyedType[];
}

const together = (...documents: readonly Pick<DocumentNode, 'definitions'>[]): DocumentNode => ({
  kind: Kind.DOCUMENT,
  definitions: documents.flatMap(({ definitions }) => definitions),
});

/** The name of the type of queries, which federation's entrances are fields of. */
function queryType({ definitions }: DocumentNode): string {
  for (const one of definitions)
    if (one.kind === Kind.SCHEMA_DEFINITION || one.kind === Kind.SCHEMA_EXTENSION)
      for (const { operation, type } of one.operationTypes ?? [])
        if (operation === OperationTypeNode.QUERY) return type.name.value;
  return 'Query';
}

/** What federation adds to every subgraph: a type for its SDL, and for its entities where it has any. */
function entrances(query: string, entities: readonly KeyedType[], most: number | undefined): DocumentNode {
  const objects = entities.filter(({ isInterface }) => !isInterface).map(({ name }) => name);
  const limit = most === undefined ? '' : `${most.toLocaleString('en')} at most, `;
  const ofEntities = `
    "An object's type name and the fields of one of its keys."
    scalar _Any
    "Every object that another subgraph can ask for by its key."
    union _Entity = ${objects.join(' | ')}
    extend type ${query} {
      "Objects of this server by the keys that another subgraph gives."
      _entities("Keys with their type names; ${limit}equal ones counted once." representations: [_Any!]!): [_Entity]!
    }`;
  return parse(`
    "This server as one federation subgraph."
    type _Service {
      "Its schema in the federation's definition language."
      sdl: String!
    }
    extend type ${query} {
      "This server's schema as a federation subgraph."
      _service: _Service!
    }
    ${objects.length === 0 ? '' : ofEntities}`);
}

/**
 * Reads the SDL of a subgraph and adds what it lacks of the specifications that it links, and federation's entrances.
 * @param unlisted is answered too, and is not in `sdl`
 * @param mostRepresentations what the description of `_entities` says of its limit
 */
export function subgraphDocument(
  typeDefs: TypeDefs,
  unlisted: TypeDefs = [],
  mostRepresentations?: number,
): SubgraphDocument {
  const parts = readTypeDefs(typeDefs);
  if (parts.length === 0) throw schemaFault('The subgraph has no SDL: "typeDefs" is empty.');
  const { document: listed, sdl } = joinParts(parts);
  const given = together(listed, ...readTypeDefs(unlisted).map(({ document }) => document));
  const links = readLinks(given);
  const nameOf = federationNames(links);
  const known = withoutForeign(together(given, { definitions: specDefinitions(given, links) }), links);
  const keyed = keyedTypes(given, nameOf('@key').slice(1));
  const resolved = keyed
    .map((type) => ({ ...type, keys: type.keys.filter(({ resolvable }) => resolvable) }))
    .filter(({ keys }) => keys.length > 0);
  // An interface alone has no object that could be answered.
  const entities = resolved.every(({ isInterface }) => isInterface) ? [] : resolved;
  const query = queryType(given);
  const whole = together(known, entrances(query, entities, mostRepresentations));
  return { document: wholeTypes(whole, nameOf('@extends').slice(1)), sdl, query, entities, keyed };
}
