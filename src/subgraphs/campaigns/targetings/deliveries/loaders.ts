import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from '../../../../federation/requestContext.js';
import type { Page } from '../../../../lib/relay/page.js';
import { checkRows } from '../../../../federation/answeredRows.js';
import { findDeliveryPages } from './queries.js';
import type { DeliveryRow } from './shape.js';

/** A page of deliveries of each customer. */
export const deliveryLoader = (context: RequestContext, page: Page) =>
  loaderOf<string, DeliveryRow[]>(
    context,
    `campaign deliveries ${JSON.stringify(page)}`,
    () =>
      new DataLoader(async (ids) => {
        checkRows(ids.length, page, 'deliveries');
        return findDeliveryPages(context, ids, page);
      }),
  );
