import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { byKey, groupByKey } from '../../src/lib/byKey.js';
import { addDays, countDays, dayIn, isDay, listDays } from '../../src/lib/days.js';
import { isConnectionFault } from '../../src/db/connection/unavailable.js';
import { subtractDecimals, withoutZeros } from '../../src/lib/decimals.js';
import { followDays } from '../../src/lib/followDays.js';
import { formatNumber } from '../../src/lib/formatValue.js';
import { fromGlobalId, toGlobalId } from '../../src/lib/globalId.js';
import { jsonPieces } from '../../src/lib/jsonPieces.js';
import { didYouMean } from '../../src/lib/nearNames.js';
import { shortened } from '../../src/lib/shortened.js';
import { hashOf, toConnection, toCursor, toPage } from '../../src/lib/page.js';

describe('isConnectionFault', () => {
  const failure = (code: string, more: object = {}): Error => Object.assign(new Error('it said so'), { code, ...more });
  const fromPostgres = (code: string, severity: string): Error => failure(code, { name: 'PostgresError', severity });

  it.each([
    ...['57P01', '57P03', '53300', '08006'].map((code) => fromPostgres(code, 'FATAL')),
    failure('CONNECTION_CLOSED'),
    failure('CONNECT_TIMEOUT'),
    failure('ECONNREFUSED', { syscall: 'connect' }),
    failure('ECONNRESET', { syscall: 'read' }),
  ])('is what %p means', (error) => expect(isConnectionFault(error)).toBe(true));

  it.each([
    fromPostgres('23505', 'ERROR'),
    fromPostgres('57014', 'ERROR'),
    failure('08'),
    new TypeError('no'),
    'x',
    null,
  ])('is not what %p means', (error) => expect(isConnectionFault(error)).toBe(false));
});

describe('byKey', () => {
  it('puts rows in the order of keys, null where there is none', () => {
    const rows = [
      { id: 'b', value: 0 },
      { id: 'a', value: 1 },
    ];
    expect(byKey(['a', 'x', 'b', 'a'], rows, ({ id }) => id).map((row) => row?.value ?? null)).toEqual([1, null, 0, 1]);
  });

  it('groups rows under keys, [] where there is none', () => {
    expect(groupByKey(['x', 'o'], [1, 3, 2], (n) => (n % 2 === 1 ? 'o' : 'e'))).toEqual([[], [1, 3]]);
  });
});

describe('decimals', () => {
  it.each([
    ['0.3', '0.1', '0.2', '0.2'],
    ['1.5', '0.5', '1.0', '1'],
    ['100', '0', '100', '100'],
    ['-0.25', '-0.25', '0.00', '0'],
    ['-999999999999999.9999', '999999999999999.9999', '-1999999999999999.9998', '-1999999999999999.9998'],
  ])('%s less %s is exact', (left, right, difference, short) => {
    expect(subtractDecimals(left, right)).toBe(difference);
    expect(withoutZeros(difference)).toBe(short);
  });
});

describe('days', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-29', 1, '2026-03-30'],
  ])('%s and %i days is %s', (day, count, expected) => {
    expect(addDays(day, count)).toBe(expected);
  });

  it('are listed with both ends', () => {
    expect(listDays('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(listDays('2026-03-01', '2026-02-27')).toEqual([]);
    expect(listDays('9999-12-30', '9999-12-31')).toEqual(['9999-12-30', '9999-12-31']);
    expect(countDays('2024-02-28', '2024-03-01')).toBe(3);
    expect(countDays('2024-03-01', '2024-02-28')).toBe(-1);
  });

  it('fall by the zone', () => {
    const instant = new Date('2018-01-01T03:47:38Z');
    expect(dayIn('UTC', instant)).toBe('2018-01-01');
    expect(dayIn('America/New_York', instant)).toBe('2017-12-31');
    expect(dayIn('Asia/Tokyo', new Date('2026-12-31T15:00:00Z'))).toBe('2027-01-01');
  });

  it.each(['2026-02-29', '2026-13-01', '26-01-01', '0000-01-01', '2026-01-01T00:00:00Z', ''])('%j is none', (text) => {
    expect(isDay(text)).toBe(false);
  });
});

describe('followDays', () => {
  it('tells each new day once, until it is ended', async () => {
    let day = '2026-03-01';
    let told = 0;
    const stop = followDays(
      () => day,
      () => (told += 1),
      1,
    );
    await delay(20);
    expect(told).toBe(0);
    day = '2026-03-02';
    await delay(20);
    expect(told).toBe(1);
    stop();
    day = '2026-03-03';
    await delay(20);
    expect(told).toBe(1);
  });
});

