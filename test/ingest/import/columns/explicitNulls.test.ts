import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import {
  hasExplicitNull,
  recordingScope,
  requireExplicitNull,
} from '../../../../src/ingest/import/columns/explicitNulls.js';
import { compileExpression } from '../../../../src/ingest/import/expressions/compileExpression.js';
import { scopeOf } from '../scopeOf.js';

test.each<[mapping: unknown, saysNull: boolean]>([
  [null, true],
  [{ lookup: { of: 'a', in: { None: null } } }, true],
  [{ lookup: { of: 'a', in: {}, otherwise: null } }, true],
  [parse('if: { when: { known: a }, then: a, else: null }'), true],
  [{ coalesce: ['a', parse('if: { when: { known: a }, then: null }')] }, true],
  ['a', false],
  ['null', false],
  [0, false],
  [undefined, false],
  [{ lookup: { of: 'a', in: { None: '' }, otherwise: '' } }, false],
  [{ coalesce: ['a', 'b'] }, false],
  [[], false],
])('%j says null: %s', (mapping, saysNull) => {
  expect(hasExplicitNull(mapping)).toBe(saysNull);
});

const target = { name: 'ends', sqlType: 'date', kind: 'date', required: false, absent: null, nullMeans: 'no end' };
const reason =
  'comes to no ends, which would mean no end: where that is meant, say null in the mapping (in, otherwise, then or else)';

/** Evaluates an expression that is made safe, for a row of `a`, `b` and `c`. */
function safely(source: unknown, row: readonly (string | null)[], nulls: readonly string[] = ['']): string | null {
  const { scope, read } = recordingScope(scopeOf(['a', 'b', 'c'], { nulls: new Set(nulls) }));
  const expression = compileExpression(source, 'here', scope);
  const safe = requireExplicitNull(expression, target, read);
  expect(safe.columns).toEqual(expression.columns);
  return safe.evaluate(row);
}

describe('an expression that gives no value', () => {
  const fallback = { lookup: { of: 'a', in: { x: '1' }, otherwise: '' } };

  test.each<[source: unknown, row: (string | null)[], value: string | null]>([
    [fallback, ['x', '', ''], '1'],
    // There is nothing that could have come to a value.
    [fallback, ['', 'other', ''], null],
    [fallback, [' ', '', ''], null],
    [fallback, [null, '', ''], null],
    [fallback, [], null],
    ['a', ['', 'b', 'c'], null],
    [{ coalesce: ['a', 'b'] }, ['', '2', ''], '2'],
    [{ concat: ['a', 'b'] }, ['', '', 'c'], null],
  ])('%j of %j is %j', (source, row, value) => {
    expect(safely(source, row)).toBe(value);
  });

  test.each<[source: unknown, row: (string | null)[], found: string]>([
    [fallback, ['y', '', ''], 'y'],
    [fallback, [' y ', '', ''], 'y'],
    [{ concat: ['a', 'b'] }, ['1', '', ''], '1'],
    [{ concat: ['a', 'b'] }, ['', '2', ''], '2'],
    [parse('if: { when: { equals: [a, b] }, then: c }'), ['', '', '3'], '3'],
  ])('%j of %j is a bad value, for there is %j', (source, row, found) => {
    expect(() => safely(source, row)).toThrow(expect.objectContaining({ name: 'BadValue', reason, value: found }));
  });

  test('has what means no value where it reads', () => {
    expect(safely({ column: 'a', nulls: '-' }, ['-', '', ''])).toBe(null);
    expect(safely({ concat: [{ column: 'a', nulls: '-' }, 'b'] }, ['-', '', ''])).toBe(null);
    expect(() => safely({ concat: [{ column: 'a', nulls: '-' }, 'b'] }, ['-', '2', ''])).toThrow(
      expect.objectContaining({ reason, value: '2' }),
    );
    expect(() => safely({ concat: ['a', 'b'] }, ['-', '', ''])).toThrow(expect.objectContaining({ value: '-' }));
    expect(safely({ concat: ['a', 'b'] }, ['-', 'x', ''], ['-', 'x'])).toBe(null);
    // An empty cell that is no "no value" could not have come to a value either.
    expect(safely({ lookup: { of: 'a', in: { x: '1' }, otherwise: '' } }, ['', '', ''], ['-'])).toBe(null);
  });
});

test('the fields that are read are recorded once compiled, each with its texts for no value', () => {
  const { scope, read } = recordingScope(scopeOf(['a', 'b', 'c']));
  compileExpression({ coalesce: ['c', { column: 'a', nulls: ['-'] }, { constant: 'x' }] }, 'here', scope);
  expect(read).toEqual([
    { index: 2, nulls: new Set(['']) },
    { index: 0, nulls: new Set(['-']) },
  ]);
});
