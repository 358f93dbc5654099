import type { WantedView } from './replaceView.js';
import type { TableRows } from './tableViews/TableRows.js';
import type { ViewColumn } from './viewColumns.js';

/** A view with its name in a schema. */
export interface NamedView extends WantedView {
  readonly name: string;
}

/** The columns of the views over the wide table: with generic names and with real ones. */
interface ProfileColumns {
  readonly slots: readonly ViewColumn[];
  readonly realNames: readonly ViewColumn[];
}

/** The views over the wide table. Only complete days are shown, as in GraphQL, and of the newest what `profile` without a date shows. */
export function profileViews(rows: TableRows, { slots, realNames }: ProfileColumns): readonly NamedView[] {
  const profiles = rows('customer_profiles', 'customer_profiles');
  const completeDays = `${profiles} where profile_date in (select d.profile_date from facet.profile_days d where d.complete)`;
  const newestDay = `${profiles} where profile_date = (select max(d.profile_date) from facet.profile_days d where d.complete)`;
  return [
    { name: 'customer_profiles', columns: slots, from: completeDays },
    { name: 'vw_customer_profiles_real_field_names', columns: realNames, from: completeDays },
    { name: 'vw_customer_profiles_latest', columns: realNames, from: newestDay },
  ];
}
