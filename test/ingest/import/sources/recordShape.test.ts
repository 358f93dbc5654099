import { describe, expect, test } from '@jest/globals';
import { compileEach, recordShape } from '../../../../src/ingest/import/sources/recordShape.js';
import { compileJsonPath } from '../../../../src/ingest/import/values/jsonPath.js';
import { refusal } from '../../../support/refusal.js';

const record = { id: 7, name: ' Oak ', none: null, tags: ['a', 'b'], items: [{ sku: 'x' }, { sku: 'y', n: 2 }] };

describe('fields of records', () => {
  test('are those that were asked for, in the order of asking, each once', () => {
    const shape = recordShape('x.ndjson', ['id', 'name', 'tags', 'none']);
    expect(shape.column('name', 'here')).toBe(0);
    expect(shape.column('id', 'here')).toBe(1);
    expect(shape.path?.('$.items[*].sku', 'here')).toBe(2);
    expect(shape.column('name', 'here')).toBe(0);
    expect(shape.path?.('$.items[*].sku', 'here')).toBe(2);
    expect(shape.column('none', 'here')).toBe(3);
    expect(shape.fieldsOf(record)).toEqual([[' Oak ', '7', '["x","y"]', null]]);
    expect(shape.fieldsOf({})).toEqual([[null, null, null, null]]);
  });

  test('are own ones: what every object has is none', () => {
    const shape = recordShape('x.ndjson', []);
    for (const name of ['toString', 'constructor', '__proto__']) shape.column(name, 'here');
    expect(shape.fieldsOf({})).toEqual([[null, null, null]]);
  });

  test('a column and a path of one name are two', () => {
    const shape = recordShape('x.ndjson', ['$.id', 'id']);
    expect(shape.column('$.id', 'here')).toBe(0);
    expect(shape.path?.('$.id', 'here')).toBe(1);
    expect(shape.fieldsOf({ '$.id': 'of the name', id: 'of the path' })).toEqual([['of the name', 'of the path']]);
  });
});

describe('the names of columns', () => {
  const shape = recordShape('x.ndjson', ['id', '', 'name', ' ']);

  test('are known but for empty ones, whose places are told', () => {
    expect(shape.names).toEqual(['id', 'name']);
    expect(shape.unnamed).toEqual([2, 4]);
    expect(shape.source).toBe('x.ndjson');
  });

  test('are asked for letter by letter', () => {
    expect(() => shape.column('nane', 'here')).toThrow(
      refusal('here: x.ndjson has no column "nane". Did you mean "name"?', 'BAD_CONFIG'),
    );
    expect(() => shape.column('', 'here')).toThrow(refusal('here: x.ndjson has no column "".', 'BAD_CONFIG'));
  });

  test('are not known of a file without records, where any can be asked for', () => {
    expect(recordShape('x.ndjson', []).column('anything', 'here')).toBe(0);
  });
});

describe('what has to be read of the file', () => {
  test('are the columns that were asked for', () => {
    const shape = recordShape('x.parquet', ['id', 'name', 'tags']);
    expect(shape.asked()).toEqual([]);
    shape.column('tags', 'here');
    shape.column('id', 'here');
    expect(shape.asked()).toEqual(['tags', 'id']);
  });

  test('is all of it for a path, for the content and for elements of a list', () => {
    const byPath = recordShape('x.parquet', ['id']);
    byPath.path?.('$.id', 'here');
    const byContent = recordShape('x.parquet', ['id']);
    byContent.content();
    const byElement = recordShape('x.parquet', ['id'], { path: compileJsonPath('$.items[*]', 'here'), as: 'item' });
    expect([byPath, byContent, byElement].map((shape) => shape.asked())).toEqual([undefined, undefined, undefined]);
  });
});

describe('elements of a list', () => {
  const shape = recordShape(
    'x.ndjson',
    ['id', 'items'],
    compileEach({ path: '$.items[*]', as: 'item' }, ['id', 'items'], 'here'),
  );

  test('are rows, which have the columns of their record and their own', () => {
    expect(shape.names).toEqual(['id', 'items', 'item']);
    shape.column('id', 'here');
    shape.column('item', 'here');
    shape.path?.('$.item.sku', 'here');
    expect(shape.fieldsOf(record)).toEqual([
      ['7', '{"sku":"x"}', 'x'],
      ['7', '{"sku":"y","n":2}', 'y'],
    ]);
    expect(shape.fieldsOf({ id: 8, items: [] })).toEqual([]);
    expect(shape.fieldsOf({ id: 9 })).toEqual([]);
    expect(shape.fieldsOf({ id: 1, items: [null, 5] })).toEqual([
      ['1', null, null],
      ['1', '5', null],
    ]);
  });

  test('cannot have the name of a column', () => {
    expect(() => compileEach({ path: '$.items[*]', as: 'id' }, ['id'], 'imports[0].each')).toThrow(
      refusal('imports[0].each.as: the records have a column "id" already; take another name.', 'BAD_CONFIG'),
    );
  });

  test('are found by a path that is one', () => {
    expect(() => compileEach({ path: 'items', as: 'item' }, [], 'imports[0].each')).toThrow(
      /^imports\[0\]\.each\.path: "items" is no JSON path: /,
    );
  });
});

describe('the content of a record', () => {
  test('is the same in any order of its keys, and differs by any value', () => {
    const shape = recordShape('x.ndjson', ['a', 'b']);
    const contentOf = shape.content();
    const content = (value: Parameters<typeof shape.fieldsOf>[0]): string => contentOf(shape.fieldsOf(value)[0] ?? []);
    expect(content({ a: 1, b: { d: 2, c: 3 } })).toBe(content({ b: { c: 3, d: 2 }, a: 1 }));
    expect(content({ a: 1, b: { c: 3, d: 2 } })).toBe('{"a":1,"b":{"c":3,"d":2}}');
    const all = [{ a: 1 }, { a: '1' }, { a: [1] }, { a: null }, {}, { a: 1, b: null }, { b: 1 }].map(content);
    expect(new Set(all).size).toBe(all.length);
  });
});
