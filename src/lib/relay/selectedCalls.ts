import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { getArgumentValues } from 'graphql/execution/values.js';
import { nodesOfPage, selectedFields } from './selection.js';

/** A field that is asked for, with its arguments. */
interface SelectedCall {
  readonly field: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Its name in the answer. */
  readonly path: string;
}

/** Each time that a field is asked of the objects on a page of a resolved field, which gives a connection of their type. */
export function selectedCalls(info: GraphQLResolveInfo, typeName: string): SelectedCall[] {
  const fields = (info.schema.getType(typeName) as GraphQLObjectType).getFields();
  return [...selectedFields(info, typeName, nodesOfPage(info, typeName))].flatMap(([name, nodes]) => {
    const field = fields[name];
    if (field === undefined) return [];
    return nodes.map((node) => ({
      field: name,
      args: getArgumentValues(field, node, info.variableValues),
      path: node.alias?.value ?? name,
    }));
  });
}
