import { getArgumentValues } from 'graphql/execution/values.js';
import type { FieldNode, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import {
  nameColumn,
  resolvedColumn,
  resolveName,
  type Catalogue,
  type ProfileColumn,
} from '../../../catalogue/catalogue.js';
import { DataType } from '../../../words/dataTypes.js';
import { askedBelow, type Way } from '../../../execution/askedBelow.js';
import type { WrittenText } from '../../../lib/written/shape.js';
import { keptOf } from '../../../execution/keptOf.js';
import { planOf, type RequestContext } from '../../../federation/requestContext.js';
import { nodesOfPage, selectedFields } from '../../../lib/relay/selection.js';
import { toSelection, type ProfileSelection, type ProfileText } from '../../../catalogue/reading/selection.js';

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

/** The columns behind typed fields: none behind `__typename`. */
const typedColumns = (catalogue: Catalogue, fields: readonly string[]): ProfileColumn[] =>
  fields
    .flatMap((field) => catalogue.namesByGraphqlName.get(field) ?? catalogue.retired.get(field) ?? [])
    .map(nameColumn);

/** The day, which is a field beside those of the catalogue. */
const dayColumn: ProfileColumn = { key: 'date', expression: 'profile_date', dataType: DataType.date };

/** The columns behind fields that a text may hold. */
const columnsBehind = (catalogue: Catalogue, fields: readonly string[]): ProfileColumn[] => [
  ...typedColumns(catalogue, fields),
  ...(fields.includes(dayColumn.key) ? [dayColumn] : []),
];

const toText = (catalogue: Catalogue, shape: WrittenText): ProfileText => ({
  shape,
  columns: new Map(
    columnsBehind(
      catalogue,
      shape.members.map(({ name }) => name),
    ).map((column) => [column.key, column]),
  ),
});

/** The columns that the selection below field nodes of a snapshot needs. */
export function profileColumnsBelow(
  catalogue: Catalogue,
  info: GraphQLResolveInfo,
  nodes: readonly FieldNode[],
): ProfileColumn[] {
  const asked = selectedFields(info, 'CustomerProfile', nodes);
  const fields = selectedFields(info, 'ProfileFields', asked.get('fields') ?? []);
  return [
    ...typedColumns(catalogue, [...fields.keys()]),
    ...attributeColumns(catalogue, info, asked.get('attributes') ?? []),
  ];
}

/** What is asked of snapshots, whose field nodes are given, and whose `fields` stand at the end of a way. */
function selectionOf(
  { catalogue }: RequestContext,
  info: GraphQLResolveInfo,
  nodes: readonly FieldNode[],
  way: Way,
): ProfileSelection {
  const { typed, attributes } = keptOf(info, `profile ${way.join('.')}`, () => {
    const { texts, names } = askedBelow(info, way, (name) => columnsBehind(catalogue, [name]).length > 0);
    return {
      typed: toSelection(
        typedColumns(catalogue, names),
        texts.map((shape) => toText(catalogue, shape)),
      ),
      attributes: selectedFields(info, 'CustomerProfile', nodes).get('attributes'),
    };
  });
  // Which attributes are named may depend on variables.
  return attributes === undefined
    ? typed
    : toSelection([...typed.columns, ...attributeColumns(catalogue, info, attributes)], typed.texts);
}

/** What is asked of the snapshots at the end of a way, where it is one text; undefined for anything else. */
export function selectionOfText(
  context: RequestContext,
  info: GraphQLResolveInfo,
  nodes: readonly FieldNode[],
  way: Way,
): ProfileSelection | undefined {
  const selection = selectionOf(context, info, nodes, way);
  return selection.texts.length === 1 && selection.columns.length === 0 ? selection : undefined;
}

/** What the selection below the resolved field needs of snapshots. */
export const askedProfileColumns = (context: RequestContext, info: GraphQLResolveInfo): ProfileSelection =>
  planOf(context, 'profile', info.fieldNodes, () =>
    selectionOf(context, info, info.fieldNodes, ['CustomerProfile', 'fields']),
  );

/** What the selection below `edges { node }` of the resolved connection needs of snapshots. */
export const askedHistoryColumns = (context: RequestContext, info: GraphQLResolveInfo): ProfileSelection =>
  planOf(context, 'history', info.fieldNodes, () =>
    selectionOf(context, info, nodesOfPage(info, 'CustomerProfile'), [
      'CustomerProfileConnection',
      'edges',
      'node',
      'fields',
    ]),
  );
