import type { Sql } from '../db/client.js';
import { transact } from '../db/transact.js';
import { UserError } from '../lib/errors/UserError.js';
import type { CheckedDocument } from './checkManifest.js';

interface PublishOptions {
  /** The program whose documents they are. */
  readonly by?: string | undefined;
  /** Who may ask for them; left out: all roles. */
  readonly roles?: readonly string[] | undefined;
  readonly now: Date;
}

/** What publishing came to, in documents. */
export interface Published {
  /** That were not there before, or were retired. */
  readonly published: number;
  /** That more roles may ask for than before. */
  readonly widened: number;
  /** That were published already. */
  readonly unchanged: number;
}

async function refuseOtherTexts(client: Sql, documents: readonly CheckedDocument[]): Promise<void> {
  const ids = documents.map(({ id }) => id);
  const hashes = documents.map(({ sha256 }) => sha256);
  const [other] = await client<{ id: string; retired: boolean }[]>`
    select d.id, d.retired_at is not null as retired
    from facet.documents d join unnest(${ids}::text[], ${hashes}::text[]) as given (id, sha256) on given.id = d.id
    where d.sha256 <> given.sha256 order by d.id limit 1`;
  if (other === undefined) return;
  throw new UserError(
    `The id "${other.id}" ${other.retired ? 'was' : 'is'} published with another text, and an id has one text for ever: ` +
      'clients and caches hold it. Give the new text an id of its own; nothing was published.',
    'DOCUMENT_EXISTS',
  );
}

async function write(
  client: Sql,
  documents: readonly CheckedDocument[],
  { by, roles, now }: PublishOptions,
): Promise<Published> {
  const given = documents.map(({ id, body, name, type, sha256 }) => ({ id, body, name, type, sha256 }));
  const asked = roles === undefined ? null : [...roles];
  const written = await client<{ isWider: boolean }[]>`
    insert into facet.documents as d (id, body, name, type, sha256, published_at, published_by, roles)
    select id, body, name, type, sha256, ${now.toISOString()}, ${by ?? null}, ${asked}::text[]
    from jsonb_to_recordset(${client.json(given)}::jsonb) as one (id text, body text, name text, type text, sha256 text)
    on conflict (id) do update set
      retired_at = null,
      published_at = case when d.retired_at is null then d.published_at else excluded.published_at end,
      published_by = case when d.retired_at is null then d.published_by else excluded.published_by end,
      roles = case
        when d.retired_at is not null then excluded.roles
        when d.roles is null or excluded.roles is null then null
        else (select array_agg(distinct role order by role) from unnest(d.roles || excluded.roles) as role) end
    where d.retired_at is not null
      or (d.roles is not null and (excluded.roles is null or not d.roles @> excluded.roles))
    returning d.published_at <> ${now.toISOString()}::timestamptz as "isWider"`;
  const widened = written.filter(({ isWider }) => isWider).length;
  return {
    published: written.length - widened,
    widened,
    unchanged: documents.length - written.length,
  };
}

/**
 * Publishes checked documents, all of them or none; those that are there already stay as they are. A document that is published for some
 * roles and given for others is published for both; a retired one is published anew, for the given roles alone. Throws a `UserError` of
 * code `DOCUMENT_EXISTS` where an id has another text. Of two who publish at once, the second waits.
 */
export const publishDocuments = (
  client: Sql,
  documents: readonly CheckedDocument[],
  options: PublishOptions,
): Promise<Published> =>
  transact(client, async (inside) => {
    await inside`select pg_advisory_xact_lock(hashtext('facet.documents'))`;
    await refuseOtherTexts(inside, documents);
    return write(inside, documents, options);
  });
