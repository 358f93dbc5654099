import { describe, expect, it } from '@jest/globals';
import { mostPoints } from '../../../src/gateway/cost/Formula.js';
import { estimate } from './pricedSchema.js';

const chain = (length: number, field: string, last: string): string =>
  Array.from(
    { length },
    (_, n) =>
      `fragment F${n} on User { a: ${field} { ${n + 1 < length ? `...F${n + 1}` : last} } b: ${field} { ${n + 1 < length ? `...F${n + 1}` : last} } }`,
  ).join(' ');

function timed<T>(work: () => T): [T, number] {
  const began = performance.now();
  const found = work();
  return [found, performance.now() - began];
}

describe('a document of 3 kB', () => {
  it('with 2^20 expansions is priced as their sum, in milliseconds', () => {
    const query = `{ me { ...F0 } } ${chain(20, 'friends(first: 1)', 'id')}`;
    expect(query.length).toBeLessThan(3000);
    // 2 + 4 + … + 2^20 users, and the one at the root.
    const [points, milliseconds] = timed(() => estimate(query));
    expect(points).toBe(2 ** 21 - 2 + 1);
    expect(milliseconds).toBeLessThan(200);
  });

  it('whose lists multiply by variables comes to the most that there is', () => {
    const query = `query ($n: Int) { me { ...F0 } } ${chain(20, 'friends(first: $n)', 'id')}`;
    const [points, milliseconds] = timed(() => estimate(query, { n: 1000 }));
    expect(points).toBe(mostPoints);
    expect(milliseconds).toBeLessThan(200);
    // Each level has 2 × 2 as many as the one above: 4 + 16 + … + 4^20.
    expect(estimate(query, { n: 2 })).toBe((4 ** 21 - 4) / 3 + 1);
    expect(estimate(query, { n: 0 })).toBe(1);
  });

  it('whose fragments meet in ever other sets is given up, and dearer than all that may be spent', () => {
    // Which of 14 fragments meet at a place is another set on each of 2^14 ways: what is merged there is never the same.
    const levels = 14;
    const fragments = Array.from({ length: levels }, (_, n) => {
      const next = n + 1 < levels ? `...G${n + 1}` : 'id';
      return `fragment G${n} on User { a: friends { ${next} } b: friends { ${next} } }`;
    });
    const start = 'fragment S on User { a: friends { ...S2 ...G0 } b: friends { ...S2 } }';
    const starts = Array.from({ length: levels }, (_, n) => {
      const next = n + 1 < levels ? `...S${n + 3}` : 'id';
      return `fragment S${n + 2} on User { a: friends { ${next} ...G0 } b: friends { ${next} } }`;
    });
    const query = `{ me { ...S } } ${[start, ...starts, ...fragments].join(' ')}`;
    const [points, milliseconds] = timed(() => estimate(query));
    expect(points).toBe(mostPoints);
    expect(milliseconds).toBeLessThan(3000);
  });
});
