import { describe, expect, it } from '@jest/globals';
import { SnapshotCache, type HeldSnapshots, type SnapshotsKey } from '../../src/snapshotCache.js';

const key = { visibility: 'all', day: '2026-03-01', loadId: '7', form: '1 $written1' };

function heldIn(cache: SnapshotCache, more: Partial<SnapshotsKey> = {}): HeldSnapshots {
  const held = cache.of({ ...key, ...more });
  if (held === undefined) throw new Error('It is outdated');
  return held;
}

describe('snapshots that are held', () => {
  it('are those of their day, load, form and visibility alone', () => {
    const cache = new SnapshotCache(10_000);
    heldIn(cache).setAll(
      new Map([
        ['A', '{"a":1}'],
        ['B', null],
        ['C', undefined],
      ]),
    );
    const held = heldIn(cache);
    expect(['A', 'B', 'C', 'D'].map((id) => held.get(id))).toEqual(['{"a":1}', null, undefined, undefined]);
    expect([held.hasAll(['A', 'B']), held.hasAll(['A', 'C']), held.hasAll([])]).toEqual([true, false, true]);
    for (const other of [{ visibility: 'some' }, { day: '2026-03-02' }, { loadId: '8' }, { form: '2 $written1' }])
      expect(heldIn(cache, other).get('A')).toBeUndefined();
  });

  it('take so many bytes at the most, and what was used longest ago goes first', () => {
    const cache = new SnapshotCache(10_000);
    const held = heldIn(cache);
    for (let n = 0; n < 1000; n += 1) {
      held.setAll(new Map([[`C${n}`, 'é'.repeat(100)]]));
      expect(held.get('C0')).toBe('é'.repeat(100));
      expect(cache.size).toBeLessThanOrEqual(10_000);
    }
    // Each takes 400 bytes and more.
    expect([held.get('C998'), held.get('C500')]).toEqual(['é'.repeat(100), undefined]);
    held.setAll(new Map([['huge', 'x'.repeat(20_000)]]));
    expect([held.get('huge'), held.get('C0')]).toEqual([undefined, 'é'.repeat(100)]);
  });

  it('are waited for while they are read, and read by oneself where that fails', async () => {
    const cache = new SnapshotCache(10_000);
    const held = heldIn(cache);
    let [tell, fail] = [(): void => {}, (): void => {}];
    const found = new Map([
      ['A', '{}'],
      ['B', null],
    ]);
    const good = new Promise<typeof found>((resolve) => (tell = () => resolve(found)));
    const bad = new Promise<never>((_, reject) => (fail = () => reject(new Error('aborted'))));
    const shared = [held.share(['A', 'B'], good, (texts) => texts), held.share(['B', 'C'], bad, () => new Map())];
    expect([held.hasAll(['A', 'B', 'C']), cache.size]).toEqual([true, 0]);
    const waiting = ['A', 'B', 'C'].map(async (id) => held.get(id));
    fail();
    tell();
    expect(await Promise.all(waiting)).toEqual(['{}', null, undefined]);
    expect(await Promise.all(shared)).toEqual([found, new Map()]);
    expect(['A', 'B', 'C'].map((id) => held.get(id))).toEqual(['{}', null, undefined]);
  });

  it('are looked for on pages once those before were held, of each form by itself', () => {
    const cache = new SnapshotCache(10_000);
    const held = heldIn(cache);
    held.setAll(new Map([['A', '{}']]));
    const likely = (ids: readonly string[], times: number) => {
      for (let n = 0; n < times; n += 1) held.notePage(ids);
      return held.isPageLikely;
    };
    // 0.25, 0.44, 0.58, 0.68, 0.76, 0.82.
    expect([likely(['A'], 5), likely(['A'], 1), likely(['B'], 1), likely([], 9)]).toEqual([false, true, false, false]);
    expect(likely(['A', 'A', 'A', 'A', 'B'], 50)).toBe(false);
    expect(heldIn(cache, { day: '2026-03-02', form: 'other' }).isPageLikely).toBe(false);
  });

  it('are none of a load that is known not to be that of its day any more', () => {
    const cache = new SnapshotCache(10_000);
    heldIn(cache).outdate();
    expect(cache.of(key)).toBeUndefined();
    expect(cache.of({ ...key, loadId: '8' })).toBeDefined();
  });
});
