import { sql } from 'drizzle-orm';
import { identifier, list } from '../../../db/sql.js';
import { detailColumns, visitRows } from '../../activity/visitRows.js';
import type { MeasuredSource } from './MeasuredSource.js';
import { rowSource } from './rowSource.js';

const sums = ['events', 'page_views', 'ad_landings'] as const;
const ofStart = [...detailColumns, 'hour', 'weekday'] as const;

/** Columns of the parts of visits that are read. */
const visitColumns = ['is_start', 'duration', ...ofStart] as const;

/** Whole visits, made of their parts: sums over all of them, the rest from the part that the visit began with. */
export const visitSource: MeasuredSource = {
  ...rowSource({
    words: 'Visits',
    columns: [...sums, 'seconds', ...ofStart],
    rows: (context) => sql`
      select customer, as_of, min(day) as day, min(started_at) as at,
        ${list([
          ...sums.map((name) => sql`sum(${identifier(name)}) as ${identifier(name)}`),
          sql`extract(epoch from sum(duration)) as seconds`,
          ...ofStart.map((name) => sql`max(${identifier(name)}) filter (where is_start) as ${identifier(name)}`),
        ])}
      from (
        select *, count(*) filter (where is_start) over (
          partition by customer, session_key, session_ip, as_of order by started_at, ended_at, customer_id) as visit
        from (${visitRows(context, { columns: visitColumns })}) as v
      ) as v
      group by customer, as_of, session_key, session_ip, visit`,
  }),
  visitColumns,
};
