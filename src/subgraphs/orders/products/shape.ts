import { toGlobalId } from '../../../lib/relay/globalId.js';
import type { Connection } from '../../../lib/relay/page.js';

/** What stands behind a `Product`: its key, and those columns that are asked for. */
export interface ProductRow {
  readonly id: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly sku: string | null;
  readonly upc: string | null;
  /** As PostgreSQL prints it. */
  readonly msrp: string | null;
  readonly brand: string | null;
  readonly category: string | null;
  readonly subcategory: string | null;
  readonly class: string | null;
  readonly department: string | null;
  readonly type: string | null;
  readonly color: string | null;
  readonly size: string | null;
  readonly season: string | null;
  readonly gender: string | null;
}

/** What stands behind a `ProductConnection`: a page, and how many products there are on all pages, counted when asked. */
export interface ProductConnectionRow extends Connection<ProductRow> {
  readonly count: () => Promise<number>;
}

/** The global identifier of a product. */
export const productNodeId = ({ id }: Pick<ProductRow, 'id'>): string => toGlobalId('Product', id);
