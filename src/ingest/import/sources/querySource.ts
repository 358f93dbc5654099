import { createHash, type Hash } from 'node:crypto';
import type { Sql } from '../../../db/client.js';
import { UserError } from '../../../lib/UserError.js';
import { columnShape } from './columnShape.js';
import type { Source, SourceRow } from './source.js';

/** Rows that PostgreSQL sends at a time. */
const batchRows = 2000;

/**
 * The rows of a query of the database itself, in a read-only transaction; lines are numbers of rows. Values have the text
 * that PostgreSQL gives them: instants in UTC, booleans `t` and `f`. Throws a `UserError` for a query that PostgreSQL
 * refuses; `where` is its place in the config.
 */
export async function querySource(sql: Sql, query: string, name: string, where: string): Promise<Source> {
  const described = await sql
    .begin('read only', (transaction) => transaction.unsafe(query).describe())
    .catch((error: unknown) => {
      throw refused(error, where);
    });
  const header = described.columns.map((column) => column.name);
  if (header.length === 0) throw new UserError(`${where} is no query that gives rows.`, 'BAD_CONFIG');
  let hash = createHash('sha256');
  return {
    shape: columnShape(name, header),
    rows() {
      hash = createHash('sha256');
      return readRows(sql, query, hash, where);
    },
    sha256: () => Promise.resolve(hash.copy().digest('hex')),
    isStream: true,
  };
}

const refused = (error: unknown, where: string): UserError =>
  new UserError(`${where}: PostgreSQL refuses it: ${(error as Error).message}.`, 'BAD_CONFIG');

// By a cursor and not by `copy … to stdout`, after which postgres.js can leave its socket paused for ever.
async function* readRows(sql: Sql, query: string, hash: Hash, where: string): AsyncGenerator<SourceRow[]> {
  const connection = await sql.reserve();
  try {
    await connection`begin read only`;
    // What a dry run has locked for files before this one stays locked until its end.
    await connection`set local lock_timeout = '10s'`;
    let line = 0;
    for await (const batch of connection.unsafe(query).raw().cursor(batchRows)) {
      const rows = (batch as unknown as (Buffer | null)[][]).map((values): SourceRow => {
        const fields = values.map((value) => value?.toString() ?? null);
        hash.update(JSON.stringify(fields));
        line += 1;
        return { line, fields };
      });
      yield rows;
    }
  } catch (error) {
    throw (error as Error).name === 'PostgresError' ? refused(error, where) : error;
  } finally {
    await connection`rollback`.catch(() => {});
    connection.release();
  }
}
