import { Kind, type FragmentDefinitionNode, type SelectionSetNode, type ValidationRule } from 'graphql';
import { codedError } from '../../lib/errors/codedError.js';
import { fragmentsOf } from '../../lib/graphql/fragmentsOf.js';

const isIntrospection = (name: string): boolean => name === '__schema' || name === '__type';

/** The deepest nesting of fields, through fragments; a fragment is measured once, one inside itself counts nothing. */
function createMeasure(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
  const known = new Map<string, number>();
  const ofFragment = (name: string): number => {
    const found = known.get(name);
    if (found !== undefined) return found;
    known.set(name, 0);
    const fragment = fragments.get(name);
    const depth = fragment ? measure(fragment.selectionSet) : 0;
    known.set(name, depth);
    return depth;
  };
  const measure = ({ selections }: SelectionSetNode): number =>
    selections.reduce((deepest, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return Math.max(deepest, ofFragment(selection.name.value));
      if (selection.kind === Kind.INLINE_FRAGMENT) return Math.max(deepest, measure(selection.selectionSet));
      if (isIntrospection(selection.name.value)) return deepest;
      return Math.max(deepest, 1 + (selection.selectionSet ? measure(selection.selectionSet) : 0));
    }, 0);
  return measure;
}

/**
 * A validation rule: the fields of an operation may be nested `limit` deep, a leaf at the root being 1 deep;
 * introspection is exempt. Refuses with `MAX_DEPTH_LIMIT`.
 */
export function createDepthLimit(limit: number): ValidationRule {
  return (context) => {
    const measure = createMeasure(fragmentsOf(context.getDocument()));
    return {
      OperationDefinition(operation) {
        const depth = measure(operation.selectionSet);
        if (depth <= limit) return;
        const message = `The query nests fields ${depth} deep; the limit is ${limit}.`;
        context.reportError(
          codedError('MAX_DEPTH_LIMIT', message, { nodes: operation, extensions: { limit, found: depth } }),
        );
      },
    };
  };
}
