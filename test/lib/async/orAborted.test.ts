import { getEventListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { orAborted } from '../../../src/lib/async/orAborted.js';

const never = new Promise<never>(() => {});

describe('orAborted', () => {
  it('gives what work comes to, be it a value or a promise', async () => {
    const { signal } = new AbortController();
    expect(await orAborted(7, signal)).toBe(7);
    expect(await orAborted(Promise.resolve('done'), signal)).toBe('done');
    expect(await orAborted(undefined, signal)).toBeUndefined();
    await expect(orAborted(Promise.reject(new Error('it broke')), signal)).rejects.toThrow('it broke');
  });

  it('takes whatever can be waited for', async () => {
    // oxlint-disable-next-line unicorn/no-thenable
    const thenable = { then: (resolve: (value: string) => unknown) => resolve('then') } as PromiseLike<string>;
    expect(await orAborted(thenable, new AbortController().signal)).toBe('then');
  });

  it('throws the reason as soon as the signal is aborted', async () => {
    const controller = new AbortController();
    const reason = new Error('too late');
    const waiting = orAborted(never, controller.signal);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });

  it('throws the reason of a signal that is aborted already, though the work is done', async () => {
    await expect(orAborted('done', AbortSignal.abort('gone'))).rejects.toBe('gone');
    await expect(orAborted(Promise.resolve('done'), AbortSignal.abort('gone'))).rejects.toBe('gone');
  });

  it('throws what the platform gives for a reason where nobody named one', async () => {
    await expect(orAborted(never, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('lets go of the signal, whatever came', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const waiting = orAborted(never, signal);
    await orAborted('done', signal);
    await orAborted(Promise.reject(new Error('it broke')), signal).catch(() => {});
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    controller.abort();
    await waiting.catch(() => {});
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('leaves nobody unheard: what fails later is no unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      const controller = new AbortController();
      let fail: (error: Error) => void = () => {};
      const work = new Promise<never>((_, reject) => (fail = reject));
      const waiting = orAborted(work, controller.signal);
      controller.abort(new Error('too late'));
      await expect(waiting).rejects.toThrow('too late');
      fail(new Error('it broke'));
      // Aborted when nobody waits any more.
      const other = new AbortController();
      await orAborted('done', other.signal);
      other.abort(new Error('too late'));
      await nextTurn();
      await nextTurn();
    } finally {
      process.off('unhandledRejection', note);
    }
    expect(unhandled).toEqual([]);
  });
});
