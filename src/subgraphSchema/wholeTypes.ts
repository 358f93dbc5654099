import { Kind, type DefinitionNode, type DocumentNode, type TypeDefinitionNode, type TypeExtensionNode } from 'graphql';

const definitionKinds = {
  [Kind.OBJECT_TYPE_EXTENSION]: Kind.OBJECT_TYPE_DEFINITION,
  [Kind.INTERFACE_TYPE_EXTENSION]: Kind.INTERFACE_TYPE_DEFINITION,
  [Kind.UNION_TYPE_EXTENSION]: Kind.UNION_TYPE_DEFINITION,
  [Kind.ENUM_TYPE_EXTENSION]: Kind.ENUM_TYPE_DEFINITION,
  [Kind.INPUT_OBJECT_TYPE_EXTENSION]: Kind.INPUT_OBJECT_TYPE_DEFINITION,
  [Kind.SCALAR_TYPE_EXTENSION]: Kind.SCALAR_TYPE_DEFINITION,
} as const;

const isTypeExtension = (node: DefinitionNode): node is TypeExtensionNode => node.kind in definitionKinds;

const baseKinds = new Set<string>(Object.values(definitionKinds));

const isTypeDefinition = (node: DefinitionNode): node is TypeDefinitionNode => baseKinds.has(node.kind);

const asDefinition = (node: TypeExtensionNode): TypeDefinitionNode =>
  ({ ...node, kind: definitionKinds[node.kind] }) as TypeDefinitionNode;

const asExtension = (node: TypeDefinitionNode): DefinitionNode => {
  const [kind] = Object.entries(definitionKinds).find(([, base]) => base === node.kind) ?? [];
  const { description: _, ...rest } = node;
  return { ...rest, kind } as unknown as TypeExtensionNode;
};

/**
 * A document in which every type is defined once: of types that it only extends, which are other subgraphs', the first extension
 * is the definition here; and a definition with `@extends` (by its name `extended`) beside another one is an extension.
 */
export function wholeTypes(document: DocumentNode, extended: string): DocumentNode {
  const says = ({ directives = [] }: TypeDefinitionNode) => directives.some(({ name }) => name.value === extended);
  const defined = new Set<string>();
  for (const node of document.definitions) if (isTypeDefinition(node) && !says(node)) defined.add(node.name.value);
  const definitions = document.definitions.map((node) => {
    if (isTypeExtension(node)) {
      if (defined.has(node.name.value)) return node;
      defined.add(node.name.value);
      return asDefinition(node);
    }
    if (!isTypeDefinition(node) || !says(node)) return node;
    if (defined.has(node.name.value)) return asExtension(node);
    defined.add(node.name.value);
    return node;
  });
  return { ...document, definitions };
}
