import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mock } from 'node:test';
import { reportCrashes, reportFailure } from '../../src/cli/reportFailure.js';
import { DatabaseUnavailable } from '../../src/db/connection/unavailable.js';
import { UserError } from '../../src/lib/errors/UserError.js';

let said: string;
let exitCode: typeof process.exitCode;
beforeEach(() => {
  said = '';
  exitCode = process.exitCode;
  process.exitCode = undefined;
  mock.method(process.stderr, 'write', (text: string) => {
    said += text;
    return true;
  });
});
afterEach(() => {
  mock.restoreAll();
  process.exitCode = exitCode;
});

const wrapped = (cause: unknown, levels = 1): Error =>
  levels === 0 ? (cause as Error) : new Error('Failed query: select 1', { cause: wrapped(cause, levels - 1) });

const advice = 'What was not committed was rolled back; run the command again once the database answers.';
const lost = new DatabaseUnavailable('the connection was cut', undefined, true);
const lostSentence = 'facet: The connection to the database was lost: the connection was cut.';

describe('a failure that the user can mend', () => {
  it.each<[string, unknown, number, string]>([
    ['its sentence and 1', new UserError('The file is not there.'), 1, 'facet: The file is not there.'],
    ['a code of its own', new UserError('Ended.', 'INTERRUPTED', 130), 130, 'facet: Ended.'],
    ['a lost database', lost, 69, `${lostSentence} ${advice}`],
    ['one behind a failed query', wrapped(lost), 69, `${lostSentence} ${advice}`],
    ['one behind several', wrapped(lost, 3), 69, `${lostSentence} ${advice}`],
    [
      'one that never was there',
      new DatabaseUnavailable('its host is not known'),
      69,
      `facet: The database cannot be reached: its host is not known. ${advice}`,
    ],
    [
      'a server that was given up, without advice of another kind',
      new UserError('The embedded PostgreSQL is gone.', 'DATABASE_UNAVAILABLE'),
      69,
      'facet: The embedded PostgreSQL is gone.',
    ],
    ['no lines of its own', new UserError('a\nfacet: b\u001B[2K'), 1, String.raw`facet: a\u{a}facet: b\u{1b}[2K`],
  ])('is told with %s', (_, thrown, code, sentence) => {
    reportFailure(thrown);
    expect([said, process.exitCode]).toEqual([`${sentence}\n`, code]);
  });
});

describe('a fault of ours', () => {
  it.each<[string, unknown, RegExp]>([
    [
      'an error, with its stack',
      new TypeError('no such thing'),
      /^facet: unexpected failure\nTypeError: no such thing\n +at /,
    ],
    [
      'a mendable one behind another, which is not told',
      wrapped(new UserError('x')),
      /unexpected failure\nError: Failed query/,
    ],
    [
      'an error without a stack',
      Object.assign(new Error('bare'), { stack: undefined }),
      /^facet: unexpected failure\nbare\n$/,
    ],
    ['a text', 'thrown', /^facet: unexpected failure\nthrown\n$/],
    ['nothing', undefined, /^facet: unexpected failure\nundefined\n$/],
  ])('is %s, and 70', (_, thrown, text) => {
    reportFailure(thrown);
    expect([said, process.exitCode]).toEqual([expect.stringMatching(text), 70]);
  });
});

describe('a failure that nobody caught', () => {
  /** What a process would do with it, by the listener that was added. */
  function crash(error: unknown, signal: AbortSignal): { readonly exits: number; readonly listeners: number } {
    const before = process.listeners('uncaughtException');
    const exit = mock.method(process, 'exit', () => undefined as never);
    const stop = reportCrashes(signal);
    const added = process.listeners('uncaughtException').filter((one) => !before.includes(one));
    for (const listener of added) listener(error as Error, 'uncaughtException');
    stop();
    return { exits: exit.mock.callCount(), listeners: process.listeners('uncaughtException').length - before.length };
  }

  it.each<[string, unknown, AbortSignal, number | undefined]>([
    ['is told, and ends the process', new TypeError('x'), new AbortController().signal, 70],
    ['is told also after the signal', new TypeError('x'), AbortSignal.abort(), 70],
    ['that is a lost database is told while nobody has ended it', wrapped(lost), new AbortController().signal, 69],
    ['that is one after the signal is what the signal did', wrapped(lost), AbortSignal.abort(), undefined],
  ])('%s', (_, error, signal, code) => {
    expect(crash(error, signal)).toEqual({ exits: code === undefined ? 0 : 1, listeners: 0 });
    expect([process.exitCode, said === '']).toEqual([code, code === undefined]);
  });
});
