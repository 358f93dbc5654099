import { expect, it } from '@jest/globals';
import { federationCases } from '../../../bench/federation/federationCases.js';
import { serveCases, type Variables } from '../../../bench/serve/cases.js';

function firstOf(stream: Iterable<Variables>): readonly Variables[] {
  const found: Variables[] = [];
  for (const variables of stream) if (found.push(variables) === 5) break;
  return found;
}

it('have names of their own, among those of the other bench too: the load knows cases by them', () => {
  const names = [...serveCases, ...federationCases].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

it.each(federationCases)('$name draws the same for a seed, and other for another', ({ stream, document }) => {
  expect(document).toContain('query');
  expect(firstOf(stream(1, 4))).toEqual(firstOf(stream(1, 4)));
  expect(firstOf(stream(1, 4))).not.toEqual(firstOf(stream(2, 4)));
});
