import { sql, type SQL } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { identifier } from '../../db/sql.js';
import type { FileReport, ImportWarning } from './importReport.js';

/** The targets whose rows are of customers, and whether a row of nobody is worth a word there. */
const ofCustomers: ReadonlyMap<string, { readonly tellsNobody: boolean }> = new Map([
  ['unified_itemized_transactions', { tellsNobody: true }],
  // Visitors whom nobody knows are ordinary; "facet enrich" counts them.
  ['activity', { tellsNobody: false }],
  ['imported_attributes', { tellsNobody: true }],
  ['campaign_targetings', { tellsNobody: true }],
  ['campaign_recipients', { tellsNobody: true }],
  ['coupon_redemptions', { tellsNobody: true }],
]);

interface Unknown {
  readonly customers: number;
  readonly rows: number;
  readonly nobody: number;
  readonly examples: readonly string[];
}

/** Only the months that were written are looked at, where a table is kept by month. */
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
  where not exists (select from facet.unified_customers u where u.customer_id = written.customer_id and u.customer_id <> '')`;

/** The files' targets, each once, with the months of all of its files. */
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

/** Warns of the rows that a load wrote for customers whom no source record names: they are kept, but not served yet. */
export async function unknownCustomers(
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
    if (nobody > 0 && ofCustomers.get(target)?.tellsNobody === true)
      warnings.push({
        about: `nobody ${target}`,
        text: `${target}: rows that name no customer: ${nobody}`,
        examples: [],
      });
  }
  return warnings;
}
