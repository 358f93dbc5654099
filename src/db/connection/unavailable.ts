import { UserError } from '../../lib/errors/UserError.js';

/** The database cannot be reached, or the connection to it was lost. `cause` is what the driver or PostgreSQL said. */
export class DatabaseUnavailable extends UserError {
  constructor(
    /** A part of a sentence. */
    readonly reason: string,
    override readonly cause?: unknown,
    /** Whether a statement may have been under way. */
    readonly wasConnected = false,
  ) {
    super(
      `${wasConnected ? 'The connection to the database was lost' : 'The database cannot be reached'}: ${reason}.`,
      'DATABASE_UNAVAILABLE',
    );
  }
}

/** What those meet whose connection is closed because its pool ends, or because they have left. */
export const poolEnded = (): DatabaseUnavailable => new DatabaseUnavailable('the connections to it were closed');

/** What failures to connect mean, by codes of Node, of postgres.js and of PostgreSQL. */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOENT: 'nothing listens there',
  ENOTFOUND: 'its host is not known',
  EAI_AGAIN: 'its host is not known at present',
  EHOSTUNREACH: 'there is no way to its host',
  ENETUNREACH: 'there is no way to its host',
  ETIMEDOUT: 'it does not answer',
  CONNECT_TIMEOUT: 'it does not answer',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  CONNECTION_CLOSED: 'the connection was closed',
  CONNECTION_ENDED: 'the connection was closed',
  CONNECTION_DESTROYED: 'the connection was closed',
  '28P01': 'the password is wrong',
  '28000': 'the user may not connect',
  '3D000': 'the database does not exist',
  '42501': 'the user may not connect',
  '53300': 'all of its connections are taken',
  '57P01': 'it ended the connection',
  '57P02': 'a process of it crashed',
  '57P03': 'it is starting up or shutting down',
};

const hasSeverity = (error: { severity?: unknown }): boolean =>
  error.severity === 'FATAL' || error.severity === 'PANIC';

/** Of PostgreSQL: an administrator ended a process, which may be one that only helps a statement; one crashed; it starts or stops. */
const endings: ReadonlySet<unknown> = new Set(['57P01', '57P02', '57P03']);

/** Whether an error means that the connection is no more: PostgreSQL ended it, or the socket did. */
export function isConnectionFault(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, code, syscall } = error as { name?: string; code?: unknown; syscall?: unknown };
  if (name === 'PostgresError') return hasSeverity(error) || endings.has(code);
  return (
    syscall !== undefined || (typeof code === 'string' && /^(CONNECT|E[A-Z]+$|ERR_STREAM_|ERR_SOCKET_)/.test(code))
  );
}

/** The failure of a connection as an error that users can read. */
export function unavailable(error: unknown, wasConnected: boolean): DatabaseUnavailable {
  if (error instanceof DatabaseUnavailable) return error;
  const { code, message } = error as { code?: string; message?: string };
  return new DatabaseUnavailable(reasons[code ?? ''] ?? message ?? 'the connection was closed', error, wasConnected);
}
