import { sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../scope.js';
import { visibleRows } from '../visibleRows.js';

/** All customers (`c`), with the snapshot (`p`) of the day where it is read; nulls where a customer has none. */
export const customersOf = (
  scope: Pick<Scope, 'viewer'>,
  { day }: { readonly day: string | null },
  ofProfile: boolean,
): SQL =>
  ofProfile
    ? sql`${visibleRows(scope, 'customers', 'c')}
      left join ${visibleRows(scope, 'customer_profiles', 'p')} on p.customer_id = c.customer_id and p.profile_date = ${day}::date`
    : visibleRows(scope, 'customers', 'c');
