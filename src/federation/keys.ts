import { Kind, type ConstDirectiveNode, type DocumentNode, type ObjectTypeDefinitionNode } from 'graphql';
import { isResolvable, keyFields } from '../subgraphSchema/entityKeys.js';

/** The `@key`s of a type. */
export const keyDirectives = ({
  directives = [],
}: Pick<ObjectTypeDefinitionNode, 'directives'>): ConstDirectiveNode[] =>
  directives.filter(({ name }) => name.value === 'key');

const objectTypes = ({ definitions }: DocumentNode): ObjectTypeDefinitionNode[] =>
  definitions.filter((one): one is ObjectTypeDefinitionNode => one.kind === Kind.OBJECT_TYPE_DEFINITION);

const nameOf = (type: ObjectTypeDefinitionNode, key: ConstDirectiveNode): string =>
  `${type.name.value} ${keyFields(key)}`;

/** Subgraphs that are served as one: a key that one of them does not answer for is left out there if another answers for it. */
export function mergeKeys(documents: readonly DocumentNode[]): DocumentNode[] {
  const answered = new Set(
    documents.flatMap(objectTypes).flatMap((type) =>
      keyDirectives(type)
        .filter(isResolvable)
        .map((key) => nameOf(type, key)),
    ),
  );
  const isAnsweredElsewhere = (type: ObjectTypeDefinitionNode, directive: ConstDirectiveNode): boolean =>
    directive.name.value === 'key' && !isResolvable(directive) && answered.has(nameOf(type, directive));
  return documents.map((document) => ({
    ...document,
    definitions: document.definitions.map((one) =>
      one.kind === Kind.OBJECT_TYPE_DEFINITION
        ? { ...one, directives: (one.directives ?? []).filter((directive) => !isAnsweredElsewhere(one, directive)) }
        : one,
    ),
  }));
}
