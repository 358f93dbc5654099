import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { createProgress } from '../../src/lib/progress.js';

/** What is written when a state comes at each of these milliseconds, with a full line after the last. */
function written(isTTY: boolean, times: readonly number[]): string {
  const stream = new PassThrough();
  let now = 0;
  const progress = createProgress(Object.assign(stream, { isTTY }) as unknown as NodeJS.WriteStream, () => now);
  for (const time of times) {
    now = time;
    progress.update(`at ${time}`);
  }
  progress.say('done');
  return String(stream.read());
}

test('a log gets a line at most every 10 s, the first after 10 s', () => {
  expect(written(false, [0, 9999, 10_000, 10_001, 19_999, 20_000])).toBe('at 10000\nat 20000\ndone\n');
});

test('a terminal gets a moving line at most 10 times a second', () => {
  expect(written(true, [1000, 1050, 1100])).toBe('\r\u001B[2Kat 1000\r\u001B[2Kat 1100\r\u001B[2Kdone\n');
});

test('text from outside stays in its line', () => {
  const stream = new PassThrough();
  const progress = createProgress(Object.assign(stream, { isTTY: false }) as unknown as NodeJS.WriteStream, () => 0);
  progress.say('"a\nb\u001B[2K\r\u202Ec\t\uD800" é数👩‍🚀 is refused');
  expect(String(stream.read())).toBe(String.raw`"a\u{a}b\u{1b}[2K\u{d}\u{202e}c\u{9}\u{d800}" é数👩‍🚀 is refused` + '\n');
});
