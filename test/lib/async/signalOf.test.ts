import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { LightAborter } from '../../../src/lib/async/LightAborter.js';
import { signalOf } from '../../../src/lib/async/signalOf.js';

it('gives a signal of Node as it is', () => {
  const { signal } = new AbortController();
  expect(signalOf(signal)).toBe(signal);
});

it('gives one that is aborted with a notice, and for the same reason', () => {
  const aborter = new LightAborter();
  const before = signalOf(aborter);
  expect(before.aborted).toBe(false);
  const reason = new Error('too late');
  aborter.abort(reason);
  expect([before.reason, signalOf(aborter).reason]).toEqual([reason, reason]);
});

it('is listened to by as many calls as there are, without a warning', async () => {
  const warnings: string[] = [];
  const note = ({ name }: Error): void => void warnings.push(name);
  process.on('warning', note);
  const signal = signalOf(new LightAborter());
  for (let n = 0; n < 20; n += 1) signal.addEventListener('abort', () => {});
  await nextTurn();
  process.off('warning', note);
  expect(warnings).toEqual([]);
});
