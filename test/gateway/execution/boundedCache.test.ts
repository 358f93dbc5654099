import { describe, expect, it } from '@jest/globals';
import { createBoundedCache } from '../../../src/gateway/execution/boundedCache.js';

const create = (maxSize: number) => createBoundedCache<string>(maxSize, (value) => value.length);

describe('createBoundedCache', () => {
  it('keeps what it is given, until it is deleted or all is cleared', async () => {
    const cache = create(100);
    await cache.set('a', 'one');
    await cache.set('b', 'two');
    expect([await cache.get('a'), await cache.get('b'), await cache.get('c')]).toEqual(['one', 'two', undefined]);
    await cache.set('a', 'other');
    await cache.delete('b');
    await cache.delete('never there');
    expect([await cache.get('a'), await cache.get('b')]).toEqual(['other', undefined]);
    cache.clear();
    expect(await cache.get('a')).toBeUndefined();
  });

  it('forgets what was used longest ago when it is full', async () => {
    const cache = create(10);
    await cache.set('a', 'xxxx');
    await cache.set('b', 'xxxx');
    await cache.get('a');
    await cache.set('c', 'xxxx');
    expect([await cache.get('a'), await cache.get('b'), await cache.get('c')]).toEqual(['xxxx', undefined, 'xxxx']);
  });

  it('is full by the sizes of its values, of which each has one at least', async () => {
    const cache = create(3);
    for (const key of ['a', 'b', 'c', 'd']) await cache.set(key, '');
    expect([await cache.get('a'), await cache.get('b'), await cache.get('d')]).toEqual([undefined, '', '']);
  });

  it('does not keep what is larger than itself, nor what was there before under its key', async () => {
    const cache = create(10);
    await cache.set('a', 'small');
    await cache.set('a', 'x'.repeat(11));
    expect(await cache.get('a')).toBeUndefined();
    await cache.set('b', 'x'.repeat(10));
    expect(await cache.get('b')).toBe('x'.repeat(10));
  });
});
