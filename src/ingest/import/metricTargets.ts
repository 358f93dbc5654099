import { sql } from 'drizzle-orm';
import { mergeRows } from './mergeRows.js';
import {
  rejectBadDefinitions,
  rejectSecondValues,
  rejectUnknownEntities,
  rejectUnlikeDefinitions,
  settleApps,
} from './metricChecks.js';
import { rejectStaged } from './rejectStaged.js';
import { stagedValue } from './stagedValue.js';
import type { TableTarget, WriteContext } from './target.js';
import type { TargetColumn } from './targetColumn.js';

/** What a value's file may say of its unit: compared with the definition's, and not kept. */
const unit: TargetColumn = { name: 'unit', sqlType: 'text', kind: 'text', required: false, absent: null };

/** Values of metrics, each checked against its definition, its entity, and what is known of the same key. */
export function metricValuesTarget(table: TableTarget): TableTarget {
  return {
    ...table,
    columns: new Map([...table.columns, [unit.name, unit]]),
    async write(given: WriteContext) {
      const context = await settleApps(given);
      await rejectUnknownEntities(context);
      await rejectUnlikeDefinitions(context);
      await rejectSecondValues(context, table.key);
      const columns = context.columns.filter(({ target }) => target.name !== unit.name);
      return mergeRows(table, { ...context, columns });
    },
  };
}

/** What metrics mean; see `rejectBadDefinitions`. */
export const metricDefinitionsTarget = (table: TableTarget): TableTarget => ({
  ...table,
  async write(context) {
    await rejectBadDefinitions(context);
    return mergeRows(table, context);
  },
});

/** What distinct counts count: of known entities, under a name that a definition has. */
export const metricBaseRowsTarget = (table: TableTarget): TableTarget => ({
  ...table,
  async write(given) {
    const context = await settleApps(given);
    await rejectUnknownEntities(context);
    await rejectStaged(
      context,
      'base_name',
      (value) => sql`not exists (select from facet.metric_definitions d where d.base_name = ${value})`,
      'is the base of no row of metric_definitions',
    );
    await rejectStaged(
      context,
      'level',
      (value) => sql`not exists (
        select from facet.metric_definitions d where d.base_name = ${stagedValue(context, 'base_name')}
          and (d.levels = '{}' or ${value} = any (d.levels)))`,
      'is no level that metrics of its base are kept at',
    );
    return mergeRows(table, context);
  },
});
