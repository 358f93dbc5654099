import { sql } from 'drizzle-orm';
import type { Order } from '../../../population/keyset.js';
import { columnKey } from '../../../population/lists/columnKey.js';

/** Products `p`, by their keys. */
export const productOrder: Order = [columnKey('id', 'text', 'NONE', sql`p.product_id`)];
