import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LightAborter, type AbortNotice } from '../../../src/lib/async/LightAborter.js';

type Told = { readonly kind: 'listen' | 'leave' | 'abort'; readonly n: number };

/** What somebody hears of steps who listens to one of both. */
function heard(steps: readonly Told[], { abort, notice }: { abort: (reason: Error) => void; notice: AbortNotice }) {
  const log: unknown[] = [];
  const listeners = Array.from({ length: 4 }, (_, n) => () => void log.push([n, (notice.reason as Error).message]));
  for (const { kind, n } of steps) {
    const listener = listeners[n] as () => void;
    if (kind === 'listen') notice.addEventListener('abort', listener, { once: true });
    else if (kind === 'leave') notice.removeEventListener('abort', listener);
    else abort(new Error(`reason ${n}`));
    log.push(notice.aborted);
  }
  return log;
}

describe('LightAborter', () => {
  it('tells its listeners what an AbortController tells them, whatever comes in whichever order', () => {
    const step = fc.record({ kind: fc.constantFrom('listen', 'leave', 'abort'), n: fc.nat(3) }) as fc.Arbitrary<Told>;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const [light, controller] = [new LightAborter(), new AbortController()];
        const usual = heard(steps, { abort: (reason) => controller.abort(reason), notice: controller.signal });
        expect(heard(steps, { abort: (reason) => light.abort(reason), notice: light })).toEqual(usual);
      }),
    );
  });

  it('throws its reason once it is aborted, an AbortError where none is given', () => {
    const [given, plain] = [new LightAborter(), new LightAborter()];
    expect(() => given.throwIfAborted()).not.toThrow();
    const reason = new Error('too late');
    given.abort(reason);
    plain.abort();
    expect(() => given.throwIfAborted()).toThrow(reason);
    expect(plain.reason).toMatchObject({ name: 'AbortError' });
  });

  it('tells all others where one throws', () => {
    const aborter = new LightAborter();
    let told = 0;
    aborter.addEventListener('abort', () => {
      throw new Error('it broke');
    });
    aborter.addEventListener('abort', () => (told += 1));
    expect(() => aborter.abort()).toThrow('it broke');
    expect(told).toBe(1);
  });
});
