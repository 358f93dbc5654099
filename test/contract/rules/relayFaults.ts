import {
  Kind,
  print,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';

type Fielded = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** The object and interface types of a document. */
export const fieldedTypes = (document: DocumentNode): Fielded[] =>
  document.definitions.filter(
    (definition): definition is Fielded =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION,
  );

/** Fields that are missing or of another type than the contract says; `|` stands between types that will do. */
function shapeFaults({ name, fields = [] }: Fielded, wanted: Readonly<Record<string, string>>): string[] {
  return Object.entries(wanted).flatMap(([field, types]) => {
    const type = fields.find((one) => one.name.value === field)?.type;
    return type !== undefined && types.split(' | ').includes(print(type))
      ? []
      : [`${name.value}.${field} must be ${types}`];
  });
}

const pageInfo = {
  hasNextPage: 'Boolean!',
  hasPreviousPage: 'Boolean!',
  startCursor: 'String',
  endCursor: 'String',
} as const;

function pagingFaults(owner: string, { name, type, arguments: given = [] }: FieldDefinitionNode): string[] {
  const returned = print(type);
  if (!/Connection!?$/.test(returned)) return [];
  const where = `${owner}.${name.value}`;
  const types = new Map(given.map((argument) => [argument.name.value, print(argument.type)]));
  const backwards = types.has('last') || types.has('before');
  const wanted = [
    ['first', 'Int'],
    ['after', 'String'],
    ...(backwards
      ? [
          ['last', 'Int'],
          ['before', 'String'],
        ]
      : []),
  ];
  return [
    ...(returned.endsWith('!') ? [] : [`${where} must not be null`]),
    ...wanted
      .filter(([argument = '', kind]) => types.get(argument) !== kind)
      .map(([argument, kind]) => `${where} must take ${argument}: ${kind}`),
  ];
}

function typeFaults(type: Fielded, names: ReadonlySet<string>): string[] {
  const name = type.name.value;
  if (name === 'PageInfo') return shapeFaults(type, pageInfo);
  if (name === 'Node' || type.interfaces?.some((one) => one.name.value === 'Node') === true)
    return shapeFaults(type, { nodeId: 'ID!' });
  const what = name.replace(/(Connection|Edge)$/, '');
  if (name.endsWith('Connection')) return shapeFaults(type, { edges: `[${what}Edge!]!`, pageInfo: 'PageInfo!' });
  if (!name.endsWith('Edge')) return [];
  const orphan = names.has(`${what}Connection`) ? [] : [`${name} belongs to no ${what}Connection`];
  return [...orphan, ...shapeFaults(type, { cursor: 'String!', node: `${what} | ${what}!` })];
}

/** Connections, edges, page information and nodes that are not shaped as Relay wants them. */
export function relayFaults(document: DocumentNode): string[] {
  const types = fieldedTypes(document);
  const names = new Set(types.map(({ name }) => name.value));
  return types.flatMap((type) =>
    typeFaults(type, names).concat((type.fields ?? []).flatMap((field) => pagingFaults(type.name.value, field))),
  );
}
