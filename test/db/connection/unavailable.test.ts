import { describe, expect, it } from '@jest/globals';
import { DatabaseUnavailable, isConnectionFault, unavailable } from '../../../src/db/connection/unavailable.js';
import { UserError } from '../../../src/lib/errors/UserError.js';
import { refusal } from '../../support/refusal.js';

const failure = (code: string, more: object = {}): Error => Object.assign(new Error('it said so'), { code, ...more });
const fromPostgres = (code: string, severity: string): Error => failure(code, { name: 'PostgresError', severity });

describe('isConnectionFault', () => {
  it.each([
    ...['57P01', '57P03', '53300', '08006'].map((code) => fromPostgres(code, 'FATAL')),
    fromPostgres('XX000', 'PANIC'),
    // A process that helped with a statement was ended, or crashed.
    ...['57P01', '57P02', '57P03'].map((code) => fromPostgres(code, 'ERROR')),
    failure('CONNECTION_CLOSED'),
    failure('CONNECT_TIMEOUT'),
    failure('ECONNREFUSED', { syscall: 'connect' }),
    failure('ECONNRESET', { syscall: 'read' }),
    failure('EPIPE'),
    failure('ERR_STREAM_DESTROYED'),
    failure('ERR_SOCKET_CLOSED'),
  ])('is what %p means', (error) => expect(isConnectionFault(error)).toBe(true));

  it.each([
    fromPostgres('23505', 'ERROR'),
    fromPostgres('57014', 'ERROR'),
    fromPostgres('CONNECTION', 'ERROR'),
    failure('08'),
    failure('ERR_INVALID_ARG_TYPE'),
    failure('E2'),
    failure(''),
    new TypeError('no'),
    'ECONNREFUSED',
    null,
    undefined,
    {},
  ])('is not what %p means', (error) => expect(isConnectionFault(error)).toBe(false));
});

describe('unavailable', () => {
  it.each([
    [failure('ECONNREFUSED'), false, 'The database cannot be reached: nothing listens there.'],
    [failure('ENOTFOUND'), false, 'The database cannot be reached: its host is not known.'],
    [failure('CONNECT_TIMEOUT'), false, 'The database cannot be reached: it does not answer.'],
    [fromPostgres('28P01', 'FATAL'), false, 'The database cannot be reached: the password is wrong.'],
    [fromPostgres('3D000', 'FATAL'), false, 'The database cannot be reached: the database does not exist.'],
    [fromPostgres('53300', 'FATAL'), false, 'The database cannot be reached: all of its connections are taken.'],
    [failure('ECONNRESET'), true, 'The connection to the database was lost: the connection was cut.'],
    [fromPostgres('57P01', 'FATAL'), true, 'The connection to the database was lost: it ended the connection.'],
    [failure('SOMETHING_NEW'), true, 'The connection to the database was lost: it said so.'],
    [{}, true, 'The connection to the database was lost: the connection was closed.'],
  ])('says of %p (connected before: %p) that %s', (error, wasConnected, sentence) => {
    const told = unavailable(error, wasConnected);
    expect(told).toBeInstanceOf(UserError);
    expect(told).toEqual(refusal(sentence, 'DATABASE_UNAVAILABLE'));
    expect(told).toMatchObject({ cause: error, wasConnected });
  });

  it('leaves what was told already', () => {
    const told = new DatabaseUnavailable('it is away', undefined, true);
    expect(unavailable(told, false)).toBe(told);
  });
});
