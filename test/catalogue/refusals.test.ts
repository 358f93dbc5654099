import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Kind, parse } from 'graphql';
import type { Catalogue } from '../../src/catalogue/catalogue.js';
import type { CatalogueChange } from '../../src/catalogue/changes.js';
import { planChange, type PlanFacts } from '../../src/catalogue/plan.js';
import { UserError } from '../../src/lib/errors/UserError.js';
import { freeAlias } from '../../src/catalogue/freeAlias.js';
import { aliasFault, fixedFields } from '../../src/catalogue/names.js';
import { graphqlName } from '../../src/lib/text/graphqlName.js';
import { committedSdls } from '../support/contract.js';
import { add, catalogueOf, facts, rename, retire } from './sampleCatalogue.js';

const refusal = (catalogue: Catalogue, change: CatalogueChange, given: PlanFacts = facts) => {
  try {
    planChange(catalogue, change, given);
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
    ['CUSTOMER', 'its GraphQL name "customer" is a field that every profile has'],
    ['computed_at', 'its GraphQL name "computedAt" is a field that every profile has'],
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

it('the fields that every profile has are those of the contract', () => {
  const { definitions } = parse(committedSdls['customers'] ?? '');
  const fields = definitions.flatMap((type) =>
    type.kind === Kind.OBJECT_TYPE_DEFINITION && ['CustomerProfile', 'ProfileFields'].includes(type.name.value)
      ? (type.fields ?? []).map(({ name }) => name.value)
      : [],
  );
  expect([...fixedFields].toSorted()).toEqual([...new Set(fields)].toSorted());
});

describe('a name that an attribute has', () => {
  const height = {
    definition: 'height',
    names: ['BODY_HEIGHT', 'height'],
    words: 'the built-in attribute "height" (Metres)',
  };
  const reserved = [height];
  const planned = (catalogue: Catalogue, change: CatalogueChange) => refusal(catalogue, change, { ...facts, reserved });
  const kept = (name: string, other: string) => ({
    code: 'ALIAS_RESERVED',
    sentence:
      `The alias "${name}" is refused: it is the name of the built-in attribute "height" (Metres); choose another name, ` +
      `such as "${other}".`,
  });

  it.each([
    ['BODY_HEIGHT', 'BODY_HEIGHT_2'],
    ['body__Height', 'body__Height_2'],
    ['Height_', 'Height__2'],
  ])('%s is refused before the attribute is in the catalogue', (name, other) => {
    expect(planned(empty, add(name))).toEqual(kept(name, other));
    expect(planned(catalogueOf({ slot: 'FIELD1', alias: 'OLD' }), rename('OLD', name))).toEqual(kept(name, other));
  });

  it('is the attribute’s own to have, and free once the attribute has another', () => {
    expect(planned(empty, add('BODY_HEIGHT', { definition: 'height' }))).toBeUndefined();
    const renamed = catalogueOf(
      { slot: 'FIELD1', alias: 'TALLNESS', definition: 'height' },
      { slot: 'FIELD2', alias: 'OLD' },
    );
    expect(planned(renamed, add('BODY_HEIGHT'))).toBeUndefined();
    expect(planned(renamed, rename('TALLNESS', 'HEIGHT'))).toBeUndefined();
    expect(planned(renamed, rename('OLD', 'HEIGHT'))).toBeUndefined();
  });

  it('may be written in other letters by whoever had it first', () => {
    expect(planned(catalogueOf({ slot: 'FIELD1', alias: 'Height' }), rename('Height', 'HEIGHT'))).toBeUndefined();
  });
});

describe('a free name', () => {
  it.each([
    ['AGE', undefined, 'AGE_2'],
    ['AGE', 'CLUB', 'CLUB_AGE'],
    ['AGE', 'age', 'AGE_2'],
    ['POINTS', 'CLUB', 'POINTS'],
    ['DATE', 'CLUB', 'CLUB_DATE'],
    ['DATE', undefined, 'DATE_VALUE'],
    ['FIELD12', undefined, 'FIELD12_VALUE'],
    ['APP', undefined, 'APP_2'],
    ['A'.repeat(63), undefined, `${'A'.repeat(61)}_2`],
  ])('for %s of %s', (wanted, prefix, expected) => {
    const reserved = [{ names: ['AGE', 'A'.repeat(63)] }];
    expect(freeAlias(wanted, { reserved, ...(prefix !== undefined && { prefix }) })).toBe(expected);
  });

  it('can always be given, whatever is taken', () => {
    const name = fc.stringMatching(/^(?:[A-Za-z][A-Za-z0-9_]{0,62}|(?:STR|field|Date|TIME)_?\d{0,3})$/);
    fc.assert(
      fc.property(
        name,
        fc.array(name, { maxLength: 8 }),
        fc.option(name, { nil: undefined }),
        (wanted, names, prefix) => {
          // The likeliest names are taken too.
          const beside = [wanted, `${wanted}_2`, ...names];
          const free = freeAlias(wanted, { reserved: [{ names }], beside, ...(prefix !== undefined && { prefix }) });
          expect(aliasFault(free)).toBeUndefined();
          expect([...beside].map(graphqlName)).not.toContain(graphqlName(free));
        },
      ),
    );
  });
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

describe('a meaning that a definition fills', () => {
  const catalogue = catalogueOf({ slot: 'FIELD1', alias: 'ORDERS', definition: 'orders' });

  it('does not end on a day that was written: its slot would show the old values under another name', () => {
    expect(refusal(catalogue, retire('ORDERS', '2026-03-31'))?.sentence).toBe(
      '"ORDERS" (FIELD1) cannot end on 2026-03-31: days up to 2026-03-31 are written under it by its definition; choose a later day.',
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
