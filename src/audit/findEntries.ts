import { sql, type SQL } from 'drizzle-orm';
import { allOf } from '../conditions/allOf.js';
import type { Sql } from '../db/client.js';
import { compile } from '../db/sql.js';
import type { AuditDoor, AuditKind } from '../words/audit/auditWords.js';
import { mostPersons } from './AuditEntry.js';
import { idPrefix } from './insertEntries.js';

/** Which entries are looked for: all that is given must hold. */
export interface AuditQuestion {
  /** From this instant on, and before that one; ISO 8601. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly who?: string | undefined;
  /** A customer's id. */
  readonly customer?: string | undefined;
  /** Part of the operation's name, whatever its case. */
  readonly operation?: string | undefined;
  readonly code?: string | undefined;
  readonly kind?: AuditKind | undefined;
  readonly door?: AuditDoor | undefined;
}

/** An entry as it was written. */
export interface FoundEntry {
  readonly at: string;
  readonly kind: AuditKind;
  readonly door: AuditDoor;
  readonly viewer: string | null;
  readonly viewerKind: string | null;
  readonly role: string | null;
  readonly requestId: string | null;
  readonly operation: string | null;
  readonly document: string | null;
  readonly piiClasses: readonly string[];
  readonly customers: number;
  readonly codes: readonly string[];
  readonly subject: string | null;
  readonly lost: string | null;
}

/** What holds of an entry, but for the customer. */
const narrowed = ({ since, until, who, operation, code, kind, door }: AuditQuestion): SQL =>
  allOf(
    [
      since !== undefined && sql`at >= ${since}::timestamptz`,
      until !== undefined && sql`at < ${until}::timestamptz`,
      who !== undefined && sql`viewer = ${who}::text`,
      operation !== undefined && sql`position(lower(${operation}::text) in lower(operation)) > 0`,
      code !== undefined && sql`${code}::text = any(codes)`,
      kind !== undefined && sql`kind = ${kind}::text`,
      door !== undefined && sql`door = ${door}::text`,
    ].filter((condition) => condition !== false),
  );

const isAmong = (customer: string): SQL =>
  sql`and persons @> array[facet.person_hash(${idPrefix}::text || ${customer}::text)]`;

async function rowsOf<R extends object>(client: Sql, statement: SQL): Promise<R[]> {
  const { text, values } = compile(statement);
  return client.unsafe<R[]>(text, values as never[]);
}

/** The newest entries that are looked for, at most `most` of them, the newest first. */
export const findEntries = (client: Sql, question: AuditQuestion, most: number): Promise<FoundEntry[]> =>
  rowsOf<FoundEntry>(
    client,
    sql`select at, kind, door, viewer, viewer_kind as "viewerKind", role, request_id as "requestId", operation, document,
      pii_classes as "piiClasses", customers, codes, subject, lost
    from facet.audit_log
    where ${narrowed(question)} ${question.customer === undefined ? sql`` : isAmong(question.customer)}
    order by at desc, entry_id limit ${most}`,
  );

/** How many entries read more customers than are kept of one: a customer that is looked for may be among the others. */
export async function countLarge(client: Sql, question: AuditQuestion): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    client,
    sql`select count(*)::int as count from facet.audit_log where customers > ${mostPersons} and ${narrowed(question)}`,
  );
  return row?.count ?? 0;
}
