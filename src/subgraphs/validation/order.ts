import { sql } from 'drizzle-orm';
import type { Order } from '../../population/keyset.js';
import { columnKey } from '../../population/lists/columnKey.js';

/** Runs `r`, the newest first. */
export const runOrder: Order = [columnKey('id', 'number', 'NONE', sql`r.run_id`, { descending: true })];
