import { sql, type SQL } from 'drizzle-orm';
import type { Role } from '../config/access/Role.js';
import type { Door } from '../db/door.js';
import type { Scope } from '../scope.js';
import { documentLimits } from '../words/limits.js';
import { documentColumns, heldDocuments, newestFirst, type DocumentIndex, type DocumentRow } from './heldDocuments.js';
import type { PublishedDocument, PublishedDocuments } from './PublishedDocuments.js';

const hashForm = /^(?:sha256:)?([0-9a-f]{64})$/;

/**
 * The documents that viewers of a role may ask for: from memory where they are held, else by one statement.
 * @param openDoor opens a door for one statement
 * @param cached what the server holds of a table at present; left out where it holds nothing
 */
export function documentsFor(
  { name: role, documents: policy }: Role,
  openDoor: () => Door,
  cached?: Scope['cached'],
): PublishedDocuments {
  const isFor = ({ roles }: DocumentRow): boolean => roles === null || roles.includes(role);

  /** What is held under the first of some keys that has something, else what the database knows. */
  async function find(
    keys: readonly (readonly [list: keyof DocumentIndex, key: string])[],
    condition: SQL,
    order: SQL = newestFirst,
  ): Promise<PublishedDocument | undefined> {
    const index = cached?.(heldDocuments);
    const known = keys.flatMap(([list, key]) => index?.[list].get(key)?.find(isFor) ?? []);
    // What is not held may have been published a moment ago.
    if (known.length > 0) return known[0];
    const [row] = await openDoor().query<DocumentRow>(sql`
      select ${documentColumns} from facet.documents
      where (${condition}) and retired_at is null and (roles is null or ${role} = any(roles))
      order by ${order} limit 1`);
    return row;
  }

  return {
    policy,
    async byId(id) {
      if (id === '' || id.length > documentLimits.id || id.includes('\0')) return undefined;
      const [, hash] = hashForm.exec(id) ?? [];
      if (hash === undefined) return find([['byId', id]], sql`id = ${id}`);
      const keys = [
        ['byId', id],
        ['bySha256', hash],
      ] as const;
      return find(keys, sql`id = ${id} or sha256 = ${hash}`, sql`id = ${id} desc, ${newestFirst}`);
    },
    bySha256: (hash) => find([['bySha256', hash]], sql`sha256 = ${hash}`),
    byName: (name) => find([['byName', name]], sql`name = ${name}`),
  };
}
