import { sql } from 'drizzle-orm';
import { identifier, list } from '../../db/sql.js';
import type { VisitRows } from '../measures/sources/visitSource.js';
import { detailColumns, visitRows } from './visitRows.js';

const sums = ['events', 'page_views', 'ad_landings'] as const;
const ofStart = [...detailColumns, 'hour', 'weekday'] as const;

const read = ['is_start', 'duration', ...ofStart] as const;

/** Visits put together from their parts: sums over all of them, the rest from the one that the visit began with. */
export const wholeVisits: VisitRows = {
  columns: [...sums, 'seconds', ...ofStart],
  visitColumns: read,
  rows: (context) => sql`
    select customer, as_of, min(day) as day, min(started_at) as started_at,
      ${list([
        ...sums.map((name) => sql`sum(${identifier(name)}) as ${identifier(name)}`),
        sql`extract(epoch from sum(duration)) as seconds`,
        ...ofStart.map((name) => sql`max(${identifier(name)}) filter (where is_start) as ${identifier(name)}`),
      ])}
    from (
      select *, count(*) filter (where is_start) over (
        partition by customer, session_key, session_ip, as_of order by started_at, ended_at, customer_id) as visit
      from (${visitRows(context, { columns: read })}) as v
    ) as v
    group by customer, as_of, session_key, session_ip, visit`,
};
