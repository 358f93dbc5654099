import { describe, expect, it } from '@jest/globals';
import { databaseCode, endsRequest, knownFault } from '../../../src/lib/errors/knownFault.js';
import { UserError } from '../../../src/lib/errors/UserError.js';

const withCode = (code: unknown, more: object = {}): Error => Object.assign(new Error('it said so'), { code, ...more });

describe('databaseCode', () => {
  it('is that of an error, or of what caused it', () => {
    expect(databaseCode(withCode('57014'))).toBe('57014');
    expect(databaseCode(new Error('around', { cause: withCode('22003') }))).toBe('22003');
    expect(databaseCode(withCode('23505', { cause: withCode('22003') }))).toBe('23505');
    expect(databaseCode({ code: 7 })).toBe(7);
  });

  it.each([
    [undefined],
    [null],
    ['57014'],
    [57014],
    [{}],
    [new Error('x')],
    [new Error('x', { cause: 'y' })],
    [{ cause: null }],
  ])('is undefined for %p', (error) => expect(databaseCode(error)).toBeUndefined());
});

describe('endsRequest', () => {
  it.each(['DATABASE_UNAVAILABLE', 'OVERLOADED', 'REQUEST_ABORTED', 'REQUEST_TIMEOUT'] as const)(
    'is so for a UserError %s',
    (code) => expect(endsRequest(new UserError('No.', code))).toBe(true),
  );

  it.each([
    [new UserError('No.')],
    [new UserError('No.', 'STATEMENT_TIMEOUT')],
    [new UserError('No.', 'TOO_MANY_VALUES')],
    [withCode('OVERLOADED')],
    ['OVERLOADED'],
    [null],
    [undefined],
  ])('is not for %p', (error) => expect(endsRequest(error)).toBe(false));
});

describe('knownFault', () => {
  it('is a UserError as it is', () => {
    const error = new UserError('The day "x" is not a day.', 'TOO_MANY_DAYS');
    expect(knownFault(error)).toBe(error);
    expect(knownFault(error, new AbortController().signal)).toBe(error);
  });

  const tooLong = {
    code: 'STATEMENT_TIMEOUT',
    message: 'The database needed longer than one statement is allowed to take; ask for less at once.',
  };
  const unfit = {
    code: 'BAD_USER_INPUT',
    message: 'A value in the question is none that the database can hold: a text with a NUL, or a day out of range.',
  };

  it.each([
    // query_canceled, as by a statement timeout.
    ['57014', tooLong],
    [
      // numeric_value_out_of_range
      '22003',
      {
        code: 'NUMBER_OUT_OF_RANGE',
        message: 'A number in the question, or one that its answer is made of, is greater than the database can hold.',
      },
    ],
    // character_not_in_repertoire, invalid_datetime_format, datetime_field_overflow
    ['22021', unfit],
    ['22007', unfit],
    ['22008', unfit],
  ])('tells of PostgreSQL’s %s', (code, fault) => {
    expect(knownFault(withCode(code))).toEqual(fault);
    expect(knownFault(new Error('around', { cause: withCode(code) }))).toEqual(fault);
    expect(Object.keys(knownFault(withCode(code, { detail: 'a secret' })) ?? {}).toSorted()).toEqual([
      'code',
      'message',
    ]);
  });

  it.each([
    [withCode('23505')],
    [withCode('42P01')],
    [withCode('ECONNREFUSED')],
    [new TypeError('x is not a function')],
    ['57014'],
    [null],
    [undefined],
  ])('does not know %p', (error) => expect(knownFault(error)).toBeUndefined());

  it('tells why a request was aborted, whatever failed because of it', () => {
    const why = new UserError('It took too long.', 'REQUEST_TIMEOUT');
    for (const error of [withCode('57014'), new Error('broken off'), new UserError('No.'), undefined])
      expect(knownFault(error, AbortSignal.abort(why))).toBe(why);
    expect(knownFault(new Error('broken off'), AbortSignal.abort(new Error('a secret')))).toEqual({
      code: 'REQUEST_ABORTED',
      message: 'The request was ended before its answer was complete.',
    });
    expect(knownFault(withCode('57014'), new AbortController().signal)).toEqual(tooLong);
  });
});
