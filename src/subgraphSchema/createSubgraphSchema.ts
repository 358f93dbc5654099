import { makeExecutableSchema } from '@graphql-tools/schema';
import {
  assertValidSchema,
  buildASTSchema,
  type DocumentNode,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { didYouMean } from '../lib/text/nearNames.js';
import { checkKeys } from './checkKeys.js';
import type { KeyedType } from './entityKeys.js';
import type { EntityType, ResolveReference, ResolveReferences } from './EntityType.js';
import type { TypeDefs } from './readTypeDefs.js';
import { resolveEntities, type ReferenceLimits } from './resolveEntities.js';
import { schemaFault } from './schemaFault.js';
import { subgraphDocument } from './subgraphDocument.js';
import { typeOfEntity } from './typedEntity.js';

type Resolvers<C> = Exclude<
  NonNullable<Parameters<typeof makeExecutableSchema<C>>[0]['resolvers']>,
  readonly unknown[]
>;

/** What a subgraph is made of. */
export interface SubgraphParts<C> {
  /** Its SDL, with its own `@link`; without one to federation it is of federation 1. */
  readonly typeDefs: TypeDefs;
  /** SDL that is answered and does not stand in what `_service` gives to other subgraphs, such as fields that are to go. */
  readonly unlisted?: TypeDefs | undefined;
  /** Gives what `_service` answers; `typeDefs` where it is left out. */
  readonly sdl?: (() => string) | undefined;
  /** Resolvers by type and field; `__resolveReference` of a type answers one representation. */
  readonly resolvers?: Resolvers<C> | readonly Resolvers<C>[] | undefined;
  /** By type: answers all representations of an `_entities` that give the same key together. It goes before `__resolveReference`. */
  readonly references?: Readonly<Record<string, ResolveReferences<C>>> | undefined;
  readonly limits?: ReferenceLimits | undefined;
}

const secondCopy =
  'There are two copies of "graphql" in node_modules, and a schema of one is none for the other: the subgraph module needs the ' +
  'one of your program, of version 16.11 or a later 16 ("npm ls graphql" shows both).';

function orFault<T>(what: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (message.includes('from another module or realm')) throw schemaFault(secondCopy);
    throw schemaFault(`${what}: ${message.replace(/\s*\n+\s*/g, ' ')}`);
  }
}

const hasReference = (fields: unknown): fields is { readonly __resolveReference: unknown } =>
  typeof fields === 'object' && fields !== null && Object.hasOwn(fields, '__resolveReference');

/** Takes `__resolveReference` out of resolvers: the schema has no place for it. */
function splitResolvers<C>(maps: readonly Resolvers<C>[]) {
  const one = new Map<string, ResolveReference<C>>();
  const fields = maps.map((map) =>
    Object.fromEntries(
      Object.entries(map).map(([type, given]) => {
        if (!hasReference(given)) return [type, given];
        const { __resolveReference: resolve, ...others } = given;
        one.set(type, resolve as ResolveReference<C>);
        return [type, others];
      }),
    ),
  );
  return { one, fields: fields as Resolvers<C>[] };
}

function entityTypes<C>(
  entities: readonly KeyedType[],
  many: ReadonlyMap<string, ResolveReferences<C>>,
  one: ReadonlyMap<string, ResolveReference<C>>,
): ReadonlyMap<string, EntityType<C>> {
  const known = entities.map(({ name }) => name);
  for (const [name, resolve] of [...many, ...one]) {
    if (!known.includes(name))
      throw schemaFault(
        `There are references for "${name}", which has no key that this subgraph resolves.${didYouMean(name, known)}`,
      );
    if (typeof resolve !== 'function') throw schemaFault(`The references for "${name}" are no function.`);
  }
  return new Map(entities.map((type) => [type.name, { ...type, many: many.get(type.name), one: one.get(type.name) }]));
}

/**
 * Makes the schema of a federation subgraph, with `_service` and `_entities`, out of any SDL of federation 2 (or 1) and resolvers. Its
 * directives are those that its own `@link` gives it. Throws a `UserError` (`SUBGRAPH_INVALID`) whose sentence says what is wrong.
 */
export function createSubgraphSchema<C = unknown>(parts: SubgraphParts<C>): GraphQLSchema {
  const { typeDefs, unlisted, resolvers = [], references = {}, limits = {} } = parts;
  const { document, query, entities, keyed, ...known } = subgraphDocument(typeDefs, unlisted, limits.representations);
  const { sdl = known.sdl } = parts;
  const { one, fields } = splitResolvers<C>([resolvers].flat() as Resolvers<C>[]);
  const types = entityTypes(entities, new Map(Object.entries(references)), one);
  const entrances: Resolvers<C> = { [query]: { _service: () => ({ sdl: sdl() }) } };
  const ofEntities: Resolvers<C> = {
    [query]: {
      _entities: (
        _: unknown,
        { representations }: { readonly representations: readonly unknown[] },
        context: C,
        info: GraphQLResolveInfo,
      ) => resolveEntities(representations, limits, { types, context, info }),
    },
    _Entity: { __resolveType: typeOfEntity },
  };
  const built = orFault('The SDL of the subgraph is not valid', () => buildASTSchema(document));
  checkKeys(built, keyed);
  const schema = orFault('The resolvers of the subgraph do not fit its SDL', () =>
    makeExecutableSchema<C>({
      // It takes a schema too, and then does not read the document a second time.
      typeDefs: built as unknown as DocumentNode,
      resolvers: [...fields, entrances, ...(types.size === 0 ? [] : [ofEntities])],
      // A copy would be made of a schema that nobody else has: 60 of the 180 ms that a large one takes.
      updateResolversInPlace: true,
    }),
  );
  orFault('The SDL of the subgraph is not valid', () => assertValidSchema(schema));
  return schema;
}
