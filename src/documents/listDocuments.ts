import type { Sql } from '../db/client.js';

/** A document as lists show it: without its text. */
export interface ListedDocument {
  readonly id: string;
  /** Of its operation; null where it has none. */
  readonly name: string | null;
  readonly type: string;
  /** ISO 8601. */
  readonly publishedAt: string;
  /** Null where nobody said. */
  readonly publishedBy: string | null;
  /** Null while it is answered. */
  readonly retiredAt: string | null;
  /** Null: all. */
  readonly roles: readonly string[] | null;
}

/** The documents that are published, by name, and the newest of a name first; with `retired` those too that are answered no more. */
export const listDocuments = (client: Sql, { retired = false } = {}): Promise<ListedDocument[]> =>
  client<ListedDocument[]>`
    select id, name, type, published_at as "publishedAt", published_by as "publishedBy", retired_at as "retiredAt", roles
    from facet.documents where ${retired} or retired_at is null
    order by name nulls last, published_at desc, id`;
