import { isScalarType, isSpecifiedScalarType, valueFromASTUntyped, type GraphQLSchema } from 'graphql';
import type { Supergraph } from '../supergraph/Supergraph.js';

/**
 * Has a joined schema check values of the scalars that only the server's own subgraph has, so that what is refused before an operation
 * is executed is the same as without a gateway. Values stay what they are; those of shared scalars are for each subgraph to check.
 */
export function adoptScalars({ apiSchema, graphs, joins }: Supergraph, local: GraphQLSchema): void {
  for (const type of Object.values(apiSchema.getTypeMap())) {
    const own = local.getType(type.name);
    if (!isScalarType(type) || !isScalarType(own) || isSpecifiedScalarType(type)) continue;
    if (graphs.filter(({ name }) => joins.isIn(type.name, name)).length !== 1) continue;
    type.parseValue = (value) => {
      own.parseValue(value);
      return value;
    };
    type.parseLiteral = (node, variables) => {
      own.parseLiteral(node, variables);
      return valueFromASTUntyped(node, variables);
    };
  }
}
