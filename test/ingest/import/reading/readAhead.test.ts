import { describe, expect, test } from '@jest/globals';
import { readAhead } from '../../../../src/ingest/import/reading/readAhead.js';

/** Lets everything go on that waits for nothing but its turn. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
};

/** Items of some lengths, and how many of them were asked for. */
function counted(lengths: readonly number[], failAt?: number) {
  const state = { given: 0, isClosed: false };
  const items = async function* (): AsyncGenerator<string> {
    try {
      for (const [index, length] of lengths.entries()) {
        if (index === failAt) throw new Error('the disk is gone');
        state.given += 1;
        yield await Promise.resolve(String(index).repeat(length));
      }
    } finally {
      state.isClosed = true;
    }
  };
  return { state, items: items() };
}

async function collect(items: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('items that are read ahead', () => {
  test('come in their order, and all of them', async () => {
    const { items } = counted([1, 2, 3, 1]);
    expect(await collect(readAhead(items))).toEqual(['0', '11', '222', '3']);
    expect(await collect(readAhead(counted([]).items))).toEqual([]);
  });

  test('come so however little is read ahead', async () => {
    for (const most of [1, 2, 5, 100])
      expect(await collect(readAhead(counted([3, 3, 0, 9, 1]).items, most))).toEqual([
        '000',
        '111',
        '',
        '333333333',
        '4',
      ]);
  });

  test('are read before they are asked for, up to as many bytes', async () => {
    const { state, items } = counted([4, 4, 4, 4, 4]);
    const ahead = readAhead(items, 8);
    await settle();
    expect(state.given).toBe(2);
    const iterator = ahead[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toBe('0000');
    await settle();
    expect(state.given).toBe(3);
    expect((await iterator.next()).value).toBe('1111');
    expect((await iterator.next()).value).toBe('2222');
    await settle();
    expect(state.given).toBe(5);
  });

  test('of which one is larger than all that may wait come, too', async () => {
    const { state, items } = counted([100, 1, 1]);
    const ahead = readAhead(items, 8);
    await settle();
    expect(state.given).toBe(1);
    expect(await collect(ahead)).toEqual(['0'.repeat(100), '1', '2']);
  });
});

describe('a failure to read', () => {
  test('is thrown after the items before it', async () => {
    const ahead = readAhead(counted([1, 1, 1], 2).items);
    await settle();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const item of ahead) seen.push(item);
    })();
    await expect(reading).rejects.toThrow('the disk is gone');
    expect(seen).toEqual(['0', '1']);
  });

  test('reaches a consumer that waits already', async () => {
    let fail = (): void => {};
    const gate = new Promise<void>((_, reject) => {
      fail = () => reject(new Error('too late'));
    });
    const items = async function* (): AsyncGenerator<string> {
      await gate;
      yield 'never';
    };
    const reading = collect(readAhead(items()));
    await settle();
    fail();
    await expect(reading).rejects.toThrow('too late');
  });
});

describe('reading that is stopped', () => {
  test('gives no more, and lets go of its source', async () => {
    const { state, items } = counted(Array.from({ length: 100 }, () => 4));
    const ahead = readAhead(items, 8);
    await settle();
    await ahead.stop();
    expect(state).toEqual({ given: 2, isClosed: true });
  });

  test('ends a consumer that waits', async () => {
    let release = (): void => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const items = async function* (): AsyncGenerator<string> {
      yield 'a';
      await gate;
      yield 'b';
      yield 'c';
    };
    const ahead = readAhead(items(), 1);
    const reading = collect(ahead);
    await settle();
    const stopped = ahead.stop();
    release();
    await stopped;
    const seen = await reading;
    expect(seen[0]).toBe('a');
    expect(seen).not.toContain('c');
  });
});

test('reading has been busy until it paused, whatever the consumer does later', async () => {
  const ahead = readAhead(counted([4, 4, 4]).items, 8);
  await settle();
  const busy = ahead.busy();
  expect(busy).toBeGreaterThanOrEqual(0);
  await settle();
  expect(ahead.busy()).toBe(busy);
  await collect(ahead);
  expect(ahead.busy()).toBe(busy);
});
