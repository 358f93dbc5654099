import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { mock } from 'node:test';
import { onInterrupt, type Interruption } from '../../src/cli/onInterrupt.js';
import { stopClock, type StoppedClock } from '../support/stoppedClock.js';

const names = ['SIGINT', 'SIGTERM'] as const;
type Name = (typeof names)[number];

let clock: StoppedClock;
let before: Readonly<Record<Name, readonly unknown[]>>;
let interruption: Interruption;
let exits: unknown[];
let said: string;
beforeEach(() => {
  clock = stopClock();
  exits = [];
  said = '';
  mock.method(process, 'exit', (code: unknown) => void exits.push(code));
  mock.method(process.stderr, 'write', (text: string) => {
    said += text;
    return true;
  });
  before = { SIGINT: process.listeners('SIGINT'), SIGTERM: process.listeners('SIGTERM') };
  interruption = onInterrupt();
});
afterEach(() => {
  interruption.dispose();
  mock.restoreAll();
  clock.restore();
});

/** Does what the signal would do: by what we listen with alone. */
function send(name: Name): void {
  for (const listener of process.listeners(name)) if (!before[name].includes(listener)) listener(name);
}

const sentence = 'Interrupted; what was not finished was rolled back.';

it('is nothing before a signal came', () => {
  expect([interruption.signal.aborted, interruption.first(), exits]).toEqual([false, undefined, []]);
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s aborts with the exit code %i, and ends nothing', (name, exitCode) => {
  send(name);
  expect(interruption.signal.reason).toMatchObject({
    name: 'UserError',
    message: sentence,
    code: 'INTERRUPTED',
    exitCode,
  });
  expect([interruption.first(), exits, said]).toEqual([name, [], '']);
});

it.each([
  ['SIGINT', 'SIGINT', 130],
  ['SIGINT', 'SIGTERM', 143],
  ['SIGTERM', 'SIGINT', 130],
] as const)('%s and later %s ends the process with %i', async (first, second, code) => {
  send(first);
  await clock.goOn(505);
  send(second);
  expect([exits, said]).toEqual([[code], 'facet: Ended by a second signal.\n']);
  expect([interruption.first(), (interruption.signal.reason as { exitCode: number }).exitCode]).toEqual([
    first,
    first === 'SIGINT' ? 130 : 143,
  ]);
});

it('a signal that comes twice within half a second came once', async () => {
  send('SIGINT');
  send('SIGINT');
  await clock.goOn(500);
  send('SIGINT');
  expect([exits, said]).toEqual([[], '']);
});

it('leaves nothing behind', () => {
  interruption.dispose();
  for (const name of names) expect(process.listeners(name)).toEqual(before[name]);
  send('SIGINT');
  expect(interruption.signal.aborted).toBe(false);
});
