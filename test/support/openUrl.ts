import { forward } from '../../src/bi/forward.js';
import type { TestDatabase } from './database.js';

/** A URL by which a test database is reached over TCP, as anybody's PostgreSQL is. */
export async function openUrl({ target }: Pick<TestDatabase, 'target'>): Promise<{ url: string; close(): void }> {
  if (target.kind === 'url') return { url: target.url, close: () => {} };
  const server = await forward(`${target.socketDir}/.s.PGSQL.5432`, 0);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `postgresql://${target.user}:${target.password}@127.0.0.1:${port}/${target.database}`,
    close: () => void server.close(),
  };
}
