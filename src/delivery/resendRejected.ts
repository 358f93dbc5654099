import type { Job } from '../db/job.js';
import { deliver, type DeliveryOutcome, type DeliverySettings } from './deliver.js';
import { retryRejected } from './retryRejected.js';

/** What has become of the rejected rows of one delivery. */
export interface Resent {
  readonly deliveryId: string;
  /** Rows that were put into new batches. */
  readonly rows: number;
  readonly outcome: DeliveryOutcome;
}

interface MadeDelivery {
  readonly id: string;
  /** Whether an earlier call was broken off. */
  readonly isOpen: boolean;
}

/** Deliveries of a campaign that are made and of which something was rejected, the oldest first. */
const findRejected = async ({ client }: Job, campaignId: string): Promise<MadeDelivery[]> =>
  client<MadeDelivery[]>`
    select d.delivery_id as id, bool_or(p.state <> 'sent') as "isOpen"
    from facet.campaign_deliveries d join facet.delivery_parts p on p.delivery_id = d.delivery_id
    where d.campaign_id = ${campaignId} and d.state = 'DELIVERED' and (p.state <> 'sent' or p.rejected > 0)
    group by d.delivery_id, d.number order by d.number`;

/**
 * Sends the rejected rows of a campaign's deliveries again that may be, under new keys, and goes on with those of an earlier call that was
 * broken off. One entry for each delivery that had any.
 */
export async function resendRejected(
  job: Job,
  campaignId: string,
  settings: Omit<DeliverySettings, 'isRetry'>,
): Promise<Resent[]> {
  const resent: Resent[] = [];
  for (const { id, isOpen } of await findRejected(job, campaignId)) {
    const rows = await retryRejected(job.client, id);
    if (rows === 0 && !isOpen) continue;
    resent.push({ deliveryId: id, rows, outcome: await deliver(job, id, { ...settings, isRetry: true }) });
  }
  return resent;
}

/** How many rows of each delivery `resendRejected` would send again; deliveries without any are left out. */
export const countResent = async (
  { client }: Job,
  campaignId: string,
): Promise<readonly { readonly deliveryId: string; readonly rows: number }[]> =>
  client<{ deliveryId: string; rows: number }[]>`
    select d.delivery_id as "deliveryId", count(*)::int as rows
    from facet.campaign_deliveries d join facet.delivery_rows r on r.delivery_id = d.delivery_id
    where d.campaign_id = ${campaignId} and d.state = 'DELIVERED' and r.is_retriable
    group by d.delivery_id, d.number order by d.number`;
