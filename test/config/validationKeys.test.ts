import { describe, expect, it } from '@jest/globals';
import { resolveValidation, validationKeys } from '../../src/config/validationKeys.js';
import { faultsOf } from './faultsOf.js';

const check = { name: 'SHOP_X', table: 'customers', where: { email: { isNull: true } } };

describe('validationKeys', () => {
  it('validate after enrichment, and change nothing unless told', () => {
    expect(validationKeys.parse(undefined)).toEqual({
      after: ['build', 'enrich'],
      thresholds: {},
      fields: {},
      checks: [],
      storeChannels: ['store', 'in-store', 'in store', 'instore', 'retail', 'pos'],
      phoneDigits: { from: 7, to: 15 },
      keepRuns: 400,
    });
  });

  it('take a check of the user with what is not said of it', () => {
    expect(validationKeys.parse({ checks: [check] }).checks).toEqual([
      { ...check, severity: 'error', remedy: 'Look at the rows that the query finds.' },
    ]);
  });

  it.each([
    [{ after: ['snapshot'] }, 'after.0: is none of build, enrich, import'],
    [{ thresholds: { X: { warnAbove: 101 } } }, 'thresholds.X.warnAbove: is more than 100'],
    [{ thresholds: { X: { errorAbove: -1 } } }, 'thresholds.X.errorAbove: is less than 0'],
    [
      { thresholds: { X: { warnAbove: 5, errorAbove: 1 } } },
      'thresholds.X.warnAbove: is more than errorAbove, so nothing would ever be a warning',
    ],
    [
      { fields: { customers: { email: {} } } },
      'fields.customers.email: says nothing: give it unique: true or required: true',
    ],
    [{ checks: 'all' }, 'checks: is no list of checks'],
    [{ checks: [{ ...check, table: 'api_clients' }] }, /^checks\.0\.table: is none of unified_customers, customers,/],
    [{ checks: [{ ...check, where: {} }] }, 'checks.0.where: says nothing: give it a condition'],
    [{ checks: [{ ...check, where: { and: [] } }] }, 'checks.0.where: says nothing: give it a condition'],
    [{ checks: [{ ...check, name: 'shop x' }] }, /^checks\.0\.name: is not a name of capitals/],
    [{ checks: [{ ...check, severity: 'fatal' }] }, 'checks.0.severity: is none of error, warning, info'],
    [{ checks: [check, check] }, 'checks.1.name: is "SHOP_X" a second time'],
    [{ phoneDigits: { from: 9, to: 8 } }, 'phoneDigits: ends before it begins'],
    [{ keepRuns: 0 }, 'keepRuns: is less than 1'],
    [{ expectedRevenue: {} }, 'expectedRevenue.file: is missing: name a CSV file with year, month and revenue'],
    [{ expectedRevenue: { file: 'a.csv', level: 'days' } }, 'expectedRevenue.level: is none of lines, orders'],
  ])('refuse %j', (given, fault) => {
    expect(faultsOf(validationKeys, given)).toEqual([typeof fault === 'string' ? fault : expect.stringMatching(fault)]);
  });

  it('seek the expected revenue beside the file that names it', () => {
    const keys = validationKeys.parse({ expectedRevenue: { file: 'in/revenue.csv' } });
    expect(resolveValidation(keys, '/etc/facet.yml').expectedRevenue).toEqual({
      file: '/etc/in/revenue.csv',
      level: 'orders',
      tolerance: 1,
    });
    const none = validationKeys.parse({});
    expect(resolveValidation(none, '/etc/facet.yml')).toBe(none);
  });
});
