import { UserError } from './UserError.js';

/** Codes of a connection that was lost or could not be made: PostgreSQL's (of class 08 too) and the driver's. */
const databaseCodes = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
]);

/** The system's codes, which say the same of a socket; of a file they mean other things. */
const systemCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH']);
const socketCalls = new Set(['connect', 'read', 'write']);

interface Failure {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  /** Of an attempt on several addresses: one error for each. */
  readonly errors?: readonly unknown[];
}

/**
 * A sentence that says that the database was lost, or could not be reached, for the errors that mean so, whatever they
 * are wrapped in; undefined for others.
 */
export function databaseLoss(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, syscall, message, cause, errors } = error as Failure;
  if (error instanceof UserError) return code === 'DATABASE_UNAVAILABLE' ? error.message : undefined;
  const name = String(code);
  const ofSocket = systemCodes.has(name) && socketCalls.has(String(syscall));
  if (!databaseCodes.has(name) && !/^08[0-9A-Z]{3}$/.test(name) && !ofSocket) return databaseLoss(errors?.[0] ?? cause);
  const said = String(message).includes(name) ? String(message) : `${name}: ${String(message)}`;
  return `The connection to the database was lost (${said}). What was not committed was rolled back; run the command again once the database answers.`;
}
