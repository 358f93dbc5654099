import postgres, { type Options, type Sql } from 'postgres';
import type { TestDatabase } from './database.js';

/** A client of postgres.js itself on a test database, as another program has one. */
export function openForeign({ target }: Pick<TestDatabase, 'target'>, options: Options<Record<string, never>>): Sql {
  if (target.kind === 'url') return postgres(target.url, options);
  const { socketDir, user, password, database } = target;
  return postgres({ path: `${socketDir}/.s.PGSQL.5432`, user, password, database, ...options });
}
