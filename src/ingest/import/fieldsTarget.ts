import { changeCatalogue } from '../../catalogue/changeCatalogue.js';
import type { CatalogueChange } from '../../catalogue/changes.js';
import { sql } from 'drizzle-orm';
import type postgres from 'postgres';
import { identifier, list } from '../../db/sql.js';
import type { Sql } from '../../db/client.js';
import { dayIn } from '../../lib/days.js';
import { UserError } from '../../lib/UserError.js';
import { BadValue } from './BadValue.js';
import { listedType } from './listedType.js';
import type { ColumnPlan } from './columnPlan.js';
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

interface FieldRow {
  readonly line: string;
  readonly slot: string;
  readonly alias: string;
  readonly data_type?: string | null;
  readonly description?: string | null;
  readonly unit?: string | null;
  readonly category?: string | null;
  readonly pii_class?: string | null;
  readonly valid_from?: string | null;
  readonly valid_to?: string | null;
}

function toChanges(row: FieldRow): CatalogueChange[] {
  const { slot, alias, valid_from: from, valid_to: on } = row;
  const addition: CatalogueChange = {
    kind: 'add',
    alias,
    slot,
    dataType: listedType(row.data_type, slot),
    description: row.description ?? `${alias}, as its source gives it.`,
    unit: row.unit ?? undefined,
    category: row.category ?? undefined,
    piiClass: row.pii_class ?? undefined,
    from: from ?? undefined,
  };
  return [addition, ...(on == null ? [] : [{ kind: 'retire', alias, on } as const])];
}

/** Adds one listed meaning where it is not there yet; gives 1 where it was added. Throws a `UserError` where it cannot. */
async function addMeaning(client: Sql, row: FieldRow, today: string): Promise<number> {
  const plans = await changeCatalogue(
    client,
    ({ meanings }) => {
      const isThere = meanings.some(
        ({ slot, alias, formerNames, validFrom }) =>
          slot === row.slot.toUpperCase() &&
          [alias, ...formerNames].some((name) => name.toLowerCase() === row.alias.toLowerCase()) &&
          (row.valid_from == null || row.valid_from === validFrom),
      );
      return isThere ? [] : toChanges(row);
    },
    { today },
  );
  return plans.length === 0 ? 0 : 1;
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
  const today = dayIn(job.config.timeZone, job.now);
  const from = mapped.find(({ target }) => target.name === 'alias')?.columns.join(', ') ?? '';
  let written = 0;
  for await (const rows of readInBatches(transaction, mapped)) {
    for (const row of rows) {
      try {
        written += await addMeaning(transaction as unknown as Sql, row, today);
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
