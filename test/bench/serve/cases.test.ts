import { describe, expect, it } from '@jest/globals';
import { documentFor, serveCases, type ServeCase, type Variables } from '../../../bench/serve/cases.js';

const named = (name: string): ServeCase => serveCases.find((one) => one.name === name) as ServeCase;

function firstOf(stream: Iterable<Variables>, count: number): Variables[] {
  const found: Variables[] = [];
  for (const variables of stream) {
    if (found.length === count) break;
    found.push(variables);
  }
  return found;
}

const pageOf = ({ after, day }: Variables): string => [after, day].join(' of ');

describe('a page', () => {
  const streams = [0, 1, 2, 3].map((seed) => [...named('page').stream(seed, 4)].map(pageOf));

  it('is asked once only, in all rounds together', () => {
    const all = streams.flat();
    // 1,000 pages of seven days, without 100 that are asked again and again.
    expect(all).toHaveLength(6900);
    expect(new Set(all).size).toBe(6900);
  });

  it('is not one of those that are served before', () => {
    const served = named('served');
    const pool = new Set((served.pool ?? []).map(pageOf));
    expect(pool.size).toBe(100);
    expect(streams.flat().filter((one) => pool.has(one))).toEqual([]);
    expect(firstOf(served.stream(5, 4), 500).every((one) => pool.has(pageOf(one)))).toBe(true);
  });
});

it.each(serveCases.map((one) => [one.name, one] as const))(
  '%s draws the same for a seed, and other for another',
  (_, one) => {
    expect(firstOf(one.stream(1, 4), 5)).toEqual(firstOf(one.stream(1, 4), 5));
    expect(firstOf(one.stream(1, 4), 5)).not.toEqual(firstOf(one.stream(2, 4), 5));
  },
);

it('who cannot answer says why', () => {
  expect(documentFor(named('entities'), 'postgraphile')).toEqual({ cannot: 'has no `_entities`' });
  expect(documentFor(named('entities'), 'limit')).toBe('entities');
  expect(documentFor(named('entities'), 'apollo')).toBe(documentFor(named('entities'), 'facet'));
});
