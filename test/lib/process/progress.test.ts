import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { createProgress, silentProgress } from '../../../src/lib/process/progress.js';

/** A progress whose clock and stream a test has in its hands. */
function open({ isTTY, columns }: { readonly isTTY: boolean; readonly columns?: number }) {
  const stream = new PassThrough();
  let now = 0;
  const progress = createProgress(
    Object.assign(stream, { isTTY, columns }) as unknown as NodeJS.WriteStream,
    () => now,
  );
  const tell = (time: number, state: string): void => {
    now = time;
    progress.update(state);
  };
  return {
    progress,
    /** Has a state come at so many milliseconds. */
    tell,
    /** Has one come at each of these. */
    updateAt: (...times: number[]) => times.forEach((time) => tell(time, `at ${time}`)),
    written: () => String(stream.read() ?? ''),
  };
}

/** Goes to the beginning of the line and clears it. */
const clear = '\r\u001B[2K';

describe('progress in a log', () => {
  it('is a line at most every 10 s, the first after 10 s', () => {
    const { updateAt, written } = open({ isTTY: false });
    updateAt(0, 9999, 10_000, 10_001, 19_999, 20_000, 45_000, 54_999);
    expect(written()).toBe('at 10000\nat 20000\nat 45000\n');
  });

  it('says every finished step, whenever it comes', () => {
    const { progress, updateAt, written } = open({ isTTY: false });
    progress.say('one');
    progress.say('two');
    updateAt(5);
    progress.say('');
    expect(written()).toBe('one\ntwo\n\n');
  });

  it('has lines of any length', () => {
    const { progress, written } = open({ isTTY: false, columns: 10 });
    progress.say('x'.repeat(1000));
    expect(written()).toBe(`${'x'.repeat(1000)}\n`);
  });
});

describe('progress on a terminal', () => {
  it('is a moving line at most 10 times a second, from the first tenth on', () => {
    const { updateAt, written } = open({ isTTY: true });
    updateAt(99, 100, 150, 199, 200);
    expect(written()).toBe(`${clear}at 100${clear}at 200`);
  });

  it('is cleared away by a finished step', () => {
    const { progress, updateAt, written } = open({ isTTY: true });
    updateAt(1000, 1050, 1100);
    progress.say('done');
    updateAt(1200);
    expect(written()).toBe(`${clear}at 1000${clear}at 1100${clear}done\n${clear}at 1200`);
  });

  it.each([
    [20, 19],
    [undefined, 79],
  ])('is cut to fit into %p columns, where finished steps are not', (columns, length) => {
    const { progress, tell, written } = open({ isTTY: true, ...(columns !== undefined && { columns }) });
    const long = 'x'.repeat(200);
    tell(1000, long);
    progress.say(long);
    expect(written()).toBe(`${clear}${'x'.repeat(length)}${clear}${long}\n`);
  });
});

describe('text from outside', () => {
  it('stays in its line, also as a state', () => {
    const { tell, written } = open({ isTTY: true });
    tell(1000, 'page\n\u001B[1A of "\u202E"');
    expect(written()).toBe(clear + String.raw`page\u{a}\u{1b}[1A of "\u{202e}"`);
  });

  it('stays in its line', () => {
    const { progress, written } = open({ isTTY: false });
    progress.say('"a\nb\u001B[2K\r\u202Ec\t\uD800" é数👩‍🚀 is refused');
    expect(written()).toBe(String.raw`"a\u{a}b\u{1b}[2K\u{d}\u{202e}c\u{9}\u{d800}" é数👩‍🚀 is refused` + '\n');
  });
});

it('silentProgress says nothing', () => {
  expect(silentProgress.say('a')).toBeUndefined();
  expect(silentProgress.update('a')).toBeUndefined();
});
