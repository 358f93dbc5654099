import { describe, expect, it } from '@jest/globals';
import type { Catalogue } from '../../src/catalogue/catalogue.js';
import type { CatalogueChange } from '../../src/catalogue/changes.js';
import { planChange } from '../../src/catalogue/plan.js';
import { UserError } from '../../src/lib/UserError.js';
import { add, catalogueOf, facts, rename, retire } from './sampleCatalogue.js';

const refusal = (catalogue: Catalogue, change: CatalogueChange) => {
  try {
    planChange(catalogue, change, facts);
  } catch (error) {
    if (error instanceof UserError) return { code: error.code, sentence: error.message };
    throw error;
  }
  return undefined;
};

const empty = catalogueOf();
const long = 'A'.repeat(64);

describe('the form of an alias', () => {
  it.each([
    ['1A', 'an alias is a letter followed by letters, digits and underscores'],
    ['_A', 'an alias is a letter followed by letters, digits and underscores'],
    ['A-B', 'an alias is a letter followed by letters, digits and underscores'],
    ['A"; drop', 'an alias is a letter followed by letters, digits and underscores'],
    ['ÄGE', 'an alias is a letter followed by letters, digits and underscores'],
    ['A\n', 'an alias is a letter followed by letters, digits and underscores'],
    ['', 'an alias is a letter followed by letters, digits and underscores'],
    [long, 'it has 64 characters, and 63 are the most'],
    ['Client_Customer_ID', '"client_customer_id" is a key column'],
    ['PROFILE_DATE', '"profile_date" is a key column'],
    ['customer_id', '"customer_id" is a key column'],
    ['Field12', 'it is the name of a slot'],
    ['FIELD_12', 'its GraphQL name "field12" is the name of a slot'],
    ['time_1', 'its GraphQL name "time1" is the name of a slot'],
    ['Date', 'its GraphQL name "date" is a field that every profile has'],
  ])('%j is refused', (alias, reason) => {
    const expected = { code: 'INVALID_ALIAS', sentence: `The alias "${alias}" is refused: ${reason}.` };
    expect(refusal(empty, add(alias))).toEqual(expected);
    expect(refusal(catalogueOf({ slot: 'FIELD1', alias: 'OLD' }), rename('OLD', alias))).toEqual(expected);
  });

  it.each(['A', 'a1', 'A_', 'A__B', 'A'.repeat(63), 'FIELD012', 'STRENGTH', 'xmin', 'select'])(
    '%s is taken',
    (alias) => {
      expect(refusal(empty, add(alias))).toBeUndefined();
    },
  );
});

describe('a name that is taken', () => {
  const catalogue = catalogueOf(
    { slot: 'FIELD1', alias: 'NET_SALES', formerNames: ['SALES'] },
    { slot: 'STR1', alias: 'SEGMENT', validFrom: '2026-01-01', validTo: '2026-03-01' },
    { slot: 'FIELD2', alias: 'SCORE', validTo: '2026-02-01' },
  );

  it.each([
    [
      add('net_sales', { from: '2026-04-01' }),
      'The alias "net_sales" (from 2026-04-01) is refused: the name is taken by "NET_SALES" (FIELD1, on all days).',
    ],
    [
      add('Sales'),
      'The alias "Sales" (from 2026-04-01) is refused: the name is taken by "NET_SALES", formerly "SALES" (FIELD1, on all days).',
    ],
    [
      add('net__Sales'),
      'The alias "net__Sales" (on all days) is refused: the GraphQL name "netSales" is taken by "NET_SALES" (FIELD1, on all days).',
    ],
    [
      add('Sales_'),
      'The alias "Sales_" (on all days) is refused: the GraphQL name "sales" is taken by "NET_SALES", formerly "SALES" (FIELD1, on all days).',
    ],
    [
      add('SEGMENT', { dataType: 'text', from: '2026-02-28' }),
      'The alias "SEGMENT" (from 2026-02-28) is refused: the name is taken by "SEGMENT" (STR1, from 2026-01-01 until 2026-03-01).',
    ],
    [
      add('SEGMENT', { dataType: 'integer' }),
      'The alias "SEGMENT" (from 2026-04-01, Int) is refused: the name belongs on other days to "SEGMENT" (STR1, from 2026-01-01 until 2026-03-01), which is String, and a GraphQL field has one meaning and type.',
    ],
    [
      add('SEGMENT_', { dataType: 'text', from: '2026-04-01' }),
      'The alias "SEGMENT_" (from 2026-04-01, String) is refused: the GraphQL name "segment" belongs on other days to "SEGMENT" (STR1, from 2026-01-01 until 2026-03-01), which is String, and a GraphQL field has one meaning and type.',
    ],
    [
      rename('SCORE', 'sales'),
      'The alias "sales" (until 2026-02-01) is refused: the name is taken by "NET_SALES", formerly "SALES" (FIELD1, on all days).',
    ],
    [
      rename('NET_SALES', 'NET__SALES'),
      'The alias "NET__SALES" (on all days) is refused: the GraphQL name "netSales" is taken by "NET_SALES" (FIELD1, on all days).',
    ],
    [
      rename('NET_SALES', 'SALES_'),
      'The alias "SALES_" (on all days) is refused: the GraphQL name "sales" is taken by "NET_SALES", formerly "SALES" (FIELD1, on all days).',
    ],
  ])('%j is refused', (change, sentence) => {
    expect(refusal(catalogue, change)).toEqual({ code: 'ALIAS_TAKEN', sentence });
  });

  it('is free on other days for a meaning of the same type', () => {
    expect(refusal(catalogue, add('SEGMENT', { dataType: 'text', from: '2026-03-01' }))).toBeUndefined();
    expect(refusal(catalogue, add('SCORE', { from: '2026-02-01' }))).toBeUndefined();
  });
});

