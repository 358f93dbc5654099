import { GraphQLObjectType, type FieldNode, type GraphQLResolveInfo } from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import { isHiddenField } from '../rights/fieldRights.js';

type SelectionScope = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

/**
 * The fields asked below field nodes for objects of one type, by field name: fragments, `@skip` and `@include` are
 * worked in, and a field asked several times (under aliases) has all its nodes. Fields that the schema hides are not asked for.
 */
export function selectedFields(
  { schema, fragments, variableValues }: SelectionScope,
  typeName: string,
  nodes: readonly FieldNode[],
): ReadonlyMap<string, readonly FieldNode[]> {
  const type = schema.getType(typeName);
  if (!(type instanceof GraphQLObjectType)) throw new TypeError(`"${typeName}" is not an object type of the schema`);
  const fields = new Map<string, FieldNode[]>();
  for (const group of collectSubfields(schema, fragments, variableValues, type, [...nodes]).values()) {
    // Below several places one response name may stand for several fields.
    for (const node of group)
      if (!isHiddenField(type.getFields()[node.name.value]))
        fields.set(node.name.value, [...(fields.get(node.name.value) ?? []), node]);
  }
  return fields;
}

/** Whether anything of a page is asked below a resolved field that gives a connection of some type, and not its counts alone. */
export function isPageAsked(info: GraphQLResolveInfo, connection: string): boolean {
  const asked = selectedFields(info, connection, info.fieldNodes);
  return asked.has('edges') || asked.has('pageInfo');
}

/** The field nodes of the objects on a page, below `edges { node }` of a resolved field that gives a connection of their type. */
export function nodesOfPage(info: GraphQLResolveInfo, typeName: string): readonly FieldNode[] {
  const edges = selectedFields(info, `${typeName}Connection`, info.fieldNodes).get('edges') ?? [];
  return selectedFields(info, `${typeName}Edge`, edges).get('node') ?? [];
}

/** The fields asked below field nodes for objects of one type that are columns of their rows, by name. */
export const selectedColumns = <C extends string>(
  info: SelectionScope,
  typeName: string,
  columns: Readonly<Record<C, unknown>>,
  nodes: readonly FieldNode[],
): C[] =>
  [...selectedFields(info, typeName, nodes).keys()].filter((field): field is C => Object.hasOwn(columns, field));
