import { runColumns } from '../../../src/subgraphs/validation/columns.js';
import type { NamesByType } from '../../contract/rules/sourceFaults.js';
import { pageRows } from '../pageRows.js';

const keys = (...names: readonly string[]): Readonly<Record<string, true>> =>
  Object.fromEntries(names.map((name) => [name, true]));

/** The keys of the rows that stand behind the types of validations. */
export const validationRows: NamesByType = {
  ...pageRows('ValidationRun'),
  ValidationRun: runColumns,
  ValidationResult: keys(
    'check',
    'table',
    'title',
    'failsWhen',
    'columns',
    'severity',
    'status',
    'evaluatedRows',
    'failingRows',
    'failingPercent',
    'warnAbove',
    'errorAbove',
    'remedy',
    'keyColumns',
    'sampleKeys',
    'query',
    'sources',
  ),
  ValidationSource: keys('source'),
  ValidationThreshold: keys('check', 'warnAbove', 'errorAbove', 'setBy', 'setAt'),
  ValidationTrendPoint: keys('status', 'failingPercent'),
  RevenueMonth: keys('month', 'currency', 'lineRevenue', 'lineQuantity', 'orderRevenue', 'orderQuantity'),
  ExpectedRevenueMonth: keys('month', 'currency', 'revenue', 'foundRevenue', 'differencePercent', 'isWithin'),
  Readiness: keys('features', 'rules', 'models', 'missingTables'),
  FeatureReadiness: keys('title', 'rule', 'isReady'),
  ReadinessNeed: keys('table', 'column', 'state', 'remedy'),
  ReadinessRule: keys('requirement', 'isMet', 'found', 'remedy'),
  ModelRequirement: keys('measured', 'unit', 'isMet', 'remedy'),
  MissingTable: keys('table', 'reason', 'checks'),
};
