import { sql, type SQL } from 'drizzle-orm';
import { unifiedCustomers } from '../../../../db/tables/index.js';
import { list, literal } from '../../../../db/sql.js';
import type { ColumnPlan } from '../../columns/columnPlan.js';
import { absentColumn } from '../../columns/compileColumn.js';
import type { TargetColumn } from '../../columns/targetColumn.js';
import { mergeRows } from '../../merge/mergeRows.js';
import type { WriteContext, Written } from '../../merge/writeContext.js';
import { completeStaging, type MadeColumn } from '../../staging/completeStaging.js';
import { stagedValue, valueOf } from '../../staging/stagingStatements.js';
import { badConfig } from '../../values/badConfig.js';
import { tableTarget } from '../tableTarget.js';
import type { TableTarget } from '../target.js';
import { foreignKeyPrefix, namespacePattern } from './namespaces.js';

const table = tableTarget(unifiedCustomers, { identity: ['datasource', 'pk'], unmapped: { customer_id: '' } });

const keyText = 'text COLLATE "C"';

const ofFacet = (name: string, sqlType: string): TargetColumn => ({
  name,
  sqlType,
  kind: sqlType,
  required: false,
  absent: null,
});

const customer = ofFacet('customer_id', keyText);
const isLinked = ofFacet('is_linked', 'boolean');
const foreignKeys = ofFacet('foreign_keys', 'jsonb');

const foreignKey = (name: string): TargetColumn => ({
  name,
  sqlType: 'text',
  kind: 'text',
  required: false,
  absent: null,
  isIndexed: true,
});

/** The columns of foreign keys among those of a mapping. Throws a `UserError` for one whose namespace is none. */
export function foreignKeyNames(mapped: readonly string[], where: string): string[] {
  const names = mapped.filter((name) => name.startsWith(foreignKeyPrefix));
  const bad = names.find((name) => !new RegExp(`^${foreignKeyPrefix}${namespacePattern}$`).test(name));
  if (bad !== undefined)
    throw badConfig(
      `${where}.columns: "${bad}" is no foreign key: ${foreignKeyPrefix} and a namespace of small letters, digits and underscores, ` +
        'a letter first, 40 at most.',
    );
  return names;
}

/** SQL: the foreign keys that a record has, with those of the staged row in their place. */
function mergedKeys(keys: readonly ColumnPlan[]): SQL {
  const names = list(keys.map(({ target }) => literal(target.name.slice(foreignKeyPrefix.length))));
  const given = sql`jsonb_strip_nulls(jsonb_object(array[${names}]::text[], array[${list(keys.map(valueOf))}]::text[]))`;
  return sql`coalesce(old.foreign_keys, '{}') - array[${names}]::text[] || ${given}`;
}

/**
 * Merges source records. One whose customer the mapping does not give keeps the one that it has, and a new one waits for linking; one
 * whose customer it gives is never linked. Foreign keys of other namespaces stay.
 */
async function writeRecords(context: WriteContext): Promise<Written> {
  const { columns, step } = context;
  const isGiven = columns.some(({ target, constant }) => target.name === customer.name && constant !== '');
  const keys = columns.filter(({ target }) => target.name.startsWith(foreignKeyPrefix));
  const given = isGiven ? [absentColumn({ ...isLinked, absent: 'false' })] : [];
  if (isGiven && keys.length === 0) return mergeRows(table, { ...context, columns: [...columns, ...given] });
  const made: MadeColumn[] = [
    ...(isGiven
      ? []
      : [
          { target: customer, value: sql`coalesce(old.customer_id, '')` },
          { target: isLinked, value: sql`coalesce(old.is_linked, true)` },
        ]),
    ...(keys.length === 0 ? [] : [{ target: foreignKeys, value: mergedKeys(keys) }]),
  ];
  const completed = await completeStaging({
    columns,
    spent: keys,
    made,
    joined: sql`left join facet.unified_customers as old
      on old.datasource = ${stagedValue(columns, 'datasource')} and old.pk = ${stagedValue(columns, 'pk')}`,
    step,
  });
  return mergeRows(table, { ...context, columns: [...completed, ...given] });
}

/** The target of source records, with columns for these foreign keys. */
export const recordsTarget = (keys: readonly string[]): TableTarget => ({
  ...table,
  columns: new Map([...table.columns, ...keys.map((name) => [name, foreignKey(name)] as const)]),
  write: writeRecords,
});
