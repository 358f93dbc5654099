import { sql } from 'drizzle-orm';
import { identifier, list } from '../../../../db/sql.js';
import type { Sql } from '../../../../db/client.js';
import type { Job } from '../../../../db/job.js';
import { changeNames } from '../../../../enrichment/reservedNames.js';
import { UserError } from '../../../../lib/errors/UserError.js';
import { BadValue } from '../../values/BadValue.js';
import type { ColumnPlan } from '../../columns/columnPlan.js';
import type { ChangesFor } from '../../../../catalogue/changeCatalogue.js';
import type { NewMeaning } from '../../../../catalogue/plan.js';
import { run } from '../../../../db/runStatement.js';
import type { TargetColumn } from '../../columns/targetColumn.js';
import { columnsOutside, type WriteContext, type Written } from '../../merge/writeContext.js';
import { stagedRows } from '../../staging/stagingStatements.js';
import type { Target } from '../target.js';
import { isListed, toChanges, type FieldRow } from './listedChanges.js';

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

/**
 * Adds a listed meaning to the catalogue and gives it; undefined where it is there already. Throws a `UserError` where
 * it is refused.
 */
async function addMeaning(job: Job, row: FieldRow, growOn: Sql | null): Promise<NewMeaning | undefined> {
  const changes: ChangesFor = ({ meanings }) => (isListed(row, meanings) ? [] : toChanges(row, job, meanings));
  const plans = await changeNames(job, changes, { growOn });
  const [plan] = plans;
  return plan?.do === 'insert' ? plan.meaning : undefined;
}

/** Reads the staged rows by a cursor of SQL: while one of postgres.js is open, nothing else runs on the connection. */
async function* readInBatches(transaction: Sql, mapped: readonly ColumnPlan[]): AsyncGenerator<readonly FieldRow[]> {
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

/** Applies each row as a change of its own: one that is refused is rejected, without effect on the others. */
async function writeFields({ job, transaction, rejects, columns: mapped }: WriteContext): Promise<Written> {
  const inside: Job = { ...job, client: transaction };
  const growOn = columnsOutside({ job });
  const from = mapped.find(({ target }) => target.name === 'alias')?.columns.join(', ') ?? '';
  let written = 0;
  const filled: string[] = [];
  for await (const rows of readInBatches(transaction, mapped)) {
    for (const row of rows) {
      try {
        const added = await addMeaning(inside, row, growOn);
        if (added === undefined) continue;
        written += 1;
        if (added.definition !== null) filled.push(`${added.slot} (${added.alias})`);
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
      `the next facet snapshot fills ${filled.length} of these slots, whose names are those of calculated attributes: ${filled.slice(0, 20).join(', ')}${
        filled.length > 20 ? ' …' : ''
      }`,
    );
  return { rows: written };
}

/** A target of alias lists: which slot means what, from when to when. */
export const fieldsTarget: Target = {
  name: 'customer_profile_fields',
  columns: new Map(columns.map((one) => [one.name, one])),
  key: ['slot', 'alias'],
  contentKey: undefined,
  write: writeFields,
};
