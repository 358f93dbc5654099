import { describe, expect, it } from '@jest/globals';
import { mostPoints } from '../../../src/gateway/cost/Formula.js';
import { tooExpensive } from '../../../src/gateway/cost/refusals.js';
import { estimate, priced } from './pricedSchema.js';

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

/** Which of its fragments meet at a place is another set on each of 2^levels ways: what is merged there is never the same. */
function meeting(levels: number, field: string): string {
  const fragments = Array.from({ length: levels }, (_, n) => {
    const next = n + 1 < levels ? `...G${n + 1}` : 'id';
    return `fragment G${n} on User { a: ${field} { ${next} } b: ${field} { ${next} } }`;
  });
  const start = `fragment S on User { a: ${field} { ...S2 ...G0 } b: ${field} { ...S2 } }`;
  const starts = Array.from({ length: levels }, (_, n) => {
    const next = n + 1 < levels ? `...S${n + 3}` : 'id';
    return `fragment S${n + 2} on User { a: ${field} { ${next} ...G0 } b: ${field} { ${next} } }`;
  });
  return `{ me { ...S } } ${[start, ...starts, ...fragments].join(' ')}`;
}

describe('a refusal', () => {
  it.each([
    ['that is given up', meeting(14, 'friends(first: 3)')],
    ['of many steps', meeting(6, 'friends(first: 3)')],
    ['of more', meeting(8, 'friends(first: 3)')],
  ])('of a document %s takes milliseconds when it is asked again', (_, query) => {
    const asked = priced(query);
    const points = asked.price.estimate(asked.variables);
    tooExpensive(asked, points, 1000);
    const [error, milliseconds] = timed(() => tooExpensive(asked, points, 1000));
    expect(error.message).toContain('Ask for shorter lists or fewer fields');
    expect(milliseconds).toBeLessThan(50);
  });
});

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
    const query = meeting(14, 'friends');
    const [points, milliseconds] = timed(() => estimate(query));
    expect(points).toBe(mostPoints);
    expect(milliseconds).toBeLessThan(3000);
  });
});
