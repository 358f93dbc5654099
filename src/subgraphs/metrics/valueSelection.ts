import type { GraphQLResolveInfo } from 'graphql';
import { keptOf } from '../../execution/keptOf.js';
import { writtenBelow, writtenList } from '../../execution/writtenBelow.js';
import { planOf, type RequestContext } from '../../federation/requestContext.js';
import type { WrittenJson } from '../../lib/written/WrittenJson.js';
import { selectedFields } from '../../lib/relay/selection.js';
import {
  metricValueColumns,
  writableValue,
  type MetricValueColumn,
  type MetricValueRow,
  type WrittenValues,
} from '../../levels/values.js';
import { valuesLoader, writtenValuesLoader, type LevelQuestion } from './loaders.js';

/** What the fields of `MetricValue` need that are no columns themselves. */
const columnsBehind: Readonly<Record<string, readonly MetricValueColumn[]>> = {
  valueFormatted: ['value', 'unit'],
  definition: ['name'],
};

const isColumn = (field: string): field is MetricValueColumn => metricValueColumns.some((one) => one === field);

/** The columns that the selection below the resolved field, a list of values, needs. */
export const askedValueColumns = (info: GraphQLResolveInfo): MetricValueColumn[] =>
  [...selectedFields(info, 'MetricValue', info.fieldNodes).keys()].flatMap((field) =>
    isColumn(field) ? [field] : (columnsBehind[field] ?? []),
  );

type Load = (id: string) => Promise<readonly MetricValueRow[] | WrittenJson>;

function planValues(context: RequestContext, question: LevelQuestion, info: GraphQLResolveInfo): Load {
  const { level } = question;
  const shape = keptOf(info, `values ${level}`, () => writtenBelow(info, ['MetricValue'], writableValue(level)));
  if (shape === undefined) {
    const loader = valuesLoader(context, question, askedValueColumns(info));
    return (id) => loader.load(id);
  }
  const loader = writtenValuesLoader(context, question, shape);
  const written = (found: WrittenValues | null): WrittenJson => writtenList(found?.[shape.property] ?? '');
  return (id) => loader.load(id).then(written);
}

/**
 * The asked values of an entity, by its key alone: rows, or what the statement has written of them.
 * @param questionOf worked out once for all entities of the resolved field; may throw
 */
export function loadValues(
  context: RequestContext,
  id: string,
  questionOf: () => LevelQuestion,
  info: GraphQLResolveInfo,
): Promise<MetricValueRow[]> {
  const load = planOf(context, 'metric values', info.fieldNodes, () => planValues(context, questionOf(), info));
  // The generated types of resolvers know of rows alone.
  return load(id) as Promise<MetricValueRow[]>;
}
