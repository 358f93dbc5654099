import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commentOf } from '../../src/bi/describeName.js';
import { appendColumns, realNameColumns, slotColumns } from '../../src/bi/viewColumns.js';
import type { Catalogue } from '../../src/catalogue/catalogue.js';
import { catalogueOf } from '../catalogue/sampleCatalogue.js';

const keys = ['client_customer_id', 'profile_date'];

describe('the columns of real names', () => {
  it('are the keys, then each name once, in small letters', () => {
    const catalogue = catalogueOf(
      { slot: 'STR1', alias: 'CITY', formerNames: ['TOWN', 'Place'] },
      { slot: 'FIELD1', alias: 'netSales', validTo: '2026-02-01' },
      { slot: 'FIELD2', alias: 'netSales', validFrom: '2026-02-01' },
    );
    const columns = realNameColumns(catalogue);
    expect(columns.map(({ name }) => name).toSorted()).toEqual(
      [...keys, 'city', 'netsales', 'place', 'town'].toSorted(),
    );
    expect(columns.slice(0, 2).map(({ name, expression }) => [name, expression])).toEqual([
      ['client_customer_id', 'customer_id'],
      ['profile_date', 'profile_date'],
    ]);
  });

  it.each([
    ['STR1', 'text', 'text'],
    ['STR1', 'boolean', 'boolean'],
    ['FIELD1', 'integer', 'bigint'],
    ['FIELD1', 'bigint', 'bigint'],
    ['FIELD1', 'decimal', 'numeric'],
    ['FIELD1', 'float', 'double precision'],
    ['DATE1', 'date', 'date'],
    ['TIME1', 'datetime', 'timestamp with time zone'],
  ] as const)('over %s of the type %s have the type %s', (slot, dataType, type) => {
    expect(realNameColumns(catalogueOf({ slot, alias: 'A', dataType }))[2]).toMatchObject({ name: 'a', type });
  });

  it('show a slot only on the days of its meaning', () => {
    const [, , column] = realNameColumns(
      catalogueOf(
        { slot: 'STR1', alias: 'A', validTo: '2026-02-01' },
        { slot: 'STR2', alias: 'A', validFrom: '2026-02-01', validTo: '2026-03-01' },
      ),
    );
    expect(column?.expression).toBe(
      `case when profile_date < '2026-02-01' then "str1" when profile_date >= '2026-02-01' and profile_date < '2026-03-01' then "str2" end`,
    );
  });
});

it('the columns of slots are the keys and the slots as they stand, without comments', () => {
  const columns = slotColumns([
    { name: 'str1', type: 'text' },
    { name: 'field12', type: 'numeric' },
  ]);
  expect(columns.slice(2)).toEqual([
    { name: 'str1', type: 'text', expression: '"str1"' },
    { name: 'field12', type: 'numeric', expression: '"field12"' },
  ]);
  expect(columns.slice(0, 2).map(({ name }) => name)).toEqual(keys);
});

describe('the comment of a name', () => {
  const commentsOf = ({ names }: Catalogue) =>
    Object.fromEntries([...names].map(([name, entry]) => [name, commentOf(entry)]));

  it('says description, type, unit and days', () => {
    expect(
      commentsOf(
        catalogueOf(
          { slot: 'FIELD1', alias: 'SALES', description: 'Money.', unit: 'EUR' },
          { slot: 'STR1', alias: 'CITY', description: 'Where.', validFrom: '2026-01-01' },
        ),
      ),
    ).toEqual({ sales: 'Money. (decimal, EUR; on all days)', city: 'Where. (text; from 2026-01-01)' });
  });

  it('says of a former name which is the name now', () => {
    expect(
      commentsOf(catalogueOf({ slot: 'STR1', alias: 'CITY', description: 'Where.', formerNames: ['TOWN'] })),
    ).toEqual({
      city: 'Where. (text; on all days)',
      town: 'Where. (text; on all days; former name of CITY)',
    });
  });

  it('has a line for each meaning, the oldest first', () => {
    const { a } = commentsOf(
      catalogueOf(
        { slot: 'STR2', alias: 'A', description: 'New.', validFrom: '2026-02-01' },
        { slot: 'STR1', alias: 'A', description: 'Old.', validTo: '2026-02-01' },
      ),
    );
    expect(a).toBe('Old. (text; until 2026-02-01)\nNew. (text; from 2026-02-01)');
  });
});

describe('appending columns', () => {
  const column = (name: string, type = 'text') => ({ name, type, expression: `"${name}"` });
  const names = (columns: readonly { readonly name: string }[] | null) => columns?.map(({ name }) => name) ?? null;

  it.each<[string, string[], string[], string[] | null]>([
    ['a view that is not there yet', [], ['a', 'b'], ['a', 'b']],
    ['the same', ['a', 'b'], ['a', 'b'], ['a', 'b']],
    ['the same in another order', ['b', 'a'], ['a', 'b'], ['b', 'a']],
    ['a new one in the midst', ['a', 'c'], ['a', 'b', 'c'], ['a', 'c', 'b']],
    ['one that goes', ['a', 'b'], ['a'], null],
    ['one that takes the place of another', ['a', 'b'], ['a', 'c'], null],
    ['a column that changes its case', ['a', 'B'], ['a', 'b'], null],
  ])('to %s', (_, present, wanted, expected) => {
    expect(
      names(
        appendColumns(
          present.map((name) => column(name)),
          wanted.map((name) => column(name)),
        ),
      ),
    ).toEqual(expected);
  });

  it('gives the wanted expressions, also of columns that are there', () => {
    const wanted = [{ ...column('a'), expression: 'upper("a")', comment: 'A.' }];
    expect(appendColumns([column('a')], wanted)).toEqual(wanted);
    expect(appendColumns([column('a', 'integer')], wanted)).toBeNull();
  });

  it('keeps those that are there in front, and loses and doubles none, or says that it cannot', () => {
    const some = fc.uniqueArray(
      fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd', 'e'), type: fc.constantFrom('text', 'date') }),
      {
        selector: ({ name }) => name,
      },
    );
    fc.assert(
      fc.property(some, some, (present, wanted) => {
        const made = appendColumns(
          present,
          wanted.map(({ name, type }) => column(name, type)),
        );
        const fits = present.every((one) => wanted.some(({ name, type }) => name === one.name && type === one.type));
        if (!fits) return expect(made).toBeNull();
        expect(names(made?.slice(0, present.length) ?? null)).toEqual(names(present));
        expect(names(made)?.toSorted()).toEqual(names(wanted)?.toSorted());
      }),
    );
  });
});
