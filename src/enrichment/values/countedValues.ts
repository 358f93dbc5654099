import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../../db/sql.js';
import { DataType } from '../../words/dataTypes.js';
import type { BaseAttribute, DaysToCompute } from '../definitions/definition.js';
import { ownedKeys, visitCounts } from './changedCustomers.js';
import { baseQuery, sharedRows, type WantedFamily } from './computeAttributes.js';

/** The attributes of families, in their order. */
export const baseAttributesOf = (wanted: readonly WantedFamily[]): BaseAttribute[] =>
  wanted.flatMap(({ attributes }) => [...attributes]);

/** The number of a customer's visits, as one more attribute of a family that has them all in its hands. */
const visitCount: BaseAttribute = {
  name: 'facet_visits',
  alias: 'facet_visits',
  description: 'Visits and parts of visits up to the day.',
  dataType: DataType.integer,
  piiClass: 'NONE',
  category: 'Activity',
  sql: 'count(*)',
};

/** Families with the number of visits among the attributes of the first that counts them; unchanged where none does. */
function withVisitCount(wanted: readonly WantedFamily[]): readonly WantedFamily[] {
  const counting = wanted.find(({ family }) => family.countsVisits === true);
  return wanted.map((one) => (one === counting ? { ...one, attributes: [...one.attributes, visitCount] } : one));
}

/** A query that computes the values of the population, with what `changedCustomers` compares, and all that it needs. */
export function computeAll(wanted: readonly WantedFamily[], context: DaysToCompute): SQL {
  const [day = ''] = context.days;
  const counted = withVisitCount(wanted);
  const isCounted = baseAttributesOf(counted).includes(visitCount);
  const visits = isCounted ? sql`c.${identifier(visitCount.name)}` : sql`counts.visits`;
  const columns = [
    sql`c.customer_id, c.day, coalesce(${visits}, 0) as visits, coalesce(keys.owned, 0) as owned`,
    ...baseAttributesOf(wanted).map(({ name }) => sql`c.${identifier(name)}`),
  ];
  const counts = sql`left join (${visitCounts(context, day)}) as counts on counts.customer_id = c.customer_id`;
  return sql`
    with ${sharedRows(counted, context)}
    select ${list(columns)}
    from (${baseQuery(counted, context)}) as c ${isCounted ? sql`` : counts}
    left join (${ownedKeys}) as keys on keys.customer_id = c.customer_id`;
}
