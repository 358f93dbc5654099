import type { NewMeaning } from '../../catalogue/plan.js';
import { sql } from 'drizzle-orm';
import type postgres from 'postgres';
import { identifier, list } from '../../db/sql.js';
import type { Sql } from '../../db/client.js';
import type { Job } from '../../db/job.js';
import { changeNames } from '../../enrichment/reservedNames.js';
import { UserError } from '../../lib/UserError.js';
import { BadValue } from './BadValue.js';
import type { ColumnPlan } from './columnPlan.js';
import { isListed, toChanges, type FieldRow } from './listedChanges.js';
import { run } from '../../db/runStatement.js';
import { stagedRows } from './stagingStatements.js';
import type { Target, WriteContext, Written } from './target.js';
import type { TargetColumn } from './targetColumn.js';

const column = (name: string, kind = 'text', required = false, nullMeans?: string): TargetColumn => ({
  name,
  sqlType: kind,
  kind,
  required,
  absent: null,
  nullMeans,
});

const columns = [
  column('slot', 'text', true),
  column('alias', 'text', true),
  column('data_type'),
  column('description'),
  column('unit'),
  column('category'),
  column('pii_class'),
  column('valid_from', 'date', false, 'that it has always been so'),
  column('valid_to', 'date', false, 'that it has no end'),
];

/** Adds one listed meaning where it is not there yet; gives it where it was added. Throws a `UserError` where it cannot. */
async function addMeaning(job: Job, row: FieldRow): Promise<NewMeaning | undefined> {
  const plans = await changeNames(job, ({ meanings }) => {
    return isListed(row, meanings) ? [] : toChanges(row, job, meanings);
  });
  const [plan] = plans;
  return plan?.do === 'insert' ? plan.meaning : undefined;
}

/** By a cursor of PostgreSQL's own: while one of postgres.js is open, nothing else runs on the connection. */
async function* readInBatches(
  transaction: postgres.TransactionSql,
  mapped: readonly ColumnPlan[],
): AsyncGenerator<readonly FieldRow[]> {
  const columns = mapped.map(({ target: { name } }) => sql`${identifier(name)}::text`);
  await run(
    transaction,
    sql`declare facet_fields no scroll cursor for
      select ${list([sql`line`, ...columns])} from ${stagedRows(mapped)} order by line`,
  );
  for (;;) {
    const rows = await transaction<FieldRow[]>`fetch 500 from facet_fields`;
    if (rows.length === 0) break;
    yield rows;
  }
  await transaction`close facet_fields`;
}

/** Each row is a change of its own: one that is refused is a reject, and leaves the others alone. */
async function writeFields({ job, transaction, rejects, columns: mapped }: WriteContext): Promise<Written> {
  const inside = { ...job, sql: transaction as unknown as Sql };
  const from = mapped.find(({ target }) => target.name === 'alias')?.columns.join(', ') ?? '';
  let written = 0;
  const filled: string[] = [];
  for await (const rows of readInBatches(transaction, mapped)) {
    for (const row of rows) {
      try {
        const added = await addMeaning(inside, row);
        if (added === undefined) continue;
        written += 1;
        if (added.metric !== null) filled.push(`${added.slot} (${added.alias})`);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        const { line, ...fields } = row;
        rejects.add(
          { line: Number(line), fields: Object.values<string | null>(fields) },
          new BadValue(`is refused: ${error.message}`, row.alias, from),
        );
      }
    }
    await rejects.flush();
  }
  if (filled.length > 0)
    job.progress.say(
      `the next facet snapshot fills ${filled.length} of these slots, whose names are those of metrics: ${filled.slice(0, 20).join(', ')}${
        filled.length > 20 ? ' …' : ''
      }`,
    );
  return { rows: written };
}

/** An alias list: which generic column means what, from when to when. */
export const fieldsTarget: Target = {
  name: 'customer_profile_fields',
  columns: new Map(columns.map((one) => [one.name, one])),
  key: ['slot', 'alias'],
  contentKey: undefined,
  write: writeFields,
};
