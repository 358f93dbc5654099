import { sql } from 'drizzle-orm';
import { rowsByKey } from '../lib/byKey.js';
import type { CachedTable } from '../scope.js';
import type { PublishedDocument } from './PublishedDocuments.js';

/** A published document, and the roles that it is for; null: all. */
export interface DocumentRow extends PublishedDocument {
  readonly roles: readonly string[] | null;
}

/** Published documents by all that they are asked for by; of several the newest first. */
export interface DocumentIndex {
  readonly byId: ReadonlyMap<string, readonly DocumentRow[]>;
  readonly bySha256: ReadonlyMap<string, readonly DocumentRow[]>;
  readonly byName: ReadonlyMap<string, readonly DocumentRow[]>;
}

/** The columns of a `DocumentRow`. */
export const documentColumns = sql`id, body, name, type, sha256, roles`;

/** The order in which a name or a text that several documents have means one of them. */
export const newestFirst = sql`published_at desc, id`;

/** The documents that are not retired. */
export const heldDocuments: CachedTable<DocumentRow, DocumentIndex> = {
  name: 'documents',
  statement: () => sql`select ${documentColumns} from facet.documents where retired_at is null order by ${newestFirst}`,
  make: (rows) => ({
    byId: rowsByKey(rows, ({ id }) => id),
    bySha256: rowsByKey(rows, ({ sha256 }) => sha256),
    byName: rowsByKey(rows, ({ name }) => name ?? ''),
  }),
};
