import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { compileExpression } from '../../../../src/ingest/import/expressions/compileExpression.js';
import type { ExpressionScope } from '../../../../src/ingest/import/expressions/expression.js';
import { columnShape } from '../../../../src/ingest/import/sources/columnShape.js';
import { BadValue } from '../../../../src/ingest/import/values/BadValue.js';
import { withinTime } from '../../../../src/ingest/import/values/withinTime.js';

const header = ['a', 'b', 'none', 'words', 'json', 'n', 'm', 'zero', 'price', 'euros', 'dash'];
const json = '{"k": [{"v": 1}, {"v": "2"}], "e": ""}';
const fields = ['x', ' Y ', '', 'Ein Wort, zwei', json, '-12.50', '4', '0.0', '1.234,50', '€ 2,5', '-'];

function scope(): ExpressionScope {
  const lookups = new Map();
  return {
    shape: columnShape('file.csv', header),
    nulls: new Set(['']),
    lookups,
    patterns: [],
    today: '2026-01-31',
    row: { number: 0 },
    compile: compileExpression,
  };
}

const evaluate = (source: unknown): string | null => compileExpression(source, 'here', scope()).evaluate(fields);

const yes = { constant: true };
const no = { equals: ['a', 'b'] };

describe.each<[string, [unknown, string | null][]]>([
  [
    'columns',
    [
      ['b', 'Y'],
      ['none', null],
      [{ column: 'a' }, 'x'],
      [{ constant: 1.5 }, '1.5'],
      [{ constant: false }, 'false'],
    ],
  ],
  [
    'path',
    [
      [{ path: { of: 'json', at: '$.k[1].v' } }, '2'],
      [{ path: { of: 'json', at: '$.k[*].v' } }, '[1,"2"]'],
      [{ path: { of: 'json', at: '$.k' } }, '[{"v":1},{"v":"2"}]'],
      [{ path: { of: 'json', at: '$.nothing.v' } }, null],
      [{ path: { of: 'json', at: '$.e' } }, null],
      [{ path: { of: 'none', at: '$' } }, null],
    ],
  ],
  [
    'texts',
    [
      [{ concat: ['a', { constant: '-' }, 'b'] }, 'x-Y'],
      [{ concat: ['a', 'none'] }, null],
      [{ lower: 'b' }, 'y'],
      [{ upper: 'words' }, 'EIN WORT, ZWEI'],
      [{ trim: { concat: [{ constant: ' ' }, 'a', { constant: ' ' }] } }, 'x'],
      [{ trim: { constant: '  ' } }, null],
      [{ replace: { of: 'words', pattern: String.raw`[\s,]+`, with: '_' } }, 'Ein_Wort_zwei'],
      [{ replace: { of: 'words', pattern: String.raw`^(\w+) (?<w>\w+).*`, with: '$<w> $1' } }, 'Wort Ein'],
      [{ replace: { of: 'a', pattern: 'x', with: '' } }, null],
    ],
  ],
  [
    'objects',
    [
      [{ object: { mode: 'a', 'Two words': { lower: 'b' }, left: 'none' } }, '{"mode":"x","Two words":"y"}'],
      [{ object: { left: 'none' } }, null],
      [
        { object: { product: { multiply: ['n', 'm'] }, quote: { constant: '"' } } },
        '{"product":"-50.00","quote":"\\""}',
      ],
    ],
  ],
  [
    'numbers',
    [
      [{ sum: ['n', 'm', 'none'] }, '-8.50'],
      [{ sum: ['none'] }, null],
      [{ subtract: ['n', 'm'] }, '-16.50'],
      [{ subtract: ['n', 'none'] }, null],
      [{ multiply: ['n', 'm'] }, '-50.00'],
      [{ multiply: [{ constant: '99999999999.99' }, { constant: '1e-3' }] }, '99999999.99999'],
      [{ multiply: [{ constant: '-0.1' }, { constant: '-0.2' }] }, '0.02'],
      [{ divide: ['n', 'm'] }, '-3.125'],
      [{ divide: [{ constant: 2 }, { constant: 3 }] }, '0.6666666667'],
      [{ divide: [{ constant: 1 }, { constant: '-32000000000' }] }, '0'],
      [{ divide: [{ constant: 500 }, { constant: '0.5' }] }, '1000'],
      [{ divide: ['n', 'zero'] }, null],
      [{ negate: 'n' }, '12.50'],
      [{ negate: { constant: '+3' } }, '-3'],
    ],
  ],
  [
    'choices',
    [
      [{ coalesce: ['none', 'b', 'a'] }, 'Y'],
      [{ coalesce: ['none'] }, null],
      [parse('if: { when: { constant: true }, then: a, else: b }'), 'x'],
      [parse('if: { when: { equals: [a, b] }, then: a, else: b }'), 'Y'],
      [parse('if: { when: { equals: [a, b] }, then: a }'), null],
      [{ lookup: { of: 'a', in: { x: 7, y: 'z' } } }, '7'],
      [{ lookup: { of: 'b', in: { x: 7 }, otherwise: null } }, null],
      [{ lookup: { of: 'none', in: { x: 7 } } }, null],
      [parse('if: { when: { equals: [a, b] }, then: a, else: null }'), null],
      [{ lookup: { of: 'b', in: { x: 7 }, otherwise: 'a' } }, 'a'],
      [{ lookup: { of: 'b', in: { x: 7 }, otherwise: { column: 'a' } } }, 'x'],
      [{ lookup: { of: 'a', in: { x: null }, otherwise: 'a' } }, null],
      [{ lookup: { of: 'none', in: { x: 1 }, otherwise: 'none' } }, 'none'],
      [{ lookup: { of: { constant: 'constructor' }, in: { x: 1 }, otherwise: null } }, null],
    ],
  ],
  [
    'what is no value',
    [
      [{ constant: '' }, null],
      [{ coalesce: [{ constant: '' }, 'a'] }, 'x'],
      [{ lookup: { of: 'a', in: { x: '' }, otherwise: 'b' } }, null],
      [{ lookup: { of: 'b', in: {}, otherwise: '' } }, null],
      [{ coalesce: [{ column: 'dash', nulls: '-' }, 'a'] }, 'x'],
      [{ coalesce: [{ trim: 'dash', nulls: ['', '-'] }, 'a'] }, 'x'],
      [{ concat: [{ column: 'none', nulls: ['?'] }, 'a'] }, 'x'],
    ],
  ],
  [
    'numbers with a comma',
    [
      [{ multiply: [{ column: 'price', format: 'decimal_comma' }, 'm'] }, '4938.00'],
      [{ sum: ['price', { multiply: ['m', 'price'] }], format: 'decimal_comma' }, '6172.50'],
      [{ negate: { coalesce: ['none', 'price'] }, format: 'decimal_comma' }, '-1234.50'],
      [{ multiply: ['price', { constant: 0.5 }], format: 'decimal_comma' }, '617.250'],
      [{ multiply: ['price', { constant: '0,5' }], format: 'decimal_comma' }, '617.250'],
      [{ multiply: ['price', { lookup: { of: 'a', in: { x: 0.5 } } }], format: 'decimal_comma' }, '617.250'],
      [{ multiply: ['m', { replace: { of: 'euros', pattern: '€', with: '' } }], format: 'decimal_comma' }, '10.0'],
      [{ subtract: ['price', { column: 'n', format: 'decimal' }], format: 'decimal_comma' }, '1247.00'],
    ],
  ],
  [
    'tests',
    [
      [{ matches: { of: 'words', pattern: 'Wort' } }, 'true'],
      [{ matches: { of: 'words', pattern: '^Wort' } }, 'false'],
      [{ matches: { of: 'none', pattern: '.*' } }, 'false'],
      [{ equals: ['a', { constant: 'x' }] }, 'true'],
      [{ equals: ['none', 'none'] }, 'false'],
      [{ known: 'a' }, 'true'],
      [{ known: 'none' }, 'false'],
      [{ not: no }, 'true'],
      [{ not: yes }, 'false'],
      [{ all: [yes, { not: no }] }, 'true'],
      [{ all: [yes, no] }, 'false'],
      [{ any: [no, yes] }, 'true'],
      [{ any: [no] }, 'false'],
    ],
  ],
  // printf 'x\037Y\037' | openssl sha256 -binary | base64 | cut -c1-24
  ['content', [[{ content: ['a', 'b', 'none'] }, 'mQhr6dqJYxP/vOVLG8QxD9my']]],
])('%s', (_, cases) => {
  test.each(cases)('%j', (source, text) => {
    expect(evaluate(source)).toBe(text);
  });
});

