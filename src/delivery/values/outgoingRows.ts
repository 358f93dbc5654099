import { sql, type SQL } from 'drizzle-orm';
import type { OutgoingAttributes } from '../../config.js';
import { list } from '../../db/sql.js';
import type { Scope } from '../../scope.js';
import { visibleRows } from '../../visibleRows.js';
import { hashedValue } from './hashedValue.js';
import { outgoingValue, type OutgoingValue, type ValueSettings } from './outgoingValue.js';

/** In place of an outgoing name: a customer that was assigned and is not there, or not to be seen by whoever scheduled it. */
const notACustomer = '(customer)';

interface RowsQuestion extends ValueSettings {
  readonly scope: Pick<Scope, 'viewer'>;
  readonly attributes: OutgoingAttributes;
  /** `customer_id` of each customer, once. */
  readonly assigned: SQL;
}

/** Values of a system of identifiers, hashed where that was asked for; what cannot be hashed is none. */
function identifiers({ scope, attributes, callingCode }: RowsQuestion, system: string): SQL {
  const hash = attributes.find((one) => one.identifier === system)?.hash;
  const value = hash === undefined ? sql`s.value` : hashedValue(sql`s.value`, hash, callingCode);
  return sql`
    select distinct h.customer_id, h.value
    from (select s.customer_id, ${value} as value from ${visibleRows(scope, 'customer_identifiers', 's')} where s.system = ${system}::text) h
    where h.value is not null`;
}

/** The outgoing name of the first required attribute that is null or blank; null where all are there. */
function missingOf(values: readonly OutgoingValue[]): SQL {
  const required = values.filter((one) => one.required);
  const gone = sql`when c.customer_id is null then ${notACustomer}::text`;
  const branches = required.map((one) => sql`when coalesce(btrim(${one.sql}), '') = '' then ${one.as}::text`);
  return sql`case ${sql.join([gone, ...branches], sql` `)} end`;
}

/**
 * What a destination is given: `customer_id`, `n` (the number of the row among the customer's), `values` (in the order of the
 * attributes) and `missing`, the name of what a customer is left out for; such a customer has one row.
 */
export function outgoingRows(question: RowsQuestion): SQL {
  const { scope, attributes, assigned, day } = question;
  const values = attributes.map((one) => outgoingValue(one, question));
  const system = values.find((one) => one.system !== undefined)?.system;
  const joins = [
    sql`left join ${visibleRows(scope, 'customers', 'c')} on c.customer_id = a.customer_id`,
    ...(values.some((one) => one.ofProfile)
      ? [
          sql`left join ${visibleRows(scope, 'customer_profiles', 'p')} on p.customer_id = a.customer_id and p.profile_date = ${day}::date`,
        ]
      : []),
    ...(system === undefined
      ? []
      : [sql`left join (${identifiers(question, system)}) i on i.customer_id = a.customer_id`]),
  ];
  const number = system === undefined ? sql`1` : sql`row_number() over (partition by a.customer_id order by i.value)`;
  return sql`
    select * from (
      select a.customer_id, ${number} as n, array[${list(values.map((one) => one.sql))}]::text[] as "values",
        ${missingOf(values)} as missing
      from (${assigned}) a ${sql.join(joins, sql` `)}
    ) r
    where r.missing is null or r.n = 1`;
}
