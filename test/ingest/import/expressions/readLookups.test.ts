import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lookupKey } from '../../../../src/ingest/import/expressions/choices.js';
import { compileExpression } from '../../../../src/ingest/import/expressions/compileExpression.js';
import { lookupFiles, readLookups } from '../../../../src/ingest/import/expressions/readLookups.js';
import { refusal } from '../../../support/refusal.js';
import { makeTestFolder, removeTestFolder } from '../../../support/testFolder.js';
import { scopeOf } from '../scopeOf.js';

let folder: string;
beforeAll(async () => {
  folder = await makeTestFolder('lookups');
});
afterAll(() => removeTestFolder(folder));

const write = (name: string, content: string | Buffer): Promise<void> => writeFile(join(folder, name), content);

const lookup = (file: string, key = 'code', value = 'word') => ({ lookup: { of: 'a', file, key, value } });

/** The table of one lookup. */
async function tableOf(name: string, content: string | Buffer, key = 'code', value = 'word') {
  await write(name, content);
  const { tables } = await readLookups({ columns: { x: lookup(name, key, value) } }, folder, 'imports[0]');
  return Object.fromEntries(tables.get(lookupKey(name, key, value)) ?? []);
}

describe('a table in a file', () => {
  test.each<[name: string, content: string | Buffer, table: Record<string, string | null>]>([
    ['a.csv', 'code,word\n1,one\n2,two\n', { 1: 'one', 2: 'two' }],
    ['a.csv', 'word,more,code\none,x, 1 \n"two, too",x,2\n', { 1: 'one', 2: 'two, too' }],
    ['a.tsv', 'code\tword\n1\ta,b\n', { 1: 'a,b' }],
    ['a.csv.gz', gzipSync('code,word\n1,one\n'), { 1: 'one' }],
    // The last that has a value counts; an empty one is known to be none.
    ['a.csv', 'code,word\n1,one\n1,eins\n1,\n2,\n3,\n3,three\n', { 1: 'eins', 2: null, 3: 'three' }],
    ['a.csv', 'code,word\n,nothing\n', { '': 'nothing' }],
    ['a.csv', 'code,word\n', {}],
  ])('%s: %j', async (name, content, table) => {
    expect(await tableOf(name, content)).toEqual(table);
  });

  test('is refused where a row of it cannot be read', async () => {
    await expect(tableOf('bad.csv', 'code,word\n1,one\n2\n')).rejects.toThrow(
      refusal('bad.csv, line 3: the row has 1 fields where the header has 2.', 'BAD_FILE'),
    );
  });

  test.each<[key: string, value: string, sentence: string]>([
    ['kode', 'word', 'imports[0], lookup.key: a.csv has no column "kode". Did you mean "code"?'],
    ['code', 'wort', 'imports[0], lookup.value: a.csv has no column "wort". Did you mean "word"?'],
  ])('is refused without the column %s or %s', async (key, value, sentence) => {
    await expect(tableOf('a.csv', 'code,word\n1,one\n', key, value)).rejects.toThrow(refusal(sentence, 'BAD_CONFIG'));
  });

  test('is refused where it is not there, or is a folder', async () => {
    for (const name of ['none.csv', '.'])
      await expect(readLookups(lookup(name), folder, 'imports[0]')).rejects.toThrow(
        refusal(
          `imports[0], lookup.file: there is no file ${join(folder, name === '.' ? '' : name)}.`,
          'FILE_NOT_FOUND',
        ),
      );
  });
});

