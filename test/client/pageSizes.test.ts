import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ReadPage } from '../../src/client/MetricsSource.js';
import { readPages } from '../../src/client/readPages.js';
import { UserError } from '../../src/lib/errors/UserError.js';
import { refusal } from '../support/refusal.js';

const tooMany = () => new UserError('Too many values.', 'TOO_MANY_VALUES');

/** A level of entities with so many values each, of which a page holds `most` at the most; and the pages that it was asked for. */
function levelOf(weights: readonly number[], most: number) {
  const ids = weights.map((_, n) => `e${String(n).padStart(4, '0')}`);
  const asked: { readonly size: number; readonly named: number | null; readonly after: string | null }[] = [];
  const read: ReadPage = async (some, after, size) => {
    asked.push({ size, named: some?.length ?? null, after });
    const from = after === null ? 0 : ids.indexOf(after) + 1;
    const page = some ?? ids.slice(from, from + size);
    if (page.reduce((sum, id) => sum + (weights[ids.indexOf(id)] ?? 0), 0) > most) throw tooMany();
    const responses = page.map((id) => ({ meta: { customer_id: id }, metrics: [] })) as never;
    return { responses, next: some === null && from + size < ids.length ? (page.at(-1) ?? null) : null };
  };
  return { ids, read, asked };
}

async function readAll(read: ReadPage, ids: readonly string[] | null, signal?: AbortSignal): Promise<string[]> {
  const found: string[] = [];
  for await (const page of readPages(read, ids, signal))
    found.push(...page.map(({ meta }) => (meta as { customer_id: string }).customer_id));
  return found;
}

/** So many entities with one value each. */
const light = (count: number) => Array.from({ length: count }, () => 1);

describe('pages', () => {
  it.each<[number, readonly number[]]>([
    [0, []],
    [1, [1]],
    [100, [100]],
    [101, [100, 1]],
    [250, [100, 100, 50]],
  ])('of %i named entities have %j', async (count, sizes) => {
    const { ids, read, asked } = levelOf(light(count), 1000);
    expect(await readAll(read, ids)).toEqual(ids);
    expect(asked.map(({ named }) => named)).toEqual(sizes);
  });

  it.each<[number, readonly (string | null)[]]>([
    [0, [null]],
    [100, [null]],
    [101, [null, 'e0099']],
    [250, [null, 'e0099', 'e0199']],
  ])('of a level of %i entities begin behind %j', async (count, after) => {
    const { ids, read, asked } = levelOf(light(count), 1000);
    expect(await readAll(read, null)).toEqual(ids);
    expect(asked.map((page) => page.after)).toEqual(after);
    expect(new Set(asked.map(({ size }) => size))).toEqual(new Set([100]));
  });

  it('are halved until one fits, and stay so', async () => {
    // 30 fit: 100 and 50 are refused, 25 are not.
    const { ids, read, asked } = levelOf(light(110), 30);
    expect(await readAll(read, ids)).toEqual(ids);
    expect(asked.map(({ named }) => named)).toEqual([100, 50, 25, 25, 25, 25, 10]);
    const whole = levelOf(light(110), 30);
    expect(await readAll(whole.read, null)).toEqual(ids);
    expect(whole.asked.map(({ size, after }) => [size, after])).toEqual([
      [100, null],
      [50, null],
      [25, null],
      [25, 'e0024'],
      [25, 'e0049'],
      [25, 'e0074'],
      [25, 'e0099'],
    ]);
  });

  it('of one entity that has too many are refused as they are', async () => {
    const { ids, read, asked } = levelOf([1, 1, 40, 1], 30);
    await expect(readAll(read, ids)).rejects.toThrow(refusal('Too many values.', 'TOO_MANY_VALUES'));
    // Four, then two, which fit; then the other two, and the first of them alone.
    expect(asked.map(({ named }) => named)).toEqual([4, 2, 2, 1]);
  });
});

it('every entity comes once, in its order, on pages that never grow, for whatever they weigh', async () => {
  const weights = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 260 });
  await fc.assert(
    fc.asyncProperty(weights, fc.boolean(), async (given, byName) => {
      const { ids, read, asked } = levelOf(given, 60);
      expect(await readAll(read, byName ? ids : null)).toEqual(ids);
      const sizes = asked.map(({ size }) => size);
      expect(sizes.every((size, n) => size <= (sizes[n - 1] ?? 100))).toBe(true);
      expect(asked.every(({ named, size }) => named === null || named === size)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

describe('a failure', () => {
  it.each([
    ['another of ours', new UserError('No.', 'UNKNOWN_APP')],
    ['one that is not ours, whatever its code', Object.assign(new Error('No.'), { code: 'TOO_MANY_VALUES' })],
  ])('that is %s ends the reading at once', async (_, error) => {
    let reads = 0;
    const read: ReadPage = async () => {
      reads += 1;
      throw error;
    };
    await expect(readAll(read, ['a', 'b'])).rejects.toBe(error);
    expect(reads).toBe(1);
  });
});

describe('a signal that is over', () => {
  it('ends the reading before it begins, even of nothing', async () => {
    const { ids, read, asked } = levelOf(light(3), 10);
    const ended = refusal('The request was ended before its answer was complete.', 'REQUEST_ABORTED');
    await expect(readAll(read, ids, AbortSignal.abort())).rejects.toThrow(ended);
    await expect(readAll(read, [], AbortSignal.abort())).rejects.toThrow(ended);
    const reason = new UserError('Too late.', 'REQUEST_TIMEOUT');
    await expect(readAll(read, ids, AbortSignal.abort(reason))).rejects.toThrow(
      refusal('Too late.', 'REQUEST_TIMEOUT'),
    );
    expect(asked).toEqual([]);
  });
});
