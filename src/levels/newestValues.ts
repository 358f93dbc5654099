import { sql, type SQL } from 'drizzle-orm';
import { list } from '../db/sql.js';
import type { Scope } from '../scope.js';
import type { AggregationLevel } from '../words/levels.js';
import { RollUpRule } from '../words/rollUpRules.js';
import type { DefinitionRow } from './definitions.js';
import { storedAlone } from './parts/stored.js';
import { rollUpParts, valuesPart } from './rollUp.js';

/** Which values of a metric are read. */
interface AskedNewest {
  readonly level: AggregationLevel;
  readonly app: string;
  readonly definition: DefinitionRow;
  /** The last effective date that counts. */
  readonly day: string;
  /** Keys of entities; null for all of the level. */
  readonly ids: readonly string[] | null;
}

/**
 * A query of rows `(id, value)`: of each entity of a level the value of a metric at the newest effective date on or before a day, stored
 * or rolled up as everywhere. Entities without any value until then are not in it.
 */
export function newestValues(scope: Scope, { level, app, definition, day, ids }: AskedNewest): SQL {
  const rules = new Set([definition.acrossEntities]);
  const asked = { level, app, ids, names: [definition.name], dates: null, to: day, rules };
  const { none, distinct_count } = RollUpRule;
  const { acrossEntities: rule, storedLevels } = definition;
  // Where nothing can be stored below, or is put together, what is stored is all there is: a tenth of the time to plan.
  const isStored = rule === none || (rule !== distinct_count && storedLevels[0] === level);
  return sql`
    with ${list(isStored ? storedAlone(scope, asked) : rollUpParts(scope, asked))}
    select distinct on (a.id) a.id, a.value
    from ${valuesPart(level)} a join def on def.metric_name = a.metric_name
    where def.is_asked order by a.id, a.effective_date desc`;
}
