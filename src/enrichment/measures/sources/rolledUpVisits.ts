import { getTableColumns } from 'drizzle-orm';
import { activityVisits } from '../../../db/tables/rollups.js';
import { resolvedRows } from '../../activity/resolved.js';
import type { VisitRows } from './visitSource.js';

/** Keys, and instants, whose texts would depend on the connection. */
const hidden = new Set(['customer_id', 'day', 'session_key', 'session_ip', 'started_at', 'ended_at', 'intent_at']);

/** Visits as they are rolled up: one that goes on over midnight counts on both days. */
export const rolledUpVisits: VisitRows = {
  columns: Object.values(getTableColumns(activityVisits))
    .map(({ name }) => name)
    .filter((name) => !hidden.has(name)),
  rows: (context) => resolvedRows('activity_visits', context),
};
