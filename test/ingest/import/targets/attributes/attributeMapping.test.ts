import { describe, expect, test } from '@jest/globals';
import { attributeMapping } from '../../../../../src/ingest/import/targets/attributes/attributeMapping.js';
import { refusal } from '../../../../support/refusal.js';

const names = ['id', 'household size', 'Größe', 'since'];
const map = (columns: Record<string, unknown>, others: readonly string[] = names) =>
  attributeMapping(columns, others, 'imports[0]');

describe('where the customer alone is mapped, every other column is an attribute', () => {
  test.each<[mapped: Record<string, unknown>, others: string[], columns: Record<string, unknown>]>([
    [
      { customer_id: 'id' },
      names,
      {
        customer_id: 'id',
        HOUSEHOLD_SIZE: { column: 'household size' },
        GROSSE: { column: 'Größe' },
        SINCE: { column: 'since' },
      },
    ],
    // Columns that the keys are made of are used up, however they are changed.
    [
      { customer_id: { lower: { trim: 'id' } } },
      ['id', 'n'],
      { customer_id: { lower: { trim: 'id' } }, N: { column: 'n' } },
    ],
    [
      { customer_id: { replace: { of: 'id', pattern: 'x', with: 'n' } } },
      ['id', 'n'],
      { customer_id: { replace: { of: 'id', pattern: 'x', with: 'n' } }, N: { column: 'n' } },
    ],
    [
      { customer_id: { column: 'id' }, app: 'shop' },
      ['id', 'shop', 'n'],
      { customer_id: { column: 'id' }, app: 'shop', N: { column: 'n' } },
    ],
    // One that others are made of is still a column of its own.
    [
      { customer_id: { concat: ['id', 'n'] } },
      ['id', 'n'],
      { customer_id: { concat: ['id', 'n'] }, ID: { column: 'id' }, N: { column: 'n' } },
    ],
    [
      { customer_id: 'id' },
      ['id', ' a--b.c ', 'É_1', 'çà'],
      { customer_id: 'id', A_B_C: { column: ' a--b.c ' }, E_1: { column: 'É_1' }, CA: { column: 'çà' } },
    ],
  ])('%#', (mapped, others, columns) => {
    expect(map(mapped, others).columns).toEqual(columns);
  });

  test('has the type of a text', () => {
    expect([...map({ customer_id: 'id' }, ['id', 'a']).options]).toEqual([['A', { type: 'text' }]]);
  });

  test('and two that would have one name are refused', () => {
    expect(() => map({ customer_id: 'id' }, ['id', 'first name', 'First-Name'])).toThrow(
      refusal(
        'imports[0].columns: the columns "first name" and "First-Name" would both become FIRST_NAME; map the attributes one by one.',
        'BAD_CONFIG',
      ),
    );
  });
});

describe('what a mapping says of an attribute', () => {
  test('is separated from how it is read', () => {
    const { columns, options } = map({
      customer_id: { lower: 'id' },
      SIZE: {
        column: 'Größe',
        format: 'decimal_comma',
        type: 'decimal',
        unit: 'cm',
        description: 'Height.',
        category: 'body',
        piiClass: 'CONTACT',
      },
      SINCE: 'since',
      KIND: { constant: 'x', type: 'text' },
    });
    expect(columns).toEqual({
      customer_id: { lower: 'id' },
      SIZE: { column: 'Größe', format: 'decimal_comma' },
      SINCE: 'since',
      KIND: { constant: 'x' },
    });
    expect([...options]).toEqual([
      ['SIZE', { type: 'decimal', unit: 'cm', description: 'Height.', category: 'body', piiClass: 'CONTACT' }],
      ['SINCE', { type: 'text' }],
      ['KIND', { type: 'text' }],
    ]);
  });

  test('stays with the expression where it is none of its words', () => {
    expect(map({ customer_id: 'id', A: { column: 'a', typ: 'text', constructor: 1 } }).columns['A']).toEqual({
      column: 'a',
      typ: 'text',
      constructor: 1,
    });
  });

  test('is not asked of the keys, which are no attributes', () => {
    const { columns, options } = map({ customer_id: { column: 'id', type: 'x' }, app: 'since', A: 'a' });
    expect(columns['customer_id']).toEqual({ column: 'id', type: 'x' });
    expect([...options.keys()]).toEqual(['A']);
  });

  test.each<[mapping: unknown, place: string]>([
    [{ column: 'a', type: 'string' }, 'imports[0].columns.A.type: '],
    [{ column: 'a', piiClass: 'SECRET' }, 'imports[0].columns.A.piiClass: '],
    [{ column: 'a', unit: '' }, 'imports[0].columns.A.unit: is empty.'],
    [{ column: 'a', description: 1 }, 'imports[0].columns.A.description: is no text.'],
    [{ column: 'a', category: null }, 'imports[0].columns.A.category: is no text.'],
  ])('%j is refused with its place', (mapping, place) => {
    expect(() => map({ customer_id: 'id', A: mapping })).toThrow(place);
    expect(() => map({ customer_id: 'id', A: mapping })).toThrow(expect.objectContaining({ code: 'BAD_CONFIG' }));
  });
});

test('a mapping without any attribute is refused', () => {
  const sentence = 'imports[0].columns: no attribute is mapped beside the customer.';
  expect(() => map({ customer_id: 'id' }, ['id'])).toThrow(refusal(sentence, 'BAD_CONFIG'));
  expect(() => map({ customer_id: 'id', app: 'app' }, ['id', 'app'])).toThrow(refusal(sentence, 'BAD_CONFIG'));
});
