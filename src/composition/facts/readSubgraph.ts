import { GraphQLError, parse, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { UserError } from '../../lib/errors/UserError.js';
import type { SubgraphSource } from '../Composition.js';
import { specificationNames, type SpecificationNames } from './specificationNames.js';
import { readTypes } from './readTypes.js';
import type { TypeFacts } from './TypeFacts.js';
import { withRootNames } from './withRootNames.js';

interface Decorated {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/** A subgraph as its SDL says. */
export interface SubgraphFacts {
  readonly name: string;
  readonly url: string;
  readonly document: DocumentNode;
  readonly names: SpecificationNames;
  readonly types: ReadonlyMap<string, TypeFacts>;
  /** The directives of federation of a name that stand at a node, whatever this document calls them. */
  readonly applied: (node: Decorated, directive: string) => readonly ConstDirectiveNode[];
}

/** The document of a subgraph. Throws a `UserError` that names the subgraph where its SDL cannot be parsed. */
export function parseSubgraph({ name, sdl }: SubgraphSource): DocumentNode {
  if (sdl.trim() === '') throw new UserError(`The SDL of the subgraph "${name}" is empty.`, 'NOT_COMPOSABLE');
  try {
    return parse(sdl);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [at] = error.locations ?? [];
    throw new UserError(
      `The SDL of the subgraph "${name}" cannot be parsed, at line ${at?.line}, column ${at?.column}: ${error.message}`,
      'NOT_COMPOSABLE',
    );
  }
}

/** What a subgraph says. */
export function factsOfSubgraph({ name, url }: SubgraphSource, document: DocumentNode): SubgraphFacts {
  const names = specificationNames(document);
  return {
    name,
    url,
    document,
    names,
    types: withRootNames(readTypes(document), document),
    applied: ({ directives = [] }, directive) => {
      const local = names.called(directive);
      return directives.filter((one) => one.name.value === local);
    },
  };
}
