import { sql, type SQL } from 'drizzle-orm';
import { identifier, list, literal } from '../../../db/sql.js';
import type { BaseAttribute, DaysToCompute } from '../../definitions/definition.js';
import { attributeColumns, dayRows } from '../../definitions/familyRows.js';
import { orderStates, type MoneyOptions } from './orderStates.js';
import { moveParts, orderParts, orderValue, valueCounts, valueNames, valueParts, type Parts } from './parts.js';
import { leavingColumns } from './periods.js';

/** SQL of rows `(customer_id, changes)`: the days on which what the windows hold of a relation changes. */
const changeDays = (relation: SQL): SQL => {
  const changing = ['day', ...leavingColumns];
  return sql`
    select customer_id, (array[${sql.raw(changing.join(', '))}])[k] as changes
    from ${relation} cross join (values ${sql.raw(changing.map((_, index) => `(${index + 1})`).join(', '))}) as ks (k)`;
};

/**
 * SQL of rows `(customer_id, point, until)`: the values of a customer are the same from a point to before the next one, so
 * that they are worked out once for all days between. Of a single day it is the only point.
 */
function pointsOf(changing: readonly SQL[], days: readonly string[]): SQL {
  const sorted = days.toSorted();
  const [first, last] = [literal(sorted[0] ?? ''), literal(sorted.at(-1) ?? '')];
  const union = (parts: readonly SQL[]): SQL => sql.join([...parts], sql` union all `);
  if (days.length === 1)
    return sql`
      select distinct customer_id, ${first}::date as point, null::date as until
      from (${union(changing.map((relation) => sql`select customer_id from ${relation}`))}) as known`;
  return sql`
    select customer_id, point, lead(point) over (partition by customer_id order by point) as until
    from (
      select distinct customer_id, greatest(changes, ${first}::date) as point
      from (${union(changing.map(changeDays))}) as changing where changes <= ${last}::date
    ) as points`;
}

const points = sql`facet_points as p`;

/** Each customer's orders as they stood on each point. */
const standing = sql`${points} join facet_orders as o
  on o.customer_id = p.customer_id and o.day <= p.point and (o.until is null or o.until > p.point)`;

const kinds = sql.raw(valueNames.map((kind) => `('${kind}')`).join(', '));

interface Relation {
  readonly parts: Parts;
  /** The rows per customer and point; `columns` are the parts that are wanted. */
  readonly rows: (columns: SQL) => SQL;
}

/** What expressions of attributes may name, by the alias. */
const relations: Readonly<Record<string, Relation>> = {
  s: {
    parts: orderParts,
    rows: (columns) => sql`select p.customer_id, p.point ${columns} from ${standing} group by p.customer_id, p.point`,
  },
  v: {
    parts: valueParts,
    rows: (columns) => sql`
      select x.customer_id, x.point ${columns}
      from (
        select p.customer_id, p.point, k.kind, ${sql.raw(orderValue)} as value, ${sql.raw(valueCounts)}
        from ${standing} cross join (values ${kinds}) as k (kind)
        where ${sql.raw(orderValue)} is not null
        group by 1, 2, 3, 4
      ) as x group by x.customer_id, x.point`,
  },
  r: {
    parts: moveParts,
    rows: (columns) => sql`
      select p.customer_id, p.point ${columns}
      from ${points} join facet_moves as m on m.customer_id = p.customer_id and m.day <= p.point
      where m.is_return or m.is_cancellation
      group by p.customer_id, p.point`,
  },
};

/** The columns of an alias that expressions name. */
function namedColumns(attributes: readonly BaseAttribute[], alias: string): string[] {
  const found = attributes.flatMap(({ sql: text }) => [...text.matchAll(/\b([svr])\.(\w+)/g)]);
  return [...new Set(found.filter(([, of]) => of === alias).map(([, , name = '']) => name))];
}

function partColumns(parts: Parts, names: readonly string[]): SQL {
  const missing = names.find((name) => !parts.has(name));
  if (missing !== undefined) throw new Error(`There is no part "${missing}" of transaction attributes`);
  return sql.raw(names.map((name) => `, ${parts.get(name)} as ${name}`).join(''));
}

/** Whether an expression names the day that is worked out, and so may change between two points. */
const namesDay = ({ sql: text }: BaseAttribute): boolean => /\bdays\.day\b/.test(text);

/** What is kept of a point: the attributes that hold until the next one, and the parts that those of each day name. */
function valuesOfPoints(wanted: readonly BaseAttribute[]): SQL[] {
  const daily = wanted.filter(namesDay);
  return [
    ...wanted.filter((attribute) => !namesDay(attribute)).map((attribute) => attributeColumns([attribute])),
    ...namedColumns(daily, 's').map((name) => sql.raw(`s.${name}`)),
  ];
}

/** The select item of an attribute over a row `s` of values of a point. */
const valueOfDay = (attribute: BaseAttribute): SQL =>
  namesDay(attribute) ? attributeColumns([attribute]) : sql`s.${identifier(attribute.name)}`;

/**
 * A query of rows `(customer_id, day, <attributes>)` of everybody with orders, from one pass over the order lines up to the last
 * day. Expressions name parts of orders (`s`), of their brands, channels and stores (`v`) and of what was taken back (`r`).
 */
export function transactionRows(wanted: readonly BaseAttribute[], context: DaysToCompute, money: MoneyOptions): SQL {
  const joined = Object.entries(relations)
    .map(([alias, relation]) => ({ alias, relation, names: namedColumns(wanted, alias) }))
    .filter(({ names }) => names.length > 0);
  const names = joined.flatMap((one) => one.names);
  const needed = {
    net: names.some((name) => name.endsWith('_net')),
    cost: names.some((name) => name.endsWith('_cost')),
  };
  const takesMoves = joined.some(({ alias }) => alias === 'r');
  const changing = [
    sql`facet_orders`,
    ...(takesMoves ? [sql`(select * from facet_moves where is_return or is_cancellation) as taken`] : []),
  ];
  const joins = joined.map(
    ({ alias, relation, names }) => sql`
      left join (${relation.rows(partColumns(relation.parts, names))}) as ${sql.raw(alias)}
        on ${sql.raw(alias)}.customer_id = p.customer_id and ${sql.raw(alias)}.point = p.point`,
  );
  return sql`
    with ${orderStates(context, money, needed)}, facet_points as (${pointsOf(changing, context.days)}),
    facet_values as materialized (
      select p.customer_id, p.point, p.until ${list([sql``, ...valuesOfPoints(wanted)])}
      from ${points} ${sql.join(joins, sql``)}
    )
    select s.customer_id, days.day, ${list(wanted.map(valueOfDay))}
    from ${dayRows(context)} join facet_values as s on s.point <= days.day and (s.until is null or s.until > days.day)`;
}
