import { sql } from 'drizzle-orm';
import type { TargetColumn } from '../../columns/targetColumn.js';
import { mergeRows } from '../../merge/mergeRows.js';
import type { WriteContext } from '../../merge/writeContext.js';
import { rejectStaged } from '../../rejects/rejectStaged.js';
import { stagedValue } from '../../staging/stagingStatements.js';
import type { TableTarget } from '../target.js';
import {
  fillDefaultApp,
  rejectBadDefinitions,
  rejectDefinitionMismatches,
  rejectUnknownEntities,
} from './metricChecks.js';
import { rejectConflictingValues } from './rejectConflictingValues.js';

/** The unit of a value: compared with that of its definition, and not stored. */
const unit: TargetColumn = { name: 'unit', sqlType: 'text', kind: 'text', required: false, absent: null };

/** A target of values of metrics, each checked against its definition, its entity, and other values of its key. */
export function metricValuesTarget(table: TableTarget): TableTarget {
  return {
    ...table,
    columns: new Map([...table.columns, [unit.name, unit]]),
    async write(given: WriteContext) {
      const context = await fillDefaultApp(given);
      await rejectUnknownEntities(context);
      await rejectDefinitionMismatches(context);
      await rejectConflictingValues(context, table.key);
      const columns = context.columns.filter(({ target }) => target.name !== unit.name);
      return mergeRows(table, { ...context, columns });
    },
  };
}

/** A target of definitions of metrics; see `rejectBadDefinitions`. */
export const metricDefinitionsTarget = (table: TableTarget): TableTarget => ({
  ...table,
  async write(context) {
    await rejectBadDefinitions(context);
    return mergeRows(table, context);
  },
});

/** A target of the rows that distinct counts count, each of a known entity and of a base that a definition names. */
export const metricBaseRowsTarget = (table: TableTarget): TableTarget => ({
  ...table,
  async write(given) {
    const context = await fillDefaultApp(given);
    await rejectUnknownEntities(context);
    await rejectStaged(
      context,
      'base_name',
      (value) => sql`not exists (select 1 from facet.metric_definitions d where d.base_name = ${value})`,
      'is the base of no row of metric_definitions',
    );
    await rejectStaged(
      context,
      'level',
      (value) => sql`not exists (
        select 1 from facet.metric_definitions d where d.base_name = ${stagedValue(context.columns, 'base_name')}
          and (d.levels = '{}' or ${value} = any (d.levels)))`,
      'is no level that metrics of its base are kept at',
    );
    return mergeRows(table, context);
  },
});
