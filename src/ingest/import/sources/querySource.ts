import { createHash, type Hash } from 'node:crypto';
import type { Sql } from '../../../db/client.js';
import type { UserError } from '../../../lib/errors/UserError.js';
import { badConfig } from '../values/badConfig.js';
import { columnShape } from './columnShape.js';
import type { ImportSource, SourceRow } from './importSource.js';

/** Rows that PostgreSQL sends at a time. */
const batchRows = 2000;

/**
 * The rows of a query of the database itself, in a read-only transaction; lines are numbers of rows. Values have the
 * text that PostgreSQL gives them: instants in UTC, booleans `t` and `f`. Throws a `UserError` for a query that
 * PostgreSQL refuses; `where` is its place in the config.
 */
export async function querySource(client: Sql, query: string, name: string, where: string): Promise<ImportSource> {
  const described = await client
    .begin('read only', (transaction) => transaction.unsafe(query).describe())
    .catch((error: unknown) => {
      throw refused(error, where);
    });
  const header = described.columns.map((column) => column.name);
  if (header.length === 0) throw badConfig(`${where} is no query that gives rows.`);
  let hash = createHash('sha256');
  return {
    shape: columnShape(name, header),
    rows() {
      hash = createHash('sha256');
      return readRows(client, query, hash, where);
    },
    sha256: () => Promise.resolve(hash.copy().digest('hex')),
    isStream: true,
  };
}

const refused = (error: unknown, where: string): UserError =>
  badConfig(`${where}: PostgreSQL refuses it: ${(error as Error).message}.`);

// By a cursor and not by `copy … to stdout`, after which postgres.js can leave its socket paused for ever.
async function* readRows(client: Sql, query: string, hash: Hash, where: string): AsyncGenerator<SourceRow[]> {
  const connection = await client.reserve();
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
