import { describe, expect, it } from '@jest/globals';
import { createFront, optionsOf, placesOf } from '../../../src/db/connection/driver.js';
import type { DatabaseTarget } from '../../../src/db/target.js';

const front = (target: DatabaseTarget, more: { readonly prepare?: boolean; readonly statementTimeout?: number } = {}) =>
  createFront(target, {
    applicationName: 'facet test',
    statementTimeout: undefined,
    prepare: false,
    onnotice: () => {},
    ...more,
  });

const url = (text: string): DatabaseTarget => ({ kind: 'url', url: text });
const optionsAt = (text: string) => optionsOf(front(url(text)));

describe('the places of a database', () => {
  it.each([
    ['postgres://a.example/d', [['a.example', 5432]]],
    ['postgresql://me:secret@a.example:6432/d', [['a.example', 6432]]],
    [
      'postgres://a.example:1,b.example:2/d',
      [
        ['a.example', 1],
        ['b.example', 2],
      ],
    ],
    [
      'postgres://a.example,b.example/d',
      [
        ['a.example', 5432],
        ['b.example', 5432],
      ],
    ],
  ])('%s', (text, expected) => {
    const places = placesOf(optionsAt(text));
    expect(places.map(({ host, port }) => [host, port])).toEqual(expected);
    expect(places.every(({ path }) => path === false)).toBe(true);
  });

  it('are a socket where a folder is given', () => {
    const target = { kind: 'socket', socketDir: '/tmp/x', user: 'u', password: 'p', database: 'd' } as const;
    const options = optionsOf(front(target));
    expect(placesOf(options).map(({ path }) => path)).toEqual(['/tmp/x/.s.PGSQL.5432']);
    expect([options['user'], options['pass'], options['database']]).toEqual(['u', 'p', 'd']);
  });
});

describe('a connection begins with', () => {
  it('a name, UTC and days of ISO, and with no timeout, which poolers refuse', () => {
    expect(optionsAt('postgres://a.example/d')['connection']).toEqual({
      application_name: 'facet test',
      TimeZone: 'UTC',
      DateStyle: 'ISO',
    });
  });

  it('a timeout where there is one', () => {
    const { connection } = optionsOf(front(url('postgres://a.example/d'), { statementTimeout: 1500 }));
    expect(connection).toMatchObject({ statement_timeout: 1500 });
  });

  it.each([true, false])('statements that are prepared or not: %s', (prepare) => {
    expect(optionsOf(front(url('postgres://a.example/d'), { prepare }))['prepare']).toBe(prepare);
  });

  it('no question of its own', () => {
    const options = optionsAt('postgres://a.example/d');
    expect([options['fetch_types'], options['idle_timeout'], options['max_lifetime']]).toEqual([false, 0, null]);
  });
});

describe('a value', () => {
  const { parsers, serializers } = optionsAt('postgres://a.example/d');
  const read = (oid: number, text: string) => (parsers[oid] as ((text: string) => unknown) | undefined)?.(text);
  const write = (oid: number, value: unknown) => (serializers[oid] as (value: unknown) => string)(value);

  it.each<[string, number, string, unknown]>([
    ['day', 1082, '2023-03-01', '2023-03-01'],
    ['day that ends all', 1082, 'infinity', 'infinity'],
    ['instant', 1184, '2023-03-01 10:20:30.123456+00', '2023-03-01T10:20:30.123456Z'],
    ['instant without parts of a second', 1184, '2023-03-01 10:20:30+00', '2023-03-01T10:20:30Z'],
    ['time of a clock without a zone', 1114, '2023-03-01 10:20:30', '2023-03-01T10:20:30'],
    ['list of days', 1182, '{2023-03-01,NULL}', ['2023-03-01', null]],
    ['list of instants', 1185, '{"2023-03-01 10:20:30+00"}', ['2023-03-01T10:20:30Z']],
    ['list of flags', 1000, '{t,f,NULL}', [true, false, null]],
    ['list of whole numbers', 1007, '{1,-2}', [1, -2]],
    ['list of great numbers, as texts', 1016, '{9007199254740993}', ['9007199254740993']],
    ['list of decimals, as texts', 1231, '{1.10,NaN}', ['1.10', 'NaN']],
  ])('that is a %s is read as it is', (_, oid, text, value) => {
    expect(read(oid, text)).toEqual(value);
  });

  it.each([20, 1700])('of the type %i has no reader, and stays the text that it is', (oid) => {
    expect(parsers[oid]).toBeUndefined();
  });

  it('that is a day or an instant is sent as it was given', () => {
    expect(write(1082, '2023-03-01')).toBe('2023-03-01');
    expect(write(1184, '2023-03-01T10:20:30.123456Z')).toBe('2023-03-01T10:20:30.123456Z');
    expect(write(1182, ['2023-03-01', null])).toBe('{"2023-03-01",null}');
  });
});

it('a query that nobody runs elsewhere fails, and connects to nothing', async () => {
  await expect(front(url('postgres://a.example/d'))`select 1`).rejects.toThrow(
    'A query was left to the client that connects to nothing',
  );
});
