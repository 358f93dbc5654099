import { sql, type SQL } from 'drizzle-orm';
import { folded } from '../../db/folded.js';
import { identifier } from '../../db/sql.js';

/** The system of the keys of customers themselves. */
export const keySystem = 'id';

const values = identifier('facet_list_values');

/** Its different values with who is known by each. */
export const found = identifier('facet_list_found');

/** What a list's values are copied into, one row for each of the file. */
export const createListValues: SQL = sql`
  create temporary table ${values} (line bigint, value text collate "C") on commit drop`;

export const copyValues: SQL = sql`copy ${values} from stdin`;

export const analyseValues: SQL = sql`analyze ${values}`;

const distinctValues = sql`select value, min(line) as line from ${values} group by value`;

const byKey = sql`
  select v.line, v.value, c.customer_id, (c.customer_id is not null)::int as owners
  from (${distinctValues}) v left join facet.customers c on c.customer_id = v.value`;

/** As `customerByIdentifier` finds: the case of a system does not count, but where it is spelled exactly that alone does. */
const byIdentifier = (system: string): SQL => {
  const exact = sql`i.system = ${system}::text`;
  return sql`
  select v.line, v.value,
    coalesce(min(i.customer_id) filter (where ${exact}), min(i.customer_id)) as customer_id,
    coalesce(nullif(count(distinct i.customer_id) filter (where ${exact}), 0), count(distinct i.customer_id))::int as owners
  from (${distinctValues}) v left join facet.customer_identifiers i
    on ${folded(sql`i.system`)} = ${folded(sql`${system}::text`)}
    and facet.identifier_value(i.system, i.value) collate "C" = facet.identifier_value(${system}::text, v.value) collate "C"
  group by v.line, v.value`;
};

/** What the different values are put into, with who is known by each. */
export const createFound: SQL = sql`
  create temporary table ${found} (line bigint, value text collate "C", customer_id text collate "C", owners integer) on commit drop`;

/** Finds who is known by each different value. */
export const matchValues = (system: string): SQL => sql`
  insert into ${found} (line, value, customer_id, owners) ${system === keySystem ? byKey : byIdentifier(system)}`;

/** How many rows were copied, and what was found. */
export const countFound: SQL = sql`
  select (select count(*)::int from ${values}) as rows,
    count(distinct customer_id) filter (where owners = 1)::int as matched,
    count(*) filter (where owners = 0)::int as unmatched, count(*) filter (where owners > 1)::int as ambiguous
  from ${found}`;
