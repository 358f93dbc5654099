import { availableParallelism } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { environmentKeys } from '../../src/config/environmentKeys.js';
import { faultsOf } from './faultsOf.js';

describe('environmentKeys', () => {
  it('have defaults', () => {
    expect(environmentKeys.parse({})).toEqual({
      PORT: 4000,
      HOST: '127.0.0.1',
      FACET_DATA_DIR: '.facet',
      FACET_WORKERS: 1,
      LOG_LEVEL: 'info',
    });
  });

  it('leave out what is not ours', () => {
    expect(environmentKeys.parse({ PATH: '/bin', HOME: '/root' })).not.toHaveProperty('PATH');
  });

  it.each([
    ['0', 0],
    ['4000', 4000],
    ['00080', 80],
    ['65535', 65_535],
  ])('PORT=%s is %i', (text, port) => expect(environmentKeys.parse({ PORT: text }).PORT).toBe(port));

  it.each(['65536', '99999', '123456', '4000.5', '-1', '+80', '0x10', '1e3', ' ', ' 80', 'http', '٤٠٠٠'])(
    'PORT=%j is none',
    (text) => {
      expect(faultsOf(environmentKeys, { PORT: text })).toEqual([
        `PORT: "${text}" is not a port, a whole number from 0 to 65535`,
      ]);
    },
  );

  it.each([
    ['1', 1],
    ['4', 4],
    ['128', 128],
    ['auto', availableParallelism()],
  ])('FACET_WORKERS=%s is %i', (text, workers) =>
    expect(environmentKeys.parse({ FACET_WORKERS: text }).FACET_WORKERS).toBe(workers),
  );

  it.each(['0', '129', '1000', '-1', '2.5', '04', ' 4', 'all', 'AUTO'])('FACET_WORKERS=%j is none', (text) => {
    expect(faultsOf(environmentKeys, { FACET_WORKERS: text })).toEqual([
      `FACET_WORKERS: "${text}" is neither auto nor a whole number from 1 to 128`,
    ]);
  });

  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '::',
    '::1',
    'fe80::1',
    'localhost',
    'db-1.intern.example',
    'my_host',
    'a',
    '1a.example',
    `${'x'.repeat(63)}.example`,
  ])('HOST=%s is one', (host) => expect(environmentKeys.parse({ HOST: host }).HOST).toBe(host));

  it.each([
    'http://localhost',
    'localhost:4000',
    '[::1]',
    '999.1.1.1',
    '1.2.3',
    '1',
    'a b',
    '-a',
    'a-',
    'a..b',
    '.a',
    'a.',
    'ä.example',
    'a/b',
    `${'x'.repeat(64)}.example`,
    Array.from({ length: 130 }, () => 'a').join('.'),
  ])('HOST=%j is none', (host) => {
    expect(faultsOf(environmentKeys, { HOST: host })).toEqual([
      `HOST: "${host.slice(0, 100)}" is not an address or a name to listen on, such as 127.0.0.1, ::1 or 0.0.0.0, without scheme and port`,
    ]);
  });

  it.each(['postgres://localhost/facet', 'postgresql://user:pw@host:5432/db?sslmode=require', 'postgres://x'])(
    'DATABASE_URL=%s is one',
    (url) => {
      expect(environmentKeys.parse({ DATABASE_URL: url }).DATABASE_URL).toBe(url);
    },
  );

  it.each(['localhost', 'mysql://localhost/x', 'postgres://', 'postgres:/x', ' postgres://x', 'POSTGRES://x'])(
    'DATABASE_URL=%j is none, and is not repeated',
    (url) => {
      expect(faultsOf(environmentKeys, { DATABASE_URL: url })).toEqual([
        'DATABASE_URL: does not begin with postgres:// or postgresql://',
      ]);
    },
  );

  it.each(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])('LOG_LEVEL=%s is one', (level) => {
    expect(environmentKeys.parse({ LOG_LEVEL: level }).LOG_LEVEL).toBe(level);
  });

  it('repeats a text from outside in one line, and no long one', () => {
    expect(faultsOf(environmentKeys, { LOG_LEVEL: 'loud\n\u001B[2K' })).toEqual([
      String.raw`LOG_LEVEL: "loud\u{a}\u{1b}[2K" is none of fatal, error, warn, info, debug, trace, silent`,
    ]);
    expect(faultsOf(environmentKeys, { PORT: 'x'.repeat(5000) })).toEqual([
      `PORT: "${'x'.repeat(100)}" is not a port, a whole number from 0 to 65535`,
    ]);
  });

  it('tells of all that is bad at once', () => {
    expect(faultsOf(environmentKeys, { PORT: 'x', HOST: 'a b', LOG_LEVEL: 'loud' })).toHaveLength(3);
  });
});
