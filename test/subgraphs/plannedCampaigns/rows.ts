import type { NamesByType } from '../../contract/rules/sourceFaults.js';
import { pageRows } from '../pageRows.js';

const keys = (...names: readonly string[]): Readonly<Record<string, true>> =>
  Object.fromEntries(names.map((name) => [name, true]));

const dates = ['createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'nextDueAt', 'scheduledAt', 'scheduledBy'] as const;

const delivery = [
  'deliveryId',
  'number',
  'version',
  'dueAt',
  'executionDate',
  'launchDate',
  'state',
  'error',
  'scheduledBy',
  'counts',
] as const;

/** The keys of the rows that stand behind the types of planned campaigns. */
export const plannedCampaignRows: NamesByType = {
  ...pageRows('PlannedCampaign'),
  PlannedCampaign: keys(
    'id',
    'name',
    'type',
    'labels',
    'status',
    'version',
    'definition',
    'error',
    'app',
    'brand',
    ...dates,
  ),
  PlannedDelivery: keys(...delivery, 'createdAt', 'assignedAt', 'finishedAt'),
  HandedPart: keys(
    'name',
    'treatmentId',
    'destination',
    'error',
    'assigned',
    'expanded',
    'sent',
    'rejected',
    'retriable',
    'waiting',
    'locations',
    'nextAttemptAt',
  ),
  ShrunkCount: keys('missing', 'customers'),
  DeliveryCounts: keys('entered', 'left', 'stayed', 'parts'),
  DeliveryPartCount: keys('treatmentId', 'isControl', 'isSent', 'dropReason', 'customers'),
};
