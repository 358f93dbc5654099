import { getArgumentValues } from 'graphql/execution/values.js';
import type { FieldNode, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import {
  nameColumn,
  resolvedColumn,
  resolveName,
  type Catalogue,
  type ProfileColumn,
} from '../../../catalogue/catalogue.js';
import { planOf, type RequestContext } from '../../../context.js';
import { selectedFields } from '../../../lib/selection.js';
import { toSelection, type ProfileSelection } from './shape.js';

/** The column behind a name that a client gave; nothing for an unknown one, which `attributes` itself reports. */
function columnOf(catalogue: Catalogue, asked: string): ProfileColumn[] {
  try {
    return [resolvedColumn(resolveName(catalogue, asked))];
  } catch {
    return [];
  }
}

const currentNames = (catalogue: Catalogue): readonly string[] => catalogue.meanings.map(({ alias }) => alias);

function attributeColumns(catalogue: Catalogue, info: GraphQLResolveInfo, nodes: readonly FieldNode[]) {
  const type = info.schema.getType('CustomerProfile') as GraphQLObjectType;
  const field = type.getFields()['attributes'];
  if (field === undefined) return [];
  return nodes.flatMap((node) => {
    const { names } = getArgumentValues(field, node, info.variableValues) as { names?: readonly string[] | null };
    return (names ?? currentNames(catalogue)).flatMap((name) => columnOf(catalogue, name));
  });
}

/** The columns that the selection below field nodes of a snapshot needs. */
export function profileColumnsBelow(
  catalogue: Catalogue,
  info: GraphQLResolveInfo,
  nodes: readonly FieldNode[],
): ProfileColumn[] {
  const asked = selectedFields(info, 'CustomerProfile', nodes);
  const fields = selectedFields(info, 'ProfileFields', asked.get('fields') ?? []);
  const typed = [...fields.keys()].flatMap(
    (field) => catalogue.namesByGraphqlName.get(field) ?? catalogue.retired.get(field) ?? [],
  );
  return [...typed.map(nameColumn), ...attributeColumns(catalogue, info, asked.get('attributes') ?? [])];
}

/** The columns of snapshots that the selection below the resolved field needs. */
export const askedProfileColumns = (context: RequestContext, info: GraphQLResolveInfo): ProfileSelection =>
  planOf(context, 'profile', info.fieldNodes, () =>
    toSelection(profileColumnsBelow(context.catalogue, info, info.fieldNodes)),
  );

/** The same below `edges { node }` of a connection. */
export const askedHistoryColumns = (context: RequestContext, info: GraphQLResolveInfo): ProfileSelection =>
  planOf(context, 'history', info.fieldNodes, () => {
    const edges = selectedFields(info, 'CustomerProfileConnection', info.fieldNodes).get('edges') ?? [];
    const nodes = selectedFields(info, 'CustomerProfileEdge', edges).get('node') ?? [];
    return toSelection(profileColumnsBelow(context.catalogue, info, nodes));
  });
