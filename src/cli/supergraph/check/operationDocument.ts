import { getLocation, Kind, visit, type ASTNode, type DocumentNode, type FragmentDefinitionNode } from 'graphql';
import type { KnownOperation, OperationFault } from './Operation.js';

/** An operation with the fragments that it uses, and no others. */
export function operationDocument({ definition, fragments }: KnownOperation): DocumentNode {
  const used = new Set<FragmentDefinitionNode>();
  const follow = (node: KnownOperation['definition'] | FragmentDefinitionNode): void =>
    void visit(node, {
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (fragment === undefined || used.has(fragment)) return;
        used.add(fragment);
        follow(fragment);
      },
    });
  follow(definition);
  return { kind: Kind.DOCUMENT, definitions: [definition, ...used] };
}

/** A fault at a node of it. */
export function faultAt(message: string, node: ASTNode | undefined, { place }: KnownOperation): OperationFault {
  if (node?.loc === undefined) return { message, place, line: undefined, column: undefined };
  const { source, start } = node.loc;
  return { message, place: source.name, ...getLocation(source, start) };
}
