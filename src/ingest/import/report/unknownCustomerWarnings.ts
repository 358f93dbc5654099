import { sql, type SQL } from 'drizzle-orm';
import type { Sql } from '../../../db/client.js';
import { run } from '../../../db/runStatement.js';
import { identifier } from '../../../db/sql.js';
import { tableTargets } from '../targets/tableTargets.js';
import type { FileReport, ImportWarning } from './importReport.js';

/** Targets that say who the customers are. */
const ofRecords: ReadonlySet<string> = new Set(['unified_customers', 'unified_scores']);

/** The targets whose rows belong to customers. */
const ofCustomers: ReadonlySet<string> = new Set([
  'imported_attributes',
  ...[...tableTargets.values()]
    .filter(({ name, columns }) => columns.has('customer_id') && !ofRecords.has(name))
    .map(({ name }) => name),
]);

/** Targets whose rows ordinarily name no customer: "facet enrich" counts unknown visitors. */
const ofAnybody: ReadonlySet<string> = new Set(['activity']);

interface Unknown {
  readonly customers: number;
  readonly rows: number;
  readonly nobody: number;
  readonly examples: readonly string[];
}

/** Restricts a table that is partitioned by month to the months that were written. */
const inMonths = ({ months }: FileReport): SQL =>
  months === undefined
    ? sql``
    : sql`and ${identifier(months.column)} >= ${months.first}::date::timestamp at time zone 'UTC'
        and ${identifier(months.column)} < (${months.last}::date + interval '1 month')::timestamp at time zone 'UTC'`;

const count = (target: string, loadId: string, file: FileReport): SQL => sql`
  select (count(*) filter (where customer_id <> ''))::int as customers,
    coalesce(sum(rows) filter (where customer_id <> ''), 0)::int as rows,
    coalesce(sum(rows) filter (where customer_id = ''), 0)::int as nobody,
    coalesce((array_agg(customer_id order by customer_id) filter (where customer_id <> ''))[1:3], '{}') as examples
  from (
    select customer_id, count(*) as rows from facet.${identifier(target)}
    where load_id = ${loadId}::bigint ${inMonths(file)} group by customer_id) as written
  where not exists (select 1 from facet.unified_customers u where u.customer_id = written.customer_id and u.customer_id <> '')`;

/** The reports with one for each target, which has the months of all of its sources. */
function byTarget(files: readonly FileReport[]): FileReport[] {
  const found = new Map<string, FileReport>();
  for (const file of files.filter(({ target, rowsWritten }) => ofCustomers.has(target) && rowsWritten > 0)) {
    const [one, other] = [found.get(file.target)?.months, file.months];
    const months =
      one === undefined || other === undefined
        ? other
        : {
            ...one,
            first: one.first < other.first ? one.first : other.first,
            last: one.last > other.last ? one.last : other.last,
          };
    found.set(file.target, { ...file, months });
  }
  return [...found.values()];
}

/**
 * Warnings about rows that a load wrote for customers who are in no source record: they are kept, but not served yet.
 */
export async function unknownCustomerWarnings(
  client: Sql,
  loadId: string,
  files: readonly FileReport[],
): Promise<ImportWarning[]> {
  const warnings: ImportWarning[] = [];
  for (const file of byTarget(files)) {
    const { target } = file;
    const [unknown] = await run<Unknown>(client, count(target, loadId, file));
    const { customers, rows, nobody, examples } = unknown as Unknown;
    if (customers > 0)
      warnings.push({
        about: `unknown ${target}`,
        text: `${target}: customers who are in no source record, and so are not served: ${customers} (rows: ${rows})`,
        examples,
      });
    if (nobody > 0 && !ofAnybody.has(target))
      warnings.push({
        about: `nobody ${target}`,
        text: `${target}: rows that name no customer: ${nobody}`,
        examples: [],
      });
  }
  return warnings;
}
