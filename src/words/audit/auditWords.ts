/**
 * What an entry of the audit log tells of: an answer, a change by a mutation, a request that got no answer, a change of what administers
 * access or of a person's data by command, and entries that could not be written.
 */
export const auditKinds = ['READ', 'WRITE', 'REFUSED', 'CHANGE', 'GAP'] as const;

/** What an entry of the audit log tells of. */
export type AuditKind = (typeof auditKinds)[number];

/** The ways by which it was done. */
export const auditDoors = ['graphql', 'stream', 'documents', 'cli', 'database'] as const;

/** The way by which something was done. */
export type AuditDoor = (typeof auditDoors)[number];
