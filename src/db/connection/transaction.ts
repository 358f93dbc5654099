import type postgres from 'postgres';
import { isQuery, type DriverQuery } from './driverTypes.js';
import type { Session } from './session.js';
import { observed, type StatementObserver } from './StatementObserver.js';

interface Runner {
  readonly submit: (query: DriverQuery) => void;
  readonly cancel: (query: DriverQuery) => void;
}

/** Lets the queries that a client's functions make be run by a runner, in place of the client. */
export function bindClient(front: postgres.Sql, { submit, cancel }: Runner): postgres.Sql {
  const bind = <Q>(made: Q): Q => {
    if (!isQuery(made)) return made;
    made.handler = submit;
    made.canceller = cancel;
    return made;
  };
  const createQuery = front as unknown as (first: unknown, ...rest: unknown[]) => unknown;
  const tag = (first: unknown, ...rest: unknown[]): unknown => bind(createQuery(first, ...rest));
  const { types, options } = front;
  const json: postgres.Sql['json'] = (value) => front.json(value);
  const array: postgres.Sql['array'] = (...given) => front.array(...given);
  const unsafe = (...given: Parameters<postgres.Sql['unsafe']>) => bind(front.unsafe(...given));
  return Object.assign(tag, { json, array, types, typed: types, options, unsafe }) as unknown as postgres.Sql;
}

/** Where a transaction runs, and who is told of its statements, but for those that begin and end it. */
interface TransactionPlace {
  readonly session: Session;
  readonly front: postgres.Sql;
  readonly observer?: StatementObserver | undefined;
}

type Work<T> = (transaction: postgres.TransactionSql) => T | Promise<T>;

/** Gives a session a query at once, in front of whatever is asked later; the client's functions do so only once it is awaited. */
export function submitNow<Q extends PromiseLike<unknown>>(session: Session, made: Q): Q {
  const query = made as unknown as DriverQuery;
  query.handler = () => {};
  query.canceller = session.cancel;
  session.submit(query);
  return made;
}

/** Gives a session queries that run as one, at once. */
export function submitAllNow(session: Session, made: readonly PromiseLike<unknown>[]): void {
  const queries = made as unknown as DriverQuery[];
  for (const query of queries) {
    query.handler = () => {};
    query.canceller = session.cancel;
  }
  session.submitAll(queries);
}

/**
 * Runs `work` between `begin` and `commit` on a session, or between a savepoint and its end. What a statement failed with is thrown,
 * even if `work` has caught it: PostgreSQL takes nothing of such a transaction.
 */
export async function runTransaction<T>(
  { session, front, observer }: TransactionPlace,
  options: string,
  work: Work<T>,
): Promise<T> {
  let savepoints = 0;

  async function scope<R>(work: Work<R>, begin: string, commit: string | undefined, rollback: string): Promise<R> {
    let failure: { readonly error: unknown } | undefined;
    let isOver = false;
    const submit = (query: DriverQuery): void => {
      // The connection may be somebody else's by then.
      if (isOver) return query.reject(new Error('The transaction has ended.'));
      const end = (error?: unknown): void => {
        if (error !== undefined) failure ??= { error };
      };
      session.submit(query, observed(observer, end));
    };
    const savepoint = (...given: [string, Work<unknown>] | [Work<unknown>]): Promise<unknown> => {
      const inner = given.length === 1 ? given[0] : given[1];
      const name = `s${(savepoints += 1)}`;
      return scope(inner, `savepoint ${name}`, undefined, `rollback to ${name}`);
    };
    await submitNow(session, front.unsafe(begin));
    const bound = bindClient(front, { submit, cancel: (query) => session.cancel(query) });
    const transaction = Object.assign(bound, { savepoint }) as unknown as postgres.TransactionSql;
    let result: R;
    try {
      const made = work(transaction);
      result = (await (Array.isArray(made) ? Promise.all(made) : made)) as R;
      if (failure !== undefined) throw failure.error;
    } catch (error) {
      isOver = true;
      await submitNow(session, front.unsafe(rollback)).catch(() => session.invalidate());
      throw failure !== undefined && (error as { code?: unknown } | null)?.code === '25P02' ? failure.error : error;
    }
    isOver = true;
    if (commit !== undefined) await submitNow(session, front.unsafe(commit));
    return result;
  }

  return scope(work, `begin ${options.replaceAll(/[^a-z ]/gi, '')}`.trim(), 'commit', 'rollback');
}