describe('a slot', () => {
  const catalogue = catalogueOf(
    { slot: 'FIELD1', alias: 'AGE' },
    { slot: 'FIELD2', alias: 'SCORE', validTo: '2026-04-01' },
  );

  it.each([
    [
      add('X', { slot: 'field1', from: '2026-04-01' }),
      'SLOT_TAKEN',
      'The alias "X" (from 2026-04-01) is refused: FIELD1 already means "AGE" on all days; retire that first, or leave the slot to be chosen.',
    ],
    [
      add('X', { slot: 'FIELD2', from: '2026-03-31' }),
      'SLOT_TAKEN',
      'The alias "X" (from 2026-03-31) is refused: FIELD2 already means "SCORE" until 2026-04-01; retire that first, or leave the slot to be chosen.',
    ],
    [
      add('X', { slot: 'STR1' }),
      'INVALID_SLOT',
      'The slot "STR1" is refused for "X": a decimal is kept in a slot such as FIELD1.',
    ],
    [
      add('X', { slot: 'FIELD0', dataType: 'boolean' }),
      'INVALID_SLOT',
      'The slot "FIELD0" is refused for "X": a boolean is kept in a slot such as STR1.',
    ],
  ])('%j is refused', (change, code, sentence) => {
    expect(refusal(catalogue, change)).toEqual({ code, sentence });
  });
});

describe('an alias that is not there', () => {
  const catalogue = catalogueOf(
    { slot: 'FIELD1', alias: 'NET_SALES', formerNames: ['SALES'] },
    { slot: 'FIELD2', alias: 'GROSS_SALES' },
  );

  it('is answered with the near ones', () => {
    expect(refusal(catalogue, rename('NET_SALE', 'X'))).toEqual({
      code: 'UNKNOWN_ALIAS',
      sentence: 'There is no alias "NET_SALE". Did you mean "NET_SALES"?',
    });
    expect(refusal(catalogue, retire('salez'))?.sentence).toBe('There is no alias "salez". Did you mean "SALES"?');
    expect(refusal(catalogue, retire('zzz'))?.sentence).toBe('There is no alias "zzz".');
  });

  it('is not a former name when it is renamed', () => {
    expect(refusal(catalogue, rename('sales', 'X'))?.sentence).toBe(
      '"sales" is a former name of "NET_SALES" (FIELD1); rename "NET_SALES".',
    );
  });
});

describe('a meaning that a metric fills', () => {
  const catalogue = catalogueOf({ slot: 'FIELD1', alias: 'ORDERS', metric: 'orders' });

  it('does not end on a day that was written: its slot would show the old values under another name', () => {
    expect(refusal(catalogue, retire('ORDERS', '2026-03-31'))?.sentence).toBe(
      '"ORDERS" (FIELD1) cannot end on 2026-03-31: days up to 2026-03-31 are written under it by its metric; choose a later day.',
    );
    expect(refusal(catalogue, retire('ORDERS', '2026-04-01'))).toBeUndefined();
  });
});

describe('a day', () => {
  const catalogue = catalogueOf(
    { slot: 'FIELD1', alias: 'AGE', validFrom: '2026-02-01' },
    { slot: 'FIELD2', alias: 'SCORE', validTo: '2026-03-01' },
  );

  it.each([
    [
      add('X', { from: '2026-02-30' }),
      'The day "2026-02-30" given for "X" is not a day of the calendar, written YYYY-MM-DD.',
    ],
    [retire('AGE', 'soon'), 'The day "soon" given for "AGE" is not a day of the calendar, written YYYY-MM-DD.'],
    [retire('SCORE', '2026-03-02'), '"SCORE" (FIELD2) ended on 2026-03-01; add it again to bring it back.'],
    [
      retire('AGE', '2026-02-01'),
      '"AGE" (FIELD1) cannot end on 2026-02-01: it holds from 2026-02-01, and days up to 2026-03-31 are written under it; choose a day after its first.',
    ],
  ])('%j is refused', (change, sentence) => {
    expect(refusal(catalogue, change)?.sentence).toBe(sentence);
  });
});
