import type {
  CampaignResultRow,
  CampaignResultsRow,
  CampaignValueRow,
  UpliftRow,
} from '../../../../src/results/CampaignResultsRow.js';
import type { Interval } from '../../../../src/lib/statistics/wilsonInterval.js';
import type { NamesByType } from '../../../contract/rules/sourceFaults.js';
import { pageRows } from '../../pageRows.js';

const interval: Interval = { lower: 0, upper: 0 };

const uplift: UpliftRow = {
  perRecipient: '0',
  interval,
  total: '0',
  totalInterval: interval,
  lift: null,
  liftInterval: null,
  isTooSmall: false,
  sentence: '',
};

const value: CampaignValueRow = {
  name: '',
  unit: null,
  recipients: 0,
  total: null,
  perRecipient: null,
  variance: null,
  uplift,
};

const result: CampaignResultRow = {
  planId: null,
  planDetailId: null,
  subAudienceId: null,
  subAudienceName: null,
  treatmentId: null,
  treatmentName: null,
  isControl: false,
  recipients: 0,
  purchasers: 0,
  orders: 0,
  items: '0',
  revenue: value,
  kpis: [],
  redeemers: 0,
  redemptions: 0,
  conversionUplift: uplift,
};

const results: CampaignResultsRow = {
  key: null,
  planId: null,
  executionDate: null,
  days: 7,
  measuredFrom: null,
  measuredTo: null,
  isComplete: false,
  currency: null,
  results: [result],
};

/** The keys of the rows that stand behind the types of results. */
export const resultRows: NamesByType = {
  ...pageRows('CampaignResults'),
  CampaignResults: { ...results },
  CampaignResult: { ...result },
  CampaignValue: { ...value },
  CampaignUplift: { ...uplift },
  ConfidenceInterval: { ...interval },
};
