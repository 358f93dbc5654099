import { describe, expect, it } from '@jest/globals';
import type { CaseResult, Measured } from '../../../bench/serve/measure.js';
import {
  comparisonTable,
  figureTable,
  furtherTable,
  markdownTable,
  ratioTable,
  ratioTo,
  type CaseReport,
} from '../../../bench/serve/table.js';

const measured = (rates: readonly number[], more: Partial<Measured> = {}): Measured => ({
  rounds: rates.map((rate) => ({ rate, p50: 1.5, p99: 20, serverCpu: 100 / rate, databaseCpu: 0.25, bytes: 1234 })),
  statements: 2,
  memory: 150,
  ...more,
});

const report = (name: string, result: CaseResult): CaseReport => ({
  asked: { name, title: `what ${name} asks`, clients: 8 },
  result,
});

const key = report('key', {
  facet: measured([50, 100, 90], { p99AtHalfRate: 12.34 }),
  limit: measured([100, 400, 300], { statements: 1.04 }),
  postgraphile: { cannot: 'has no keys' },
});

const linesOf = (table: string): string[][] =>
  table.split('\n').map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe('ratios', () => {
  // 50 of 100, 100 of 400, 90 of 300.
  it('are the median of those of the rounds', () => expect(ratioTo(key.result, 'limit')).toBe(0.3));
  it('are not there where one cannot answer, or was not asked', () => {
    expect(ratioTo(key.result, 'postgraphile')).toBeUndefined();
    expect(ratioTo(key.result, 'apollo')).toBeUndefined();
  });
  it('stand in the first table, with why there is none', () =>
    expect(linesOf(ratioTable([key]))[2]).toEqual([
      'key',
      'what key asks',
      '',
      '0.30 ×',
      'has no keys',
      '',
      '3.33 ×',
      'has no keys',
    ]));
});

it('the figures of each contestant are medians', () => {
  expect(linesOf(figureTable([key])).slice(2)).toEqual([
    ['key, 8 clients', 'Facet', '90.0', '1.50 ms', '20.0 ms', '1.11 ms', '0.25 ms', '2', '1,234', '150'],
    ['key, 8 clients', 'hand-written', '300', '1.50 ms', '20.0 ms', '0.33 ms', '0.25 ms', '1', '1,234', '150'],
    ['key, 8 clients', 'PostGraphile', 'has no keys', '', '', '', '', '', '', ''],
  ]);
});

it('400 columns against 40, half of the rate and the most memory are told where they are known', () => {
  const narrow = report('narrow', { facet: measured([100]), limit: measured([200]) });
  const wide = report('wide', { facet: measured([80], { memory: 170 }), limit: measured([200]) });
  expect(linesOf(furtherTable([key, narrow, wide])).slice(2)).toEqual([
    ['time of 400 filled columns against 40, by key', '1.25 ×', '', '1.00 ×', '', ''],
    ['p99 of one customer by id, at half of the highest rate', '12.3 ms', '', '', '', ''],
    ['memory at the most, in all cases', '170 MB', '', '150 MB', '', ''],
  ]);
});

it('two runs are compared, also by what the limit did in each', () => {
  const before = report('key', {
    facet: measured([30], { statements: 5 }),
    limit: measured([300]),
  });
  const now = report('key', { facet: measured([60]), limit: measured([150]) });
  expect(linesOf(comparisonTable([now], [before]))[2]).toEqual([
    'key',
    '2.00 ×',
    '4.00 ×',
    '0.50 ×',
    '1.00 ×',
    '5.00 → 2.00',
    '1,234 → 1,234',
  ]);
  expect(linesOf(comparisonTable([now], []))).toHaveLength(2);
});

it('tables are laid out by their widest cells', () =>
  expect(markdownTable(['a', 'long title'], [['wide cell', 'b'], ['c']])).toBe(
    [
      '| a         | long title |',
      '| --------- | ---------- |',
      '| wide cell | b          |',
      '| c         |            |',
    ].join('\n'),
  ));
