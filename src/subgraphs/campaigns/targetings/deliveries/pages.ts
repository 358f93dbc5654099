import type { RequestContext } from '../../../../federation/requestContext.js';
import { toPage, type Connection, type PageArguments } from '../../../../lib/relay/page.js';
import { positioned, readPage, toCursorKey } from '../../../../population/position.js';
import { chargedPage } from '../../../../federation/answeredRows.js';
import { deliveryLoader } from './loaders.js';
import { deliveryOrder } from './order.js';
import type { DeliveryRow } from './shape.js';

const list = { name: 'campaignDeliveries', question: '' };

/** A page of the deliveries of a customer. */
export async function deliveryPage(
  context: RequestContext,
  customerId: string,
  asked: PageArguments,
): Promise<Connection<DeliveryRow>> {
  const page = toPage(list, asked);
  const read = positioned(page, deliveryOrder);
  const rows = await readPage(page, () => deliveryLoader(context, read).load(customerId));
  return chargedPage(context, list, page, rows, ({ deliveredAt, pk }) => toCursorKey(null, [deliveredAt, pk]));
}
