import { sql, type SQL } from 'drizzle-orm';
import { literal } from '../../../../db/sql.js';
import { textLimits } from '../../../../words/limits.js';
import { cleanText, keyOwners, tableStatements } from '../../../derive/index.js';
import { absentColumn } from '../../columns/compileColumn.js';
import type { TargetColumn } from '../../columns/targetColumn.js';
import { mergeRows } from '../../merge/mergeRows.js';
import type { WriteContext, Written } from '../../merge/writeContext.js';
import { rejectStaged } from '../../rejects/rejectStaged.js';
import { completeStaging } from '../../staging/completeStaging.js';
import { stagedValue } from '../../staging/stagingStatements.js';
import type { TableTarget } from '../target.js';
import { namespacePattern } from './namespaces.js';

const namespace = 'source_namespace';
const sourceKey = 'source_customer_id';

/** What is wrong with a mapping: a row follows a foreign key, or its source names its customer. */
function mappingFault(mapped: ReadonlySet<string>): string | undefined {
  if (!mapped.has(namespace)) return undefined;
  if (mapped.has('customer_id'))
    return `customer_id and ${namespace} are both mapped, but a row that names a foreign key belongs to the person who has it; leave one out`;
  return mapped.has(sourceKey)
    ? undefined
    : `${namespace} says what kind of key ${sourceKey} is, to which nothing is mapped`;
}

/** SQL: whether an index can hold the key of a staged row with its owner. */
function fitsKey({ key, columns: all }: TableTarget, columns: WriteContext['columns']): SQL {
  const texts = key
    .filter((name) => name !== 'customer_id' && all.get(name)?.kind === 'text')
    .map((name) => sql` + octet_length(coalesce(${stagedValue(columns, name)}, ''))`);
  return sql`octet_length(owner.customer_id)${sql.join(texts)} <= ${sql.raw(String(textLimits.wholeKeyBytes))}`;
}

/** Merges rows that name foreign keys, each with the customer who has it now; `''` where nobody has. */
async function writeFollowing(target: TableTarget, context: WriteContext): Promise<Written> {
  const { columns, step } = context;
  const customer = target.columns.get('customer_id') as TargetColumn;
  await rejectStaged(
    context,
    namespace,
    (value) => sql`${value} !~ ${literal(`^${namespacePattern}$`)}`,
    'is no namespace of foreign keys; that of fk_shop is shop',
  );
  for (const statement of tableStatements('follow_owners', keyOwners)) await step(sql.raw(statement));
  const completed = await completeStaging({
    columns,
    spent: [],
    made: [{ target: customer, value: sql`coalesce(owner.customer_id, '')` }],
    before: sql`with owner as materialized (select * from follow_owners)`,
    joined: sql`cross join lateral (
        select ${stagedValue(columns, namespace)} as namespace, ${stagedValue(columns, sourceKey)} as value) as named
      left join owner on owner.namespace = named.namespace and owner.value = ${sql.raw(cleanText('named.value'))}
        and ${fitsKey(target, columns)}`,
    step,
  });
  return mergeRows(target, { ...context, columns: completed });
}

/** A target whose rows may follow a person by a foreign key, `source_customer_id` in a `source_namespace`. */
export function followingTarget(target: TableTarget): TableTarget {
  const followed = target.columns.get(namespace) as TargetColumn;
  return {
    ...target,
    mappingFault,
    write(context) {
      const isMapped = (name: string): boolean =>
        context.columns.some((column) => column.target.name === name && column.constant !== '');
      if (isMapped(namespace)) return writeFollowing(target, context);
      // A row whose source names the customer follows no key any more.
      const columns = isMapped('customer_id') ? [...context.columns, absentColumn(followed)] : context.columns;
      return mergeRows(target, { ...context, columns });
    },
  };
}
