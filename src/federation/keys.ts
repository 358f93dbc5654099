import { Kind, type ConstDirectiveNode, type DocumentNode, type ObjectTypeDefinitionNode } from 'graphql';

const argumentOf = ({ arguments: given = [] }: ConstDirectiveNode, wanted: string) =>
  given.find(({ name }) => name.value === wanted)?.value;

/** The fields of a `@key`, with one blank between them; '' where it names none. */
export function keyFields(key: ConstDirectiveNode): string {
  const fields = argumentOf(key, 'fields');
  return fields?.kind === Kind.STRING ? fields.value.trim().replace(/\s+/g, ' ') : '';
}

/** The `@key`s of a type. */
export const keyDirectives = ({
  directives = [],
}: Pick<ObjectTypeDefinitionNode, 'directives'>): ConstDirectiveNode[] =>
  directives.filter(({ name }) => name.value === 'key');

function isResolvable(key: ConstDirectiveNode): boolean {
  const resolvable = argumentOf(key, 'resolvable');
  return resolvable?.kind !== Kind.BOOLEAN || resolvable.value;
}

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
