import type { Sql } from '../db/client.js';
import type { AuditEntry } from './AuditEntry.js';

/** What goes before a customer's id where it is hashed: other texts about a person begin otherwise. */
export const idPrefix = 'id ';

/** Makes the partitions of the month of a day and of the next one, where they are not there. */
export async function ensureAuditMonths(client: Sql, day: string): Promise<void> {
  await client`select facet.ensure_partitions('audit_log', ${day}::date, (${day}::date + interval '1 month')::date)`;
}

/** Writes entries whose months have partitions; those that are there already are left as they are. */
export async function insertEntries(client: Sql, entries: readonly AuditEntry[]): Promise<void> {
  await client`
    insert into facet.audit_log (at, entry_id, kind, door, viewer, viewer_kind, role, request_id, operation, document,
      pii_classes, customers, persons, codes, subject, lost)
    select e.at, e."entryId", e.kind, e.door, e.viewer, e."viewerKind", e.role, e."requestId", e.operation, e.document,
      coalesce(e."piiClasses", '{}'), coalesce(e.customers, 0),
      array(select facet.person_hash(${idPrefix}::text || p.id, k.inner_block, k.outer_block)
        from jsonb_array_elements_text(e.persons) as p (id)),
      coalesce(e.codes, '{}'), e.subject, e.lost
    from jsonb_to_recordset(${client.json(entries as never)}) as e (
      at timestamptz, "entryId" uuid, kind text, door text, viewer text, "viewerKind" text, role text, "requestId" text,
      operation text, document text, "piiClasses" text[], customers integer, persons jsonb, codes text[], subject text,
      lost bigint)
    cross join facet.person_key k
    on conflict do nothing`;
}
