import type { NamesByType } from '../../contract/rules/sourceFaults.js';
import { pageRows } from '../pageRows.js';

const keys = (...names: readonly string[]): Readonly<Record<string, true>> =>
  Object.fromEntries(names.map((name) => [name, true]));

const content = ['name', 'description', 'definition', 'sentence', 'createdBy', 'createdAt', 'version'] as const;
const explained = ['path', 'sentence', 'holds'] as const;

/** The keys of the rows that stand behind the types of segments. */
export const segmentRows: NamesByType = {
  ...pageRows('Segment'),
  ...pageRows('SegmentMove'),
  ...pageRows('SegmentStay'),
  ...pageRows('SegmentList'),
  Segment: keys('id', ...content, 'status', 'materialise', 'isFromConfig', 'updatedBy', 'updatedAt'),
  SegmentVersion: keys(...content),
  SegmentChange: keys('segment', 'isChanged', 'sizeBefore', 'size'),
  SegmentDiff: keys('from', 'to'),
  SegmentMove: keys('customerId', 'changes'),
  SegmentConditionChange: keys(...explained, 'heldBefore', 'valueBefore', 'value'),
  SegmentDay: keys('day', 'version', 'size', 'entered', 'left'),
  SegmentStay: keys('customerId', 'segmentId', 'enteredOn', 'leftOn'),
  SegmentList: keys('id', 'name', 'system', 'uploadedBy', 'uploadedAt', 'rows', 'matched', 'unmatched', 'ambiguous'),
  SegmentInsights: keys('segment', 'currency'),
  SegmentReach: keys('email', 'phone', 'address', 'paidSocial'),
  SegmentRevenueTree: keys(
    'netRevenue',
    'customers',
    'revenuePerCustomer',
    'ordersPerCustomer',
    'averageOrderValue',
    'averageUnitRevenue',
    'unitsPerTransaction',
  ),
  SegmentBreakdown: keys('name', 'grain', 'valueCount', 'values'),
  SegmentBreakdownValue: keys('value', 'customers'),
  SegmentOverlap: keys('places', 'customers', 'onlyCustomers'),
  SegmentExplanation: keys('isMember', 'day', 'profileDay', 'join', 'groups'),
  SegmentGroupExplanation: keys('path', 'isExcluding', 'join', 'holds', 'conditions'),
  SegmentConditionExplanation: keys(...explained, 'value', 'hasPast'),
};
