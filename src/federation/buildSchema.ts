import { isScalarType, Kind, parse, print, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Catalogue } from '../catalogue/catalogue.js';
import { once } from '../lib/async/once.js';
import { countValues } from '../lib/budget/countValues.js';
import { createSubgraphSchema } from '../subgraphSchema/createSubgraphSchema.js';
import { withoutCosts } from './directives/withoutCosts.js';
import { refuseBadDirectives, withDirectives, type GivenDirectives } from './directives/configuredDirectives.js';
import { hideFields } from './hideFields.js';
import { nodeIdResolvers } from './nodeIdResolvers.js';
import { acceptNodeIds } from './nodeIds.js';
import { mergeReferences } from './references.js';
import { scalars } from './scalars.js';
import { fieldOwners, linkedSdl, mergeFiles, plainSdl, withFields } from './sdl.js';
import type { RequestContext } from './requestContext.js';
import type { Subgraph } from './subgraph.js';

function mergedWith(subgraphs: readonly Subgraph[], catalogue: Catalogue, today: string): DocumentNode {
  const added = subgraphs.map(({ sdlFor }) => sdlFor?.(catalogue, today) ?? '').filter((sdl) => sdl !== '');
  return withFields(mergeFiles(subgraphs.map(({ name }) => name)), added);
}

/** Refuses directives that the schema of subgraphs cannot have. Throws a `UserError` that says which, and why. */
export const checkDirectives = (
  subgraphs: readonly Subgraph[],
  catalogue: Catalogue,
  today: string,
  directives: GivenDirectives,
): void => refuseBadDirectives(mergedWith(subgraphs, catalogue, today), directives);

/** What other servers are told of the schema. */
interface ToldSettings {
  /** Directives of federation by coordinate. */
  readonly directives: GivenDirectives;
  /** Whether they are told what fields cost. */
  readonly costs: boolean;
}

const toldSdl = (merged: DocumentNode, { directives, costs }: ToldSettings): string =>
  print(linkedSdl(withDirectives(costs ? merged : withoutCosts(merged), directives)));

/**
 * The SDL of all local subgraphs as one, with the fields that the catalogue adds.
 * @param plain without the directives of federation, which tools for clients do not know
 * @param directives more of these; those of what the subgraphs do not have are left out
 * @param costs whether it says what fields cost, which only routers of federation 2.9 read
 */
export function localSdl(
  subgraphs: readonly Subgraph[],
  catalogue: Catalogue,
  today: string,
  {
    plain = false,
    directives = {},
    costs = false,
  }: { readonly plain?: boolean | undefined; readonly directives?: GivenDirectives; readonly costs?: boolean } = {},
): string {
  const merged = mergedWith(subgraphs, catalogue, today);
  return plain ? plainSdl(merged) : toldSdl(merged, { directives, costs });
}

/** How much one `_entities` may ask for. */
export interface EntityLimits {
  /** Different representations that one `_entities` answers at the most. */
  readonly representations: number;
}

/** What a schema is made with beside its subgraphs. */
export interface SchemaSettings extends EntityLimits {
  /** What `_service` tells of beside the SDL of the subgraphs. */
  readonly subgraph?: Partial<ToldSettings> | undefined;
}

/** Different representations that are asked for together, in one statement per type: as many as the largest page has. */
const mostTogether = 1000;

/** The resolvers of the scalars that a document has. */
const scalarsIn = ({ definitions }: DocumentNode): Partial<typeof scalars> =>
  Object.fromEntries(
    Object.entries(scalars).filter(([scalar]) =>
      definitions.some((one) => one.kind === Kind.SCALAR_TYPE_DEFINITION && one.name.value === scalar),
    ),
  );

/** Scalars of a library bring its words with them; those of the contract stand. */
function describeScalars(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()))
    if (isScalarType(type)) type.description = type.astNode?.description?.value ?? type.description;
}

/**
 * Makes the one executable schema of all local subgraphs, with the fields that the catalogue adds and, hidden, those that it
 * no longer has, with what it was made of in its extensions (`factsOf`). Throws where the result is not a valid schema.
 */
export function buildSchema(
  subgraphs: readonly Subgraph[],
  catalogue: Catalogue,
  today: string,
  { subgraph: { directives = {}, costs = false } = {}, representations }: SchemaSettings,
): GraphQLSchema {
  const merged = mergedWith(subgraphs, catalogue, today);
  const references = acceptNodeIds(mergeReferences(subgraphs));
  const retired = subgraphs
    .map(({ retiredSdlFor }) => retiredSdlFor?.(catalogue) ?? '')
    .filter((text) => text !== '')
    .map((text) => parse(text));
  const schema = createSubgraphSchema<RequestContext>({
    typeDefs: linkedSdl(withDirectives(merged, directives)),
    sdl: once(() => toldSdl(merged, { directives, costs })),
    unlisted: retired,
    resolvers: [
      scalarsIn(merged),
      nodeIdResolvers(merged),
      ...subgraphs.map(({ resolvers }) => resolvers),
      Object.fromEntries(Object.entries(references).map(([type, resolve]) => [type, { __resolveReference: resolve }])),
    ],
    limits: {
      representations,
      hint: ' ("limits.representations" in the config file)',
      together: mostTogether,
    },
  });
  describeScalars(schema);
  countValues(schema);
  hideFields(schema, retired);
  const owners = fieldOwners(subgraphs.map(({ name }) => name));
  schema.extensions = { ...schema.extensions, facet: { catalogue, references, owners } };
  return schema;
}
