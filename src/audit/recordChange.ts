import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { Sql } from '../db/client.js';
import { printable } from '../lib/text/printable.js';
import type { AuditEntry } from './AuditEntry.js';
import { ensureAuditMonths, insertEntries } from './insertEntries.js';

/** The user of this machine who runs the program; undefined where that has no name. */
export function systemUser(): string | undefined {
  try {
    return printable(userInfo().username);
  } catch {
    return undefined;
  }
}

/** What was done, as the log tells it. */
type Change = Pick<AuditEntry, 'operation'> & Partial<Omit<AuditEntry, 'at' | 'entryId'>>;

/** Writes that something was done by command, in the transaction of the client where that is one. */
export async function recordChange(client: Sql, now: Date, change: Change): Promise<void> {
  const at = now.toISOString();
  await ensureAuditMonths(client, at.slice(0, 10));
  const entry = { kind: 'CHANGE', door: 'cli', viewer: systemUser(), viewerKind: 'system', ...change } as const;
  await insertEntries(client, [{ ...entry, at, entryId: randomUUID() }]);
}