test.each<[unknown, string]>([
  [{ subtract: ['n'] }, 'here.subtract is not a list of two columns'],
  [{ divide: ['n', 'm', 'a'] }, 'here.divide is not a list of two columns'],
  [{ lookup: { of: 'a' } }, 'here.lookup needs either "in" or the texts "file", "key" and "value".'],
  [{ lookup: { of: 'a', in: {}, file: 'f' } }, 'here.lookup has both "in" and a file.'],
  [{ lookup: { of: 'a', in: ['x'] } }, 'here.lookup.in is not written { text: value, … }.'],
  [{ lookup: { of: 'a', in: { x: {} } } }, 'here.lookup.in.x is not a text.'],
  [{ lookup: { in: {} } }, 'here.lookup has no key "of".'],
  [{ if: { when: yes, than: 'a' } }, 'here.if has an unknown key "than"; there is when, then, else.'],
  [{ if: 'a' }, 'here.if is not written { when, then, else? }.'],
  [{ replace: { of: 'a', pattern: '(', with: '' } }, 'here.replace.pattern: Invalid regular expression'],
  [{ replace: { of: 'a', pattern: 'x', with: 1 } }, 'here.replace.with is not a text.'],
  [{ matches: { of: 'a', pattern: 1 } }, 'here.matches.pattern is not the text of a regular expression.'],
  [{ path: '$.a' }, 'here.path: the rows of file.csv are no records; write path: { of: <column>, at: <path> }.'],
  [{ object: [] }, 'here.object is not written { name: <column or expression> }.'],
  [{ object: {} }, 'here.object has no names.'],
  [{ path: { of: 'a', at: '$[' } }, 'here.path.at: "$[" is no JSON path: '],
  [{ constructor: 'a' }, 'here has an unknown key "constructor".'],
  [{ rowNumber: 1 }, 'here.rowNumber is not written rowNumber: true.'],
  [
    { concat: [{ column: 'a', format: 'DD.MM.YYYY' }] },
    'here.concat[0].format: "DD.MM.YYYY" is no format of a part; there is decimal, decimal_comma.',
  ],
  [
    { sum: [{ column: 'n', format: 'constructor' }] },
    'here.sum[0].format: "constructor" is no format of a part; there is decimal, decimal_comma.',
  ],
  [
    { sum: [{ column: 'n', format: ['decimal'] }] },
    'here.sum[0].format: "["decimal"]" is no format of a part; there is decimal, decimal_comma.',
  ],
  [{ concat: [{ column: 'a', nulls: [1] }] }, 'here.concat[0].nulls is neither a text nor a list of texts.'],
  [
    { sum: [{ constant: 'x' }], format: 'decimal_comma' },
    'here.sum[0].constant: "x" is not a decimal number with a comma',
  ],
  [[], 'here is neither the name of a column nor one of column, '],
  [{}, 'here is neither the name of a column nor one of column, '],
])('%j is refused', (source, sentence) => {
  expect(() => evaluate(source)).toThrow(sentence);
});

