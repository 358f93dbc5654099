/** A table of the original contract that Facet does not have. */
export interface MissingTable {
  readonly table: string;
  /** The checks that are not made because of it. */
  readonly checks: readonly string[];
  readonly reason: string;
}

/** Tables that checks of the contract are about and that Facet does not have, with the reason. */
export const missingTables: readonly MissingTable[] = [
  {
    table: 'merged_households',
    checks: ['CUST_HOUSEHOLD'],
    reason: 'customers are not put into households; only the primary buyer at an address is told',
  },
  {
    table: 'unified_email_events',
    checks: ['EML_EVENT_MANY_IDS', 'EML_EVENT_BRAND', 'EML_EVENT_TYPE'],
    reason: 'events of e-mails are not imported; deliveries of campaigns are',
  },
  {
    table: 'unified_loyalty',
    checks: ['LOY_ID_UNIQUE', 'LOY_PREF', 'LOY_TIER'],
    reason: 'a customer has a loyalty id, but there is no table of memberships and tiers',
  },
  {
    table: 'unified_loyalty_events',
    checks: ['LOY_ACCRUAL', 'LOY_REDEMPTION'],
    reason: 'points that are earned and spent are not imported',
  },
  {
    table: 'fiscal_calendar',
    checks: ['FISCAL_UNIQUE', 'FISCAL_COMPLETE'],
    reason: 'periods are those of the calendar; no fiscal calendar is imported',
  },
];
