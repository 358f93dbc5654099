import { makeExecutableSchema } from '@graphql-tools/schema';
import type { IResolvers } from '@graphql-tools/utils';
import { assertValidSchema, buildASTSchema, Kind, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { didYouMean } from '../lib/text/nearNames.js';
import { keyedTypes, type KeyedType } from './entityKeys.js';
import type { EntityType, ResolveReference, ResolveReferences } from './EntityType.js';
import { joinParts } from './joinParts.js';
import { readLinks } from './links.js';
import { readTypeDefs, type TypeDefs } from './readTypeDefs.js';
import { resolveEntities, type ReferenceLimits } from './resolveEntities.js';
import { schemaFault } from './schemaFault.js';
import { federationNames, specDefinitions, withoutForeign } from './specDefinitions.js';
import { typeOfEntity } from './typedEntity.js';
import { wholeTypes } from './wholeTypes.js';

type Resolvers<C> = IResolvers<unknown, C>;

/** What a subgraph is made of. */
export interface SubgraphParts<C> {
  /** Its SDL, with its own `@link`; without one to federation it is of federation 1. */
  readonly typeDefs: TypeDefs;
  /** Resolvers by type and field; `__resolveReference` of a type answers one representation. */
  readonly resolvers?: Resolvers<C> | readonly Resolvers<C>[] | undefined;
  /** By type: answers all representations of an `_entities` that give the same key together. It goes before `__resolveReference`. */
  readonly references?: Readonly<Record<string, ResolveReferences<C>>> | undefined;
  readonly limits?: ReferenceLimits | undefined;
}

const sentences = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s*\n+\s*/g, ' ');

function orFault<T>(what: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw schemaFault(`${what}: ${sentences(error)}`);
  }
}

/** The name of the type of queries, which federation's entrances are fields of. */
function queryType({ definitions }: DocumentNode): string {
  for (const one of definitions)
    if (one.kind === Kind.SCHEMA_DEFINITION || one.kind === Kind.SCHEMA_EXTENSION)
      for (const { operation, type } of one.operationTypes ?? []) if (operation === 'query') return type.name.value;
  return 'Query';
}

/** What federation adds to every subgraph: a type for its SDL, and for its entities where it has any. */
function entrances(query: string, entities: readonly string[], { representations }: ReferenceLimits): DocumentNode {
  const most = representations === undefined ? '' : `${representations.toLocaleString('en')} at most, `;
  const ofEntities = `
    "An object's type name and the fields of one of its keys."
    scalar _Any
    "Every object that another subgraph can ask for by its key."
    union _Entity = ${entities.join(' | ')}
    extend type ${query} {
      "Objects of this server by the keys that another subgraph gives."
      _entities("Keys with their type names; ${most}equal ones counted once." representations: [_Any!]!): [_Entity]!
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
    ${entities.length === 0 ? '' : ofEntities}`);
}

const isEntity = ({ keys }: KeyedType): boolean => keys.some(({ resolvable }) => resolvable);

/** Takes `__resolveReference` out of resolvers, which the schema has no place for. */
function splitResolvers<C>(given: SubgraphParts<C>['resolvers'] = []) {
  const one = new Map<string, ResolveReference<C>>();
  const maps = (Array.isArray(given) ? (given as readonly Resolvers<C>[]) : [given as Resolvers<C>]).map((map) =>
    Object.fromEntries(
      Object.entries(map).map(([type, fields]) => {
        if (!Object.hasOwn(fields as object, '__resolveReference')) return [type, fields];
        const { __resolveReference, ...others } = fields as { readonly __resolveReference: ResolveReference<C> };
        one.set(type, __resolveReference);
        return [type, others];
      }),
    ),
  );
  return { one, maps: maps as Resolvers<C>[] };
}

function checkReferences(given: Iterable<string>, entities: readonly KeyedType[]): void {
  const known = entities.map(({ name }) => name);
  for (const name of given)
    if (!known.includes(name))
      throw schemaFault(
        `There are references for "${name}", which has no key that this subgraph resolves.${didYouMean(name, known)}`,
      );
}

/**
 * Makes the schema of a federation subgraph, with `_service` and `_entities`, out of any SDL of federation 2 (or 1) and resolvers. Its
 * directives are those that its own `@link` gives it. Throws a `UserError` (`SUBGRAPH_INVALID`) whose sentence says what is wrong.
 */
export function createSubgraphSchema<C = unknown>(parts: SubgraphParts<C>): GraphQLSchema {
  const { typeDefs, resolvers, references = {}, limits = {} } = parts;
  const { document, sdl } = joinParts(readTypeDefs(typeDefs));
  const links = readLinks(document);
  const nameOf = federationNames(links);
  const defined = { ...document, definitions: [...document.definitions, ...specDefinitions(document, links)] };
  const whole = wholeTypes(withoutForeign(defined, links), nameOf('@extends').slice(1));
  const keyed = keyedTypes(document, nameOf('@key').slice(1)).filter(isEntity);
  const { one, maps } = splitResolvers(resolvers);
  checkReferences([...Object.keys(references), ...one.keys()], keyed);
  const types = new Map<string, EntityType<C>>(
    keyed.map((type) => [type.name, { ...type, many: references[type.name], one: one.get(type.name) }]),
  );
  const objects = keyed.filter(({ isInterface }) => !isInterface).map(({ name }) => name);
  const query = queryType(document);
  const added = entrances(query, objects, limits);
  const full = wholeTypes({ ...whole, definitions: [...whole.definitions, ...added.definitions] }, '');
  const own: Resolvers<C> = {
    [query]: {
      _service: () => ({ sdl }),
      ...(objects.length > 0 && {
        _entities: (
          _: unknown,
          { representations }: { readonly representations: readonly unknown[] },
          context: C,
          info,
        ) => resolveEntities(representations, limits, { types, context, info }),
      }),
    },
    ...(objects.length > 0 && { _Entity: { __resolveType: typeOfEntity } }),
  };
  const built = orFault('The SDL of the subgraph is not valid', () => buildASTSchema(full));
  const schema = orFault('The resolvers of the subgraph do not fit its SDL', () =>
    makeExecutableSchema<C>({ typeDefs: built as unknown as DocumentNode, resolvers: [...maps, own] }),
  );
  orFault('The SDL of the subgraph is not valid', () => assertValidSchema(schema));
  return schema;
}
