import {
  Kind,
  visit,
  type ASTNode,
  type DocumentNode,
  type InputValueDefinitionNode,
  type NameNode,
  type StringValueNode,
} from 'graphql';

/** The name of a definition within its parents, e.g. `Query.customers(first)`. */
export function pathOf(node: ASTNode, ancestors: readonly unknown[]): string {
  const names = [...ancestors, node].flatMap((one) => {
    const { name } = one as { name?: NameNode };
    return name === undefined ? [] : [name.value];
  });
  return names.join('.');
}

const described = new Set<string>([
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
  Kind.DIRECTIVE_DEFINITION,
  Kind.FIELD_DEFINITION,
  Kind.INPUT_VALUE_DEFINITION,
  Kind.ENUM_VALUE_DEFINITION,
]);

const isList = ({ type }: InputValueDefinitionNode): boolean =>
  (type.kind === Kind.NON_NULL_TYPE ? type.type : type).kind === Kind.LIST_TYPE;

/** Conditions on the first and the last of something are named so, too. */
const isPageSize = ({ name, type }: InputValueDefinitionNode): boolean =>
  ['first', 'last'].includes(name.value) && type.kind === Kind.NAMED_TYPE && type.name.value === 'Int';

/** Everything without a description that reads as a sentence or a noun with its full stop. */
export function descriptionFaults(document: DocumentNode): string[] {
  const faults: string[] = [];
  visit(document, {
    enter(node, _key, _parent, _path, ancestors) {
      if (!described.has(node.kind)) return;
      const { description } = node as { description?: StringValueNode };
      const text = description?.value.trim() ?? '';
      if (text === '') faults.push(`${pathOf(node, ancestors)} has no description`);
      else if (!/^[A-Z0-9`].*[.)]$/s.test(text)) faults.push(`${pathOf(node, ancestors)}: "${text}" is not a sentence`);
    },
  });
  return faults;
}

/** List arguments of fields, and page sizes, whose description does not say how many are the most. */
export function limitFaults(document: DocumentNode): string[] {
  const faults: string[] = [];
  visit(document, {
    DirectiveDefinition: () => false,
    InputValueDefinition(node, _key, _parent, _path, ancestors) {
      if (!isList(node) && !isPageSize(node)) return;
      if (!/\b\d[\d,]* at most\b/.test(node.description?.value ?? ''))
        faults.push(`${pathOf(node, ancestors)} does not say how many are the most`);
    },
  });
  return faults;
}
