import type { GraphQLSchema } from 'graphql';
import type { Role } from '../config/access/Role.js';
import { coordinatePatterns } from '../access/lists/coordinatePatterns.js';
import { fieldFactsOf } from './fieldFactsOf.js';

/**
 * Patterns of `fields.only` and `fields.not` of a role that no field of a schema fits, as where one is mistyped: what was meant by one of
 * `not` is then still read.
 */
export function idlePatterns(schema: GraphQLSchema, { fields: { only, not } }: Pick<Role, 'fields'>): string[] {
  const patterns = [...(only ?? []), ...not];
  if (patterns.length === 0) return [];
  const all = [...fieldFactsOf(schema).values()];
  return patterns.filter((pattern) => {
    const fits = coordinatePatterns([pattern]);
    return !all.some(({ type, field }) => fits(type, field));
  });
}
