import type { FieldNode, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { getArgumentValues } from 'graphql/execution/values.js';
import { planOf, type RequestContext } from '../../../federation/requestContext.js';
import { isPageAsked, selectedFields } from '../../../lib/relay/selection.js';
import type { AskedMeasure, AskedValue } from '../../../population/groups/askedGroups.js';
import { measureFields } from './shape.js';

/** A measure that is asked for, and the name of its field in the answer. */
export interface SelectedMeasure extends AskedMeasure {
  readonly path: string;
}

/** What is asked of groups: their measures, and whether anything of a page is, and not `totalCount` alone. */
export interface GroupSelection {
  readonly measures: readonly SelectedMeasure[];
  readonly isPageAsked: boolean;
}

function select(info: GraphQLResolveInfo): GroupSelection {
  const asked = selectedFields(info, 'CustomerAggregateConnection', info.fieldNodes);
  const edges = selectedFields(info, 'CustomerAggregateEdge', asked.get('edges') ?? []);
  const nodes: readonly FieldNode[] = edges.get('node') ?? [];
  const fields = (info.schema.getType('CustomerAggregate') as GraphQLObjectType).getFields();
  const measures = [...selectedFields(info, 'CustomerAggregate', nodes)].flatMap(([name, ofField]) => {
    const [measure, field] = [measureFields.get(name), fields[name]];
    if (measure === undefined || field === undefined) return [];
    return ofField.map((node) => {
      const { column, attribute } = getArgumentValues(field, node, info.variableValues) as AskedValue;
      return { measure, column, attribute, path: node.alias?.value ?? name };
    });
  });
  return { measures, isPageAsked: isPageAsked(info, 'CustomerAggregateConnection') };
}

/** What is asked below the resolved field, which gives groups. */
export const askedOfGroups = (context: RequestContext, info: GraphQLResolveInfo): GroupSelection =>
  planOf(context, 'groups', info.fieldNodes, () => select(info));
