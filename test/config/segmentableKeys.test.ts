import { expect, it } from '@jest/globals';
import { segmentableKeys } from '../../src/config/segmentableKeys.js';
import { faultsOf } from './faultsOf.js';

it('lets segments be made by everything unless told', () => {
  expect(segmentableKeys.parse(undefined)).toEqual({ tables: {}, columns: {}, attributes: {}, metrics: {} });
});

it('takes flags of tables, columns, attributes and metrics', () => {
  const given = {
    tables: { campaign_recipients: false, products: true },
    columns: { gender: false },
    attributes: { HEALTH_SCORE: false },
    metrics: { margin: false },
  };
  expect(segmentableKeys.parse(given)).toEqual(given);
});

it('names what it does not know', () => {
  expect(faultsOf(segmentableKeys, { tables: { orders: false } })).toEqual([
    expect.stringMatching(/^tables(\.orders)?: /),
  ]);
  expect(faultsOf(segmentableKeys, { columns: { gender: 'no' } })).toEqual([
    expect.stringMatching(/^columns\.gender: /),
  ]);
  expect(faultsOf(segmentableKeys, { aliases: {} })).toEqual([expect.stringContaining('aliases')]);
});
