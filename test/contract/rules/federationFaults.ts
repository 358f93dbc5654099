import {
  Kind,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type DirectiveNode,
  type DocumentNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fieldedTypes } from './relayFaults.js';

const argument = (directive: ConstDirectiveNode | undefined, name: string): string => {
  const value = directive?.arguments?.find((one) => one.name.value === name)?.value;
  return value === undefined ? '' : value.kind === Kind.STRING ? value.value : print(value);
};

const keysOf = (directives: readonly ConstDirectiveNode[] = []): string[] =>
  directives.filter(({ name }) => name.value === 'key').map((key) => argument(key, 'fields'));

/** Whether objects can be asked for by a key: one that is not `resolvable` only tells which they are. */
const isResolvable = (key: ConstDirectiveNode): boolean =>
  key.name.value === 'key' && argument(key, 'resolvable') !== 'false';

/** The types with a `@key` that the document's subgraph answers for, by name. */
export const entitiesOf = (document: DocumentNode): string[] =>
  fieldedTypes(document)
    .filter(({ directives = [] }) => directives.some(isResolvable))
    .map(({ name }) => name.value);

/** Federation directives used in a document. */
function usedDirectives(document: DocumentNode): Set<string> {
  const own = new Set(
    document.definitions.flatMap((one) => (one.kind === Kind.DIRECTIVE_DEFINITION ? [one.name.value] : [])),
  );
  const used = new Set<string>();
  visit(document, {
    Directive({ name }: DirectiveNode) {
      if (!own.has(name.value) && !['link', 'deprecated', 'specifiedBy'].includes(name.value)) used.add(name.value);
    },
  });
  return used;
}

function linkFaults(document: DocumentNode): string[] {
  const links = document.definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_EXTENSION || definition.kind === Kind.SCHEMA_DEFINITION
      ? (definition.directives ?? []).filter(({ name }) => name.value === 'link')
      : [],
  );
  const link = links.find((one) => /^https:\/\/specs\.apollo\.dev\/federation\/v2\.\d+$/.test(argument(one, 'url')));
  if (link === undefined) return ['there is no @link to the specification of Federation 2'];
  const imported = argument(link, 'import');
  return [...usedDirectives(document)]
    .filter((name) => !imported.includes(`"@${name}"`))
    .map((name) => `@${name} is used and not imported`);
}

/**
 * A type with an ID of its own (`id`, or one named after it) is an entity: it needs a key, of fields that it has and that are
 * never null. Other IDs say of what it is a part, or to what it belongs.
 */
function keyFaults(document: DocumentNode): string[] {
  const typesOf = new Map(
    fieldedTypes(document).map(({ name, fields = [] }) => [
      name.value,
      new Map(fields.map((field) => [field.name.value, print(field.type)])),
    ]),
  );
  /** Fields of a type, and of objects below it, that are missing or may be null. */
  const badFields = (type: string, { selections }: SelectionSetNode): string[] =>
    selections.flatMap((selection) => {
      if (selection.kind !== Kind.FIELD) return [];
      const found = typesOf.get(type)?.get(selection.name.value);
      if (found?.endsWith('!') !== true) return [`${type}.${selection.name.value}`];
      return selection.selectionSet === undefined ? [] : badFields(found.slice(0, -1), selection.selectionSet);
    });
  const selectionOf = (key: string): SelectionSetNode => {
    const [operation] = parse(`{ ${key} }`).definitions as [OperationDefinitionNode];
    return operation.selectionSet;
  };
  return fieldedTypes(document).flatMap(({ kind, name, directives }) => {
    const types = typesOf.get(name.value) ?? new Map<string, string>();
    const keys = keysOf(directives);
    const bad = keys
      .flatMap((key) => badFields(name.value, selectionOf(key)))
      .map((field) => `the key field ${field} is missing or may be null`);
    const ownName = `${name.value.charAt(0).toLowerCase()}${name.value.slice(1)}Id`;
    const hasId = ['id', ownName].some((field) => types.get(field) === 'ID!');
    const isEntity = kind === Kind.OBJECT_TYPE_DEFINITION && hasId;
    return isEntity && keys.length === 0 ? [`${name.value} has an ID and no @key`] : bad;
  });
}

/** What keeps an SDL file from being a subgraph of Federation 2 whose entities others can extend. */
export const federationFaults = (document: DocumentNode): string[] => [...linkFaults(document), ...keyFaults(document)];
