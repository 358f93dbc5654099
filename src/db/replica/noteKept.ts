import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Door } from '../doorTypes.js';
import { compile } from '../sql.js';

/** Statements of which it is remembered what they came to. */
const mostStatements = 500;

const hashOf = (value: unknown): string =>
  createHash('sha1')
    .update(JSON.stringify(value) ?? '')
    .digest('base64');

/**
 * Has somebody told of what doors read that is kept in memory, before whoever asked has it: each time that a statement comes to
 * something else than it did before.
 */
export function noteKept(onChange: () => void): (door: Door, asker: string) => Door {
  const known = new LRUCache<string, string>({ max: mostStatements });
  return (door, asker) => ({
    async query<R extends object>(statement: Parameters<Door['query']>[0]): Promise<R[]> {
      const rows = await door.query<R>(statement);
      const { text, values } = compile(statement);
      const [key, found] = [hashOf([asker, text, values]), hashOf(rows)];
      if (known.get(key) !== found) onChange();
      known.set(key, found);
      return rows;
    },
  });
}
