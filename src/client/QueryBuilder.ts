import { shortened } from '../lib/text/shortened.js';
import { UserError } from '../lib/errors/UserError.js';
import { aggregationLevels, type AggregationLevel } from '../words/levels.js';
import { checkSource, checkText } from './checkCall.js';
import { MetricsQuery } from './MetricsQuery.js';
import type { AskedQuery, MetricsSource } from './MetricsSource.js';

/** Begins queries. */
export interface Queries {
  /** Begins a query of the metrics of a level's entities. */
  query<L extends AggregationLevel>(level: L): MetricsQuery<L>;
}

let inUse: MetricsSource | null = null;

const everything: Omit<AskedQuery, 'level'> = {
  app: null,
  names: null,
  effectiveDates: null,
  lastFullMonth: false,
  attributesOnly: false,
  locale: 'en',
};

function begin<L extends AggregationLevel>(source: MetricsSource, level: L): MetricsQuery<L> {
  if (!aggregationLevels.some((one) => one === checkText(level, 'level')))
    throw new UserError(`There is no level "${shortened(level)}", only ${aggregationLevels.join(', ')}.`);
  return new MetricsQuery(source, { ...everything, level });
}

/** Where queries begin. */
export const QueryBuilder = Object.freeze({
  /** Begins queries on a source. */
  on: (source: MetricsSource): Queries => {
    const checked = checkSource(source);
    return { query: (level) => begin(checked, level) };
  },

  /** From now on `QueryBuilder.query` asks this source; null for none. */
  use: (source: MetricsSource | null): void => {
    inUse = source === null ? null : checkSource(source);
  },

  /** Begins a query on the source in use. Throws a `UserError` (`SOURCE_MISSING`) without one. */
  query<L extends AggregationLevel>(level: L): MetricsQuery<L> {
    if (inUse !== null) return begin(inUse, level);
    throw new UserError(
      'The query builder has no source: say QueryBuilder.use(await fromDatabase()) or ' +
        'QueryBuilder.use(fromGateway(url, { token })) first, or begin with QueryBuilder.on(source).',
      'SOURCE_MISSING',
    );
  },
});
