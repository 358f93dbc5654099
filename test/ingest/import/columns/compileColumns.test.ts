import { hash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { compileColumns } from '../../../../src/ingest/import/columns/compileColumns.js';
import type { TargetColumn } from '../../../../src/ingest/import/columns/targetColumn.js';
import type { TargetShape } from '../../../../src/ingest/import/columns/targetShape.js';
import { refusal } from '../../../support/refusal.js';
import { scopeOf } from '../scopeOf.js';

const column = (name: string, given: Partial<TargetColumn> = {}): TargetColumn => ({
  name,
  sqlType: 'text',
  kind: 'text',
  required: false,
  absent: null,
  ...given,
});

function targetOf(columns: readonly TargetColumn[], given: Partial<TargetShape> = {}): TargetShape {
  const byName = new Map(columns.map((one) => [one.name, one]));
  return { name: 'things', columns: byName, key: ['id'], contentKey: undefined, ...given };
}

const things = targetOf([
  column('id', { required: true }),
  column('brand', { absent: '' }),
  column('name'),
  column('at', { kind: 'timestamp with time zone' }),
]);

const header = ['a', 'b', 'c'];
const compile = (columns: Record<string, unknown>, target = things, zone?: string) =>
  compileColumns({ columns, zone }, target, scopeOf(header), 'imports[0]');

/** The columns that are filled, each with its value for a row. */
const filled = (columns: Record<string, unknown>, target = things) =>
  compile(columns, target).columns.map((plan) => [plan.target.name, plan.evaluate(['1', '2', ' 3 '])]);

describe('columns', () => {
  test('are filled in the order of the target, and only those that are mapped', () => {
    expect(filled({ name: 'b', id: 'a' })).toEqual([
      ['id', '1'],
      ['name', '2'],
    ]);
  });

  test('of the key have what stands for no value where they are not mapped', () => {
    const target = targetOf([...things.columns.values()], { key: ['id', 'brand'] });
    expect(filled({ id: 'a' }, target)).toEqual([
      ['id', '1'],
      ['brand', ''],
    ]);
    expect(compile({ id: 'a' }, target).columns.map(({ constant }) => constant)).toEqual([undefined, '']);
  });

  test('have the zone of the entry', () => {
    const [, at] = compile({ id: 'a', at: 'b' }, things, 'Asia/Tokyo').columns;
    expect(at?.read('2026-01-31 10:00')).toBe('2026-01-31 10:00 Asia/Tokyo');
  });
});

test.each<[columns: Record<string, unknown>, sentence: string]>([
  [{ id: 'a', nane: 'b' }, 'imports[0].columns: things has no column "nane". Did you mean "name"?'],
  [{ id: 'a', constructor: 'b' }, 'imports[0].columns: things has no column "constructor".'],
  [{ name: 'a' }, 'imports[0].columns: nothing is mapped to "id", which things needs.'],
  [{ id: 'colour' }, 'imports[0].columns.id: x.csv has no column "colour".'],
  [{ id: 'a', name: { lower: 'colour' } }, 'imports[0].columns.name.lower: x.csv has no column "colour".'],
])('%j is refused', (columns, sentence) => {
  expect(() => compile(columns)).toThrow(refusal(sentence, 'BAD_CONFIG'));
});

test('a fault of the target is asked of the columns that are mapped', () => {
  const asked: string[][] = [];
  const target = targetOf([...things.columns.values()], {
    mappingFault: (mapped) => {
      asked.push([...mapped].sort());
      return mapped.has('brand') ? 'a brand needs a name' : undefined;
    },
  });
  expect(() => compile({ id: 'a', name: 'b' }, target)).not.toThrow();
  expect(() => compile({ id: 'a', brand: 'b' }, target)).toThrow(
    refusal('imports[0].columns: a brand needs a name.', 'BAD_CONFIG'),
  );
  expect(asked).toEqual([
    ['id', 'name'],
    ['brand', 'id'],
  ]);
});

describe('a key of content', () => {
  const lines = targetOf([column('id', { required: true }), column('name')], { contentKey: 'id' });
  const hashed = (text: string): string => hash('sha256', text, 'base64').slice(0, 24);

  test('is the hash of the whole row where it is not mapped, and equal rows are counted', () => {
    expect(filled({ name: 'b' }, lines)).toEqual([
      ['id', hashed('1\u001F2\u001F3')],
      ['name', '2'],
    ]);
    expect(compile({ name: 'b' }, lines).countOccurrences).toBe(true);
  });

  test('may be that of some columns, and equal rows are counted', () => {
    expect(filled({ id: { content: ['c', 'a'] } }, lines)).toEqual([['id', hashed('3\u001F1')]]);
    expect(compile({ id: { content: ['c', 'a'] } }, lines).countOccurrences).toBe(true);
  });

  test('may be a column, and equal keys are one row', () => {
    expect(filled({ id: 'b' }, lines)).toEqual([['id', '2']]);
    expect(compile({ id: 'b' }, lines).countOccurrences).toBe(false);
    expect(compile({ id: 'a' }).countOccurrences).toBe(false);
  });

  test.each<[mapping: unknown, place: string]>([
    [{ concat: ['a', { content: ['b'] }] }, 'concat[1]'],
    [{ coalesce: [{ lower: { content: ['b'] } }] }, 'coalesce[0].lower'],
    [parse('if: { when: { known: a }, then: { content: [b] } }'), 'if.then'],
  ])('cannot be content in part: %j', (mapping, place) => {
    expect(() => compile({ id: mapping }, lines)).toThrow(
      refusal(
        `imports[0].columns.id.${place}.content: here equal rows would become one; content is the whole of this key or no part of it.`,
        'BAD_CONFIG',
      ),
    );
  });

  test('does not keep content out of other columns', () => {
    const inner = { lower: { content: ['b'] } };
    expect(filled({ id: 'a', name: inner }, lines)).toEqual([
      ['id', '1'],
      ['name', hashed('2').toLowerCase()],
    ]);
  });
});
