import { isScalarType, isSpecifiedScalarType, valueFromASTUntyped, type GraphQLSchema } from 'graphql';

/** A scalar in a supergraph, with its directives. */
const scalars = /^scalar\s+(\w+)((?:\s+@\w+(?:\([^()]*\))?)*)/gm;

/** The scalars that one subgraph of a supergraph alone has. */
const ofOneGraph = (sdl: string): Set<string> =>
  new Set(
    [...sdl.matchAll(scalars)].flatMap(([, name = '', directives = '']) =>
      directives.split('@join__type').length === 2 ? [name] : [],
    ),
  );

/**
 * Has a joined schema check values of the scalars that only the server's own subgraph has, so that what is refused before an operation
 * is executed is the same as without a gateway. Values stay what they are; those of shared scalars are for each subgraph to check.
 */
export function adoptScalars(joined: GraphQLSchema, sdl: string, local: GraphQLSchema): void {
  for (const name of ofOneGraph(sdl)) {
    const [type, own] = [joined.getType(name), local.getType(name)];
    if (!isScalarType(type) || !isScalarType(own) || isSpecifiedScalarType(type)) continue;
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
