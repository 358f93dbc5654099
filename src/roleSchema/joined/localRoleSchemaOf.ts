import { isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import type { FieldRight } from '../../lib/rights/fieldRights.js';
import { decisionsFor, strictest, type Decide } from '../decisionsFor.js';
import { deriveSchema } from '../deriveSchema.js';

/** What a joined schema says of a field of ours, about which others may have said something too. */
function rightIn(joined: GraphQLSchema, type: string, field: string): FieldRight | undefined {
  const owner = joined.getType(type);
  return isObjectType(owner) || isInterfaceType(owner) ? owner.getFields()[field]?.extensions.right : undefined;
}

/** They go with the joined schemas. */
const known = new WeakMap<GraphQLSchema, GraphQLSchema>();

/**
 * The server's own schema as the reader of a joined one may see it, for operations that it answers alone: what others say of shared
 * fields holds there too.
 * @param joined derived by `roleSchemaOf`, or the schema of who sees everything
 */
export function localRoleSchemaOf(joined: GraphQLSchema, local: GraphQLSchema): GraphQLSchema {
  const { reader } = joined.extensions;
  if (reader === undefined) return local;
  const found = known.get(joined);
  if (found !== undefined) return found;
  const own = decisionsFor(reader);
  const decide: Decide = (facts) => strictest([own(facts), rightIn(joined, facts.type, facts.field)]);
  const derived = deriveSchema(local, decide, reader.role.contract);
  derived.extensions = { ...derived.extensions, reader };
  known.set(joined, derived);
  return derived;
}
