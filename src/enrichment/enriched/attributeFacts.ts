import { sql } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { compile, identifier, list } from '../../db/sql.js';
import type { AttributeDefinition } from '../definitions/definition.js';
import { dataTypes } from '../../words/dataTypes.js';

/** Facts of one attribute in a run: the number of nulls, and the least, median and greatest value where values have an order. */
export interface AttributeFacts {
  readonly attribute: string;
  readonly nulls: number;
  readonly minimum: string | null;
  readonly median: string | null;
  readonly maximum: string | null;
}

const isOrdered = ({ dataType }: AttributeDefinition): boolean => dataTypes[dataType].slotKind !== 'STR';

/** The number of customers whose median is computed where there are more. */
const sampled = 20_000;

/** Attributes per statement: a select list holds 1,664 columns at the most. */
const atOnce = 400;

/**
 * The facts of attributes from the computed values of a run, which are read once. The median is that of every n-th customer where
 * there are many.
 */
export async function attributeFacts(
  db: Sql,
  { table, rows }: { readonly table: string; readonly rows: number },
  attributes: readonly AttributeDefinition[],
): Promise<readonly AttributeFacts[]> {
  const every = Math.max(1, Math.floor(rows / sampled));
  const sample = every === 1 ? sql`` : sql` filter (where mod(hashtext(customer_id), ${sql.raw(String(every))}) = 0)`;
  const facts: AttributeFacts[] = [];
  for (let from = 0; from < attributes.length; from += atOnce) {
    const some = attributes.slice(from, from + atOnce);
    const columns = some.flatMap((attribute) => {
      const column = identifier(attribute.name);
      const nulls = sql`(count(*) - count(${column}))::text`;
      if (!isOrdered(attribute)) return [nulls, sql`null::text`, sql`null::text`, sql`null::text`];
      const median = sql`(percentile_disc(0.5) within group (order by ${column})${sample})::text`;
      return [nulls, sql`min(${column})::text`, median, sql`max(${column})::text`];
    });
    const { text } = compile(sql`select ${list(columns)} from ${identifier(table)}`);
    const [row = []] = await db.unsafe(text).values();
    for (const [index, { name }] of some.entries()) {
      const [nulls, minimum, median, maximum] = row.slice(4 * index, 4 * index + 4) as (string | null)[];
      facts.push({
        attribute: name,
        nulls: Number(nulls),
        minimum: minimum ?? null,
        median: median ?? null,
        maximum: maximum ?? null,
      });
    }
  }
  return facts;
}
