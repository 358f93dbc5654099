import { Kind, visit, type DirectiveNode, type FragmentDefinitionNode, type OperationDefinitionNode } from 'graphql';

/** The names of the variables that `@skip` and `@include` of an operation go by, in the order of the alphabet. */
export function switchesOf(
  operation: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): string[] {
  const names = new Set<string>();
  const Directive = ({ name, arguments: given = [] }: DirectiveNode): void => {
    if (name.value !== 'skip' && name.value !== 'include') return;
    for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
  };
  for (const part of [operation, ...Object.values(fragments)]) visit(part, { Directive });
  return [...names].toSorted();
}
