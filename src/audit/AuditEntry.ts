import type { AuditDoor, AuditKind } from '../words/audit/auditWords.js';

/** Customers of one entry whose hashes are kept; of others only their number. */
export const mostPersons = 100;

/** An entry of the audit log before it is written. */
export interface AuditEntry {
  /** ISO 8601. */
  readonly at: string;
  /** A UUID: an entry that is written again, because nobody knows whether it was, is written once. */
  readonly entryId: string;
  readonly kind: AuditKind;
  readonly door: AuditDoor;
  readonly viewer?: string | undefined;
  readonly viewerKind?: string | undefined;
  readonly role?: string | undefined;
  readonly requestId?: string | undefined;
  readonly operation?: string | undefined;
  readonly document?: string | undefined;
  readonly piiClasses?: readonly string[];
  readonly customers?: number;
  /** Ids, which are hashed by PostgreSQL and kept nowhere. */
  readonly persons?: readonly string[];
  readonly codes?: readonly string[];
  readonly subject?: string | undefined;
  readonly lost?: number;
}
