import { createCatalogue } from '../catalogue/catalogue.js';
import type { Scope } from '../scope.js';
import { checkMetrics } from '../levels/askedMetrics.js';
import { findEntities, findEntityPage, type EntityRow } from '../levels/entities.js';
import { toMeta } from '../levels/meta.js';
import { findMetricValues, type MetricValueRow } from '../levels/values.js';
import { formatValue } from '../lib/numbers/formatValue.js';
import { knownFault } from '../lib/errors/knownFault.js';
import { UserError } from '../lib/errors/UserError.js';
import type { AggregationLevel } from '../words/levels.js';
import type { AskedQuery, ReadPage } from './MetricsSource.js';
import { toResponse } from './toResponse.js';

/** What the client knows of the scope: the rest is the same for all of its queries. */
type ClientScope = Pick<Scope, 'db' | 'now' | 'timeZone' | 'apps' | 'viewer'>;

/** The entities of a page, and where the next one begins. */
async function entitiesOf(
  scope: Scope,
  level: AggregationLevel,
  ...[ids, after, size]: Parameters<ReadPage>
): Promise<{ rows: EntityRow[]; next: string | null }> {
  if (ids !== null) return { rows: (await findEntities(scope, level, ids)).filter((row) => row !== null), next: null };
  const found = await findEntityPage(scope, level, after ?? undefined, size + 1);
  const rows = found.slice(0, size);
  return { rows, next: found.length > size ? (rows.at(-1)?.id ?? null) : null };
}

const formatted = (row: MetricValueRow, locale: string) => ({
  ...row,
  valueFormatted: formatValue(row.value, row.unit, locale),
});

/** What can be told of a failure, as a `UserError`; any other as it is. */
function told(error: unknown, signal: AbortSignal | undefined): unknown {
  if (error instanceof UserError && signal?.aborted !== true) return error;
  const known = knownFault(error, signal);
  return known === undefined ? error : Object.assign(new UserError(known.message, known.code), { cause: error });
}

/** Reads pages of a query by the statements that answer the graph: one for entities, one for the values of all of them. */
export function readDatabase<L extends AggregationLevel>(
  given: ClientScope,
  { level, attributesOnly, locale, ...asked }: AskedQuery<L>,
  signal?: AbortSignal,
): ReadPage<L> {
  // Metrics of levels are known by names of their own, and no attribute is asked for: no catalogue is read for it.
  const scope: Scope = { ...given, catalogue: createCatalogue(0, []) };
  return async (...page) => {
    try {
      const question = checkMetrics(scope, asked);
      const { rows, next } = await entitiesOf(scope, level, ...page);
      const ids = rows.map(({ id }) => id);
      const values =
        attributesOnly || ids.length === 0 ? [] : await findMetricValues(scope, { level, ...question }, ids);
      const responses = rows.map((row, n) =>
        toResponse(
          level,
          toMeta(row),
          (values[n] ?? []).map((value) => formatted(value, locale)),
        ),
      );
      return { responses, next };
    } catch (error) {
      throw told(error, signal);
    }
  };
}