describe('the lookups of an entry', () => {
  const entry = {
    where: lookup('b.csv'),
    columns: {
      x: lookup('a.csv'),
      y: { coalesce: ['a', lookup('a.csv')] },
      z: { lookup: { ...lookup('a.csv', 'word', 'code').lookup, of: lookup('b.csv'), otherwise: lookup('c.csv') } },
      inline: { lookup: { of: 'a', in: { file: 'no.csv' } } },
      lookup: 'a',
    },
  };

  test('are found wherever they stand', () => {
    expect(lookupFiles(entry)).toEqual(['b.csv', 'a.csv', 'a.csv', 'a.csv', 'b.csv', 'c.csv']);
    expect(lookupFiles({ lookup: { file: 1, key: 'k', value: 'v' } })).toEqual([]);
    expect([lookupFiles(null), lookupFiles('lookup'), lookupFiles([])]).toEqual([[], [], []]);
  });

  test('read each table once, and tell the hashes of their files', async () => {
    const contents = { 'a.csv': 'code,word\n1,one\n', 'b.csv': 'code,word\n2,two\n', 'c.csv': 'code,word\n3,three\n' };
    for (const [name, content] of Object.entries(contents)) await write(name, content);
    const { tables, hashes } = await readLookups(entry, folder, 'imports[0]');
    expect([...tables.keys()]).toEqual(
      [lookup('b.csv'), lookup('a.csv'), lookup('a.csv', 'word', 'code'), lookup('c.csv')].map(
        ({ lookup: { file, key, value } }) => lookupKey(file, key, value),
      ),
    );
    const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');
    expect([...new Set(hashes)]).toEqual([
      hashOf(contents['b.csv']),
      hashOf(contents['a.csv']),
      hashOf(contents['c.csv']),
    ]);
  });

  test('have keys that cannot be taken for one another', () => {
    const keys = [
      lookupKey('a', 'b', 'c'),
      lookupKey('a","b', 'c', ''),
      lookupKey('a,b', 'c', ''),
      lookupKey('a', 'b,c', ''),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});

test('values are looked up in the tables that were read', async () => {
  await write('prices.csv', 'code,price\na,"1,5"\nb,\n');
  const source = { lookup: { of: 'a', file: 'prices.csv', key: 'code', value: 'price' } };
  const { tables } = await readLookups(source, folder, 'imports[0]');
  const scope = scopeOf(['a'], { lookups: tables });
  const evaluate = (text: string, of: unknown = source) => compileExpression(of, 'here', scope).evaluate([text]);
  expect([evaluate('a'), evaluate('b'), evaluate('')]).toEqual(['1,5', null, null]);
  expect(() => evaluate('c')).toThrow(
    expect.objectContaining({
      reason: 'has no entry in prices.csv (here.lookup); add one, or say "otherwise" (null: no value)',
    }),
  );
  expect(evaluate('a', { ...source, format: 'decimal_comma' })).toBe('1.5');
});

describe('arithmetic of texts', () => {
  const evaluate = (source: unknown, ...fields: readonly string[]): string | null =>
    compileExpression(source, 'here', scopeOf(['a', 'b'])).evaluate(fields);
  const decimals = fc
    .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.integer({ min: 0, max: 6 }))
    .map(([units, scale]) => ({ units: BigInt(units), scale, text: textOf(BigInt(units), scale) }));

  /** A whole number of the smallest unit, with its point. */
  function textOf(units: bigint, scale: number): string {
    const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
    const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
    return units < 0n ? `-${text}` : text;
  }

  test('is that of whole numbers of the smallest unit', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const scale = Math.max(a.scale, b.scale);
        const [left, right] = [a.units * 10n ** BigInt(scale - a.scale), b.units * 10n ** BigInt(scale - b.scale)];
        expect(evaluate({ sum: ['a', 'b'] }, a.text, b.text)).toBe(textOf(left + right, scale));
        expect(evaluate({ subtract: ['a', 'b'] }, a.text, b.text)).toBe(textOf(left - right, scale));
        expect(evaluate({ multiply: ['a', 'b'] }, a.text, b.text)).toBe(textOf(a.units * b.units, a.scale + b.scale));
        expect(evaluate({ negate: { negate: 'a' } }, a.text)).toBe(a.text);
      }),
      { numRuns: 500 },
    );
  });

  test('divides to ten places, half away from zero', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const quotient = evaluate({ divide: ['a', 'b'] }, a.text, b.text);
        if (b.units === 0n) return expect(quotient).toBeNull();
        // 2 × |a| × 10^10 ÷ |b|, rounded down, is twice the quotient in its smallest unit, or one more.
        const [above, below] = [a.units * 10n ** BigInt(b.scale + 10), b.units * 10n ** BigInt(a.scale)];
        const [size, by] = [above < 0n ? -above : above, below < 0n ? -below : below];
        const rounded = ((2n * size) / by + 1n) / 2n;
        const isNegative = above < 0n !== below < 0n && rounded !== 0n;
        const [, sign, whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d*[1-9]))?$/.exec(quotient ?? '') ?? [];
        return expect([sign === '-', BigInt(whole + fraction.padEnd(10, '0'))]).toEqual([isNegative, rounded]);
      }),
      { numRuns: 500 },
    );
  });
});