test.each<[unknown, string, string]>([
  [{ sum: ['n', 'a'] }, 'x', 'is not a decimal number'],
  [{ multiply: ['words', 'n'] }, 'Ein Wort, zwei', 'is not a decimal number'],
  [{ path: { of: 'words', at: '$' } }, 'Ein Wort, zwei', 'is no valid JSON'],
  [
    { lookup: { of: 'b', in: { y: 7 } } },
    'Y',
    'has no entry in here.lookup; add one, or say "otherwise" (null: no value)',
  ],
  [
    { coalesce: [{ lookup: { of: 'b', in: { y: 7 } } }, 'a'] },
    'Y',
    'has no entry in here.coalesce[0].lookup; add one, or say "otherwise" (null: no value)',
  ],
  [{ multiply: ['price', 'm'] }, '1.234,50', 'is not a decimal number'],
  [
    { multiply: ['price', 'n'], format: 'decimal_comma' },
    '-12.50',
    'is not a decimal number with a comma (for example 1.234,56)',
  ],
])('%j makes its row a reject', (source, value, reason) => {
  expect(() => evaluate(source)).toThrow(BadValue);
  expect(() => evaluate(source)).toThrow(expect.objectContaining({ value, reason }));
});

test.each([
  ['$..x', 200],
  ['$.a', 100_000],
])('%s in JSON of a column that is nested too deeply makes its row a reject', (at, depth) => {
  const { evaluate } = compileExpression({ path: { of: 'json', at } }, 'here', scope());
  const lists = `${'['.repeat(depth)}1${']'.repeat(depth)}`;
  const hostile = ['', '', '', '', `{"a": ${lists}}`];
  expect(() => evaluate(hostile)).toThrow(
    expect.objectContaining({ name: 'BadValue', reason: 'is nested too deeply' }),
  );
});

test('a pattern works on 10,000 characters and no more', () => {
  const { evaluate } = compileExpression({ matches: { of: 'a', pattern: 'b$' } }, 'here', scope());
  expect(evaluate([`${'a'.repeat(9999)}b`])).toBe('true');
  expect(() => evaluate(['a'.repeat(10_001)])).toThrow('is longer than 10000 characters, too long for a pattern');
});

test('a pattern that would take years is ended with a sentence', () => {
  const { evaluate } = compileExpression({ matches: { of: 'a', pattern: '^(a+)+$' } }, 'here', scope());
  expect(() => withinTime(() => evaluate([`${'a'.repeat(50)}b`]), 'A pattern for file.csv', 7, 200)).toThrow(
    'A pattern for file.csv takes too long at line 7 or soon after it',
  );
});
