import { describe, expect, it } from '@jest/globals';
import { Frame, linkedPath, pathTo } from '../../src/execution/Frame.js';

const root = () => new Frame({}, undefined, '', true, 'Query', 1);
const object = (parent: Frame, key: string | number, isNonNull = false) =>
  new Frame({}, parent, key, isNonNull, 'Thing', 2);
const list = (parent: Frame, key: string | number, isNonNull = false) =>
  new Frame([], parent, key, isNonNull, undefined, 0);

/** An answer `{ things: [{ inner: {} }] }` of frames, each put into the one around it. */
function nested(isNonNull: { readonly things?: boolean; readonly item?: boolean; readonly inner?: boolean } = {}) {
  const answer = root();
  const things = list(answer, 'things', isNonNull.things);
  const item = object(things, 0, isNonNull.item);
  const inner = object(item, 'inner', isNonNull.inner);
  answer.put('things', things.content);
  things.put(0, item.content);
  item.put('inner', inner.content);
  return { answer, things, item, inner };
}

describe('a frame', () => {
  it('puts values in their place', () => {
    const { answer, inner } = nested();
    inner.put('a', 1);
    expect(answer.content).toEqual({ things: [{ inner: { a: 1 } }] });
  });

  it('knows the way to its places', () => {
    const { inner, answer } = nested();
    expect(pathTo(inner, 'a')).toEqual(['things', 0, 'inner', 'a']);
    expect(pathTo(answer, 'things')).toEqual(['things']);
    expect(linkedPath(inner, 'a')).toEqual({
      key: 'a',
      typename: 'Thing',
      prev: {
        key: 'inner',
        typename: 'Thing',
        prev: { key: 0, typename: undefined, prev: { key: 'things', typename: 'Query', prev: undefined } },
      },
    });
  });

  it.each([
    [{}, { things: [{ inner: null }] }, false],
    [{ inner: true }, { things: [null] }, false],
    [{ inner: true, item: true }, { things: null }, false],
    [{ inner: true, item: true, things: true }, undefined, true],
    [{ item: true }, { things: [{ inner: null }] }, false],
  ])('of %j gives way to null up to the first place that may hold it', (isNonNull, left, isAll) => {
    const { answer, inner } = nested(isNonNull);
    expect(inner.replaceByNull()).toBe(isAll);
    if (left !== undefined) expect(answer.content).toEqual(left);
    expect(answer.isOut).toBe(isAll);
    expect(inner.isOut).toBe(true);
  });

  it('is out with what is around it, and not with what is in it', () => {
    const { answer, things, item, inner } = nested();
    item.leave();
    expect([answer, things, item, inner].map(({ isOut }) => isOut)).toEqual([false, false, true, true]);
  });
});

describe('what a frame waits for', () => {
  it('is waited for by all around it', () => {
    const { answer, things, item, inner } = nested();
    inner.await(2);
    expect([answer, things, item, inner].map(({ isComplete }) => isComplete)).toEqual([false, false, false, false]);
    inner.await(-2);
    expect([answer, things, item, inner].map(({ isComplete }) => isComplete)).toEqual([true, true, true, true]);
  });

  it('is waited for no longer when it has left, once', () => {
    const { answer, item, inner } = nested();
    inner.await(2);
    item.await(1);
    answer.await(1);
    inner.leave();
    inner.leave();
    item.await(-1);
    expect([answer.isComplete, item.isComplete]).toEqual([false, true]);
    answer.await(-1);
    expect(answer.isComplete).toBe(true);
  });

  it('goes with all that must not be null around it', () => {
    const { answer, things, inner, item } = nested({ inner: true, item: true });
    inner.await(3);
    item.await(4);
    things.await(5);
    answer.await(1);
    inner.replaceByNull();
    answer.await(-1);
    expect(answer.isComplete).toBe(true);
  });
});
