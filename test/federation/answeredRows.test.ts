import { describe, expect, it } from '@jest/globals';
import { charged, chargedPage, checkRows } from '../../src/federation/answeredRows.js';
import type { RequestContext } from '../../src/federation/requestContext.js';
import { toPage } from '../../src/lib/relay/page.js';
import { refusal } from '../support/refusal.js';

const shown = (rows = 0) => ({ shown: { rows } }) as RequestContext & { shown: { rows: number } };
const answer = (rows: number) =>
  refusal(
    `The answer would hold ${rows} rows of lists or more, and 100000 are the most; ask for smaller pages.`,
    'TOO_MANY_VALUES',
  );

describe('pages that are asked for together', () => {
  it.each<[owners: number, size: number]>([
    [50, 1000],
    [1000, 50],
    [50_000, 1],
    [0, 1000],
    [1_000_000, 0],
  ])('%d of %d may be', (owners, size) => {
    expect(() => checkRows(owners, { size }, 'targetings')).not.toThrow();
  });

  it.each<[owners: number, size: number]>([
    [51, 1000],
    [50_001, 1],
  ])('%d of %d are too many', (owners, size) => {
    expect(() => checkRows(owners, { size }, 'targetings')).toThrow(
      refusal(
        `The question asks for up to ${owners * size} targetings (${owners} pages of ${size}), and 50000 are the most; ask for smaller pages.`,
        'TOO_MANY_VALUES',
      ),
    );
  });
});

describe('rows that stand in an answer', () => {
  it('are counted as often as they do', () => {
    const context = shown();
    const rows = ['a', 'b', 'c'];
    expect(charged(context, rows)).toBe(rows);
    charged(context, rows);
    charged(context, []);
    expect(context.shown.rows).toBe(6);
  });

  it('are 100,000 at most', () => {
    const context = shown(99_998);
    charged(context, ['a', 'b']);
    expect(() => charged(context, ['a'])).toThrow(answer(100_001));
  });

  it('of a page are those that it shows, and not the one that tells of more', () => {
    const list = { name: 'targetings', question: 'q' };
    const context = shown();
    const page = chargedPage(context, list, toPage(list, { first: 2 }), ['a', 'b', 'c'], (row) => [row]);
    expect(page.edges.map(({ node }) => node)).toEqual(['a', 'b']);
    expect(page.pageInfo.hasNextPage).toBe(true);
    expect(context.shown.rows).toBe(2);
    chargedPage(context, list, toPage(list, { first: 2 }), ['a'], (row) => [row]);
    expect(context.shown.rows).toBe(3);
    expect(() =>
      chargedPage(shown(100_000), list, toPage(list, { first: 2 }), ['a', 'b', 'c'], (row) => [row]),
    ).toThrow(answer(100_002));
  });
});
