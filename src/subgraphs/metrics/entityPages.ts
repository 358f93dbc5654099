import type { RequestContext } from '../../federation/requestContext.js';
import type { QueryMetricsForEntitiesArgs } from '../../generated/resolvers.js';
import { checkMetrics, type MetricsQuestion } from '../../levels/askedMetrics.js';
import { findEntityPage, type EntityRow } from '../../levels/entities.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { checkLength } from '../../lib/checks/checkLength.js';
import { badCursor, hashOf, toConnection, toPage, type Connection, type PageArguments } from '../../lib/relay/page.js';
import type { AggregationLevel } from '../../words/levels.js';
import { listLimits } from '../../words/limits.js';
import { childrenLoader, entityLoader } from './loaders.js';
import { toEntityMetrics, type EntityMetricsRow } from './shape.js';

/** The key that a cursor of the list carries. */
function keyIn(after: readonly (string | null)[] | undefined): string | undefined {
  const [key] = after ?? [];
  if (after !== undefined && key == null) throw badCursor('after', 'holds no key');
  return key ?? undefined;
}

/** The known entities of keys behind one of them, in the order of the keys, each once. */
async function listed(
  context: RequestContext,
  level: AggregationLevel,
  ids: readonly string[],
  after: string | undefined,
): Promise<EntityRow[]> {
  checkLength(ids, 'entityIds', listLimits.keys);
  const keys = [...new Set(ids.map((id, n) => checkKey(id, `entityIds[${n}]`)))];
  const rows = await entityLoader(context, level).loadMany(
    keys.slice(after === undefined ? 0 : keys.indexOf(after) + 1),
  );
  const failure = rows.find((row) => row instanceof Error);
  if (failure !== undefined) throw failure;
  return rows.filter((row): row is EntityRow => row !== null && !(row instanceof Error));
}

/** A page of entities with which of their values are asked for. */
export async function entityMetricsPage(
  asked: Partial<QueryMetricsForEntitiesArgs> & { readonly level: AggregationLevel },
  context: RequestContext,
): Promise<Connection<EntityMetricsRow>> {
  const { level, entityIds, first, after } = asked;
  const question: MetricsQuestion = checkMetrics(context, asked);
  const list = {
    name: 'metricsForEntities',
    question: hashOf([level, entityIds ?? null]),
    most: listLimits.entityPage,
  };
  const page = toPage(list, { first, after });
  const key = keyIn(page.after);
  const rows =
    entityIds == null
      ? await findEntityPage(context, level, key, page.size + 1)
      : await listed(context, level, entityIds, key);
  return toConnection(
    list,
    page,
    rows.map((row) => toEntityMetrics(row, question)),
    ({ entity }) => [entity.id],
  );
}

/** A page of the entities below one. */
export async function childrenPage(
  context: RequestContext,
  level: AggregationLevel,
  { id }: EntityRow,
  { first, after }: PageArguments,
): Promise<Connection<EntityRow>> {
  const list = { name: level, question: '' };
  const page = toPage(list, { first, after });
  const rows = await childrenLoader(context, level, keyIn(page.after), page.size + 1).load(id);
  return toConnection(list, page, rows, (row) => [row.id]);
}
