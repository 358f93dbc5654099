import { toGlobalId } from '../../lib/relay/globalId.js';
import type { Connection } from '../../lib/relay/page.js';

/** The key of an order. */
export interface OrderIdentity {
  readonly customerId: string;
  /** Its number. */
  readonly id: string;
}

/** The context of a purchase, as orders and their lines both have it. */
interface PurchaseRow {
  readonly currency: string | null;
  readonly purchaseChannel: string | null;
  readonly digitalChannel: string | null;
  readonly purchaseBrand: string | null;
  readonly brand: string | null;
  readonly paymentMethod: string | null;
  readonly storeId: string | null;
  readonly attributes: Readonly<Record<string, string>> | null;
}

/** What stands behind an `Order`: its key, and those columns that are asked for. Numbers are texts, as PostgreSQL prints them. */
export interface OrderRow extends OrderIdentity, PurchaseRow {
  readonly sourceCustomerId: string | null;
  /** ISO 8601 in UTC. */
  readonly orderedAt: string;
  readonly quantity: string;
  readonly revenue: string;
  readonly returnedQuantity: string;
  readonly returnedRevenue: string;
  readonly cancelledQuantity: string;
  readonly cancelledRevenue: string;
  readonly netRevenue: string;
  readonly listPrice: string | null;
  readonly discountAmount: string | null;
  readonly discountPercent: string | null;
  readonly subtotal: string | null;
  readonly taxAmount: string | null;
  readonly cost: string | null;
  readonly lineRevenue: string | null;
  readonly lineDiscountAmount: string | null;
  readonly lineCount: number;
}

/** Something on a page, with its instant as PostgreSQL prints it. */
export type Placed<R> = R & { readonly _at: string };

/** What stands behind an `OrderConnection`: a page, and how many orders there are on all pages, counted when asked. */
export interface OrderConnectionRow extends Connection<OrderRow> {
  readonly count: () => Promise<number>;
}

/** What stands behind an `OrderLine`: its key, and those columns that are asked for. */
export interface OrderLineRow extends PurchaseRow {
  readonly customerId: string;
  readonly orderId: string;
  readonly lineId: string;
  /** ISO 8601 in UTC. */
  readonly orderedAt: string;
  readonly isReturn: boolean | null;
  readonly isCancellation: boolean | null;
  readonly productId: string | null;
  readonly quantity: string | null;
  readonly revenue: string | null;
  readonly listPrice: string | null;
  readonly discountAmount: string | null;
  readonly discountPercent: string | null;
  readonly subtotal: string | null;
  readonly cost: string | null;
  readonly profit: string | null;
  readonly taxAmount: string | null;
  readonly orderDiscountAmount: string | null;
}

/** The global identifier of an order. */
export const orderNodeId = ({ customerId, id }: OrderIdentity): string => toGlobalId('Order', customerId, id);

/** Which lines of an order: all of them, or those of what was given back. */
export type LineKind = 'lines' | 'returns';