// The first two are published (table C3 of the public document); the others follow from its rules.
describe('formatNumber', () => {
  it.each([
    ['5.0', 'minutes', '5min'],
    ['15000.0', 'euros', '€15,000'],
    ['15000.5', 'EUR', '€15,000.50'],
    ['-15', 'EUR', '-€15'],
    ['90', 'minutes', '90min'],
    ['3', 'hours', '3h'],
    ['3', 'days', '3d'],
    ['12.5', 'percent', '12.5%'],
    ['1234.0', 'count', '1,234'],
    ['1234.5', null, '1,234.5'],
    ['31', 'years', '31 years'],
    ['17.2', 'USD', '$17.20'],
    ['900719925474099.3001', null, '900,719,925,474,099.3001'],
  ])('%s %s reads %s', (value, unit, expected) => {
    expect(formatNumber(value, unit)).toBe(expected);
  });
});

describe('global identifiers', () => {
  it('keep type and key apart, whatever is in them', () => {
    for (const key of [['1'], ['a"b', '2026-01-01'], ['é,[']])
      expect(fromGlobalId(toGlobalId('Customer', ...key))).toEqual({ type: 'Customer', key });
  });

  it.each(['', 'x', Buffer.from('{}').toString('base64url'), Buffer.from('[1]').toString('base64url')])(
    '%j is none',
    (text) => {
      expect(fromGlobalId(text)).toBeUndefined();
    },
  );
});

describe('didYouMean', () => {
  it('names what is near, nearest first, and nothing else', () => {
    expect(didYouMean('CITTY', ['COUNTRY', 'CITY', 'AGE'])).toBe(' Did you mean "CITY"?');
    expect(didYouMean('zzzzzz', ['COUNTRY'])).toBe('');
    expect(didYouMean('', ['w', 'on'])).toBe('');
  });

  it('compares nothing with a text that is too long for a name', () => {
    const name = 'A'.repeat(63);
    expect(didYouMean(name, [`${name}B`])).toBe(` Did you mean "${name}B"?`);
    expect(didYouMean(`${name}A`, [`${name}B`])).toBe('');
  });
});

describe('shortened', () => {
  it('keeps names, and cuts what is longer, never through a character', () => {
    expect(shortened('A'.repeat(63))).toBe('A'.repeat(63));
    expect(shortened('A'.repeat(64))).toBe(`${'A'.repeat(63)}…`);
    expect(shortened(`${'A'.repeat(62)}😀`)).toBe(`${'A'.repeat(62)}…`);
  });
});

describe('pieces of JSON', () => {
  it('are together what JSON.stringify makes', () =>
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.integer({ min: 1, max: 20 }), (value, size) => {
        expect([...jsonPieces(value, size)].join('')).toBe(JSON.stringify(value));
      }),
    ));
  it('are many for large data, and leave out what is undefined', () => {
    const data = { errors: undefined, data: { list: Array.from({ length: 100 }, (_, n) => ({ n, text: `é"${n}` })) } };
    const pieces = [...jsonPieces(data, 30)];
    // Each item is three values: ten or eleven of them come together.
    expect(pieces.length).toBeGreaterThan(9);
    expect(pieces.join('')).toBe(JSON.stringify(data));
  });
});

describe('pages', () => {
  const list = { name: 'list', question: hashOf({ city: 'Lyon' }) };

  it('know their bounds', () => {
    expect(toPage(list, {})).toEqual({ size: 20, backwards: false, after: undefined, before: undefined });
    expect(toPage(list, { last: 3, before: toCursor(list, ['k', null]) })).toEqual({
      size: 3,
      backwards: true,
      after: undefined,
      before: ['k', null],
    });
  });

  it('tell whether there is more by one row more', () => {
    const page = toPage(list, { first: 2 });
    const { edges, pageInfo } = toConnection(list, page, ['a', 'b', 'c'], (row) => [row]);
    expect(edges.map(({ node }) => node)).toEqual(['a', 'b']);
    expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false, endCursor: toCursor(list, ['b']) });
  });

  it('repeat no long text, and read no cursor without end', () => {
    expect(() => toPage(list, { after: toCursor({ ...list, name: 'x'.repeat(5000) }, ['k']) })).toThrow(
      `belongs to another list ("${'x'.repeat(63)}…", not "list").`,
    );
    expect(() => toPage(list, { before: 'x'.repeat(100_001) })).toThrow(
      'The cursor given as "before" has 100001 characters, and 100000 are the most.',
    );
  });

  it('take no cursor of another list or question', () => {
    const codeOf = (after: string) => () => toPage(list, { after });
    expect(codeOf(toCursor({ ...list, name: 'other' }, ['k']))).toThrow(
      'The cursor given as "after" belongs to another list ("other", not "list").',
    );
    expect(codeOf(toCursor({ ...list, question: hashOf({ city: 'Nice' }) }, ['k']))).toThrow(
      'The cursor given as "after" belongs to another question',
    );
    for (const garbage of [
      '',
      'x',
      Buffer.from('{}').toString('base64url'),
      Buffer.from('["list"]').toString('base64'),
    ])
      expect(codeOf(garbage)).toThrow('The cursor given as "after" is not a cursor of this server.');
  });
});
