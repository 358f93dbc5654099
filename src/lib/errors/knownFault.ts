import type { ErrorCode } from '../../words/errorCodes.js';
import type { AbortNotice } from '../async/LightAborter.js';
import { UserError } from './UserError.js';

/** PostgreSQL's code, of the error itself or of what caused it; undefined without one. */
export const databaseCode = (error: unknown): unknown => {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } };
  return code ?? cause?.code;
};

/** Of PostgreSQL: character not in repertoire, invalid datetime format, datetime field overflow. */
const unfitValues = new Set<unknown>(['22021', '22007', '22008']);

/** A failure that can be told to whoever asked. */
export interface KnownFault {
  /** A full sentence. */
  readonly message: string;
  readonly code: ErrorCode;
}

const requestAborted: KnownFault = {
  code: 'REQUEST_ABORTED',
  message: 'The request was ended before its answer was complete.',
};

/** Whoever runs the server is told the rest by the log. */
const databaseFull: KnownFault = {
  code: 'DATABASE_FULL',
  message: 'The disk of the database is full, so nothing was written; try again when there is room.',
};

const wholeCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'DATABASE_UNAVAILABLE',
  'OVERLOADED',
  'REQUEST_ABORTED',
  'REQUEST_TIMEOUT',
]);

/** Whether a failure of one field is that of its whole request: what would fail next to it fails in the same way. */
export const endsRequest = (error: unknown): error is UserError =>
  error instanceof UserError && wholeCodes.has(error.code);

/**
 * The sentence and code for a failure that whoever asked can know of: what was aborted by the signal (a `UserError` that is its
 * reason, else `REQUEST_ABORTED`), a `UserError`, a statement that took too long (`STATEMENT_TIMEOUT`) or was given a value that PostgreSQL cannot hold
 * (`BAD_USER_INPUT`), or whose numbers became too great for it (`NUMBER_OUT_OF_RANGE`), and one that found no room on the database's disk (`DATABASE_FULL`); undefined for any other.
 */
export function knownFault(error: unknown, signal?: AbortNotice): KnownFault | undefined {
  if (signal?.aborted === true) return signal.reason instanceof UserError ? signal.reason : requestAborted;
  if (error instanceof UserError) return error;
  const code = databaseCode(error);
  if (code === '57014')
    return {
      code: 'STATEMENT_TIMEOUT',
      message: 'The database needed longer than one statement is allowed to take; ask for less at once.',
    };
  if (code === '53100') return databaseFull;
  if (code === '22003')
    return {
      code: 'NUMBER_OUT_OF_RANGE',
      message: 'A number in the question, or one that its answer is made of, is greater than the database can hold.',
    };
  if (!unfitValues.has(code)) return undefined;
  return {
    code: 'BAD_USER_INPUT',
    message: 'A value in the question is none that the database can hold: a text with a NUL, or a day out of range.',
  };
}
