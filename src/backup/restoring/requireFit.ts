import { hasMigration, newestMigration } from '../../db/migrate.js';
import { printable } from '../../lib/text/printable.js';
import { UserError } from '../../lib/errors/UserError.js';
import type { InspectedBackup } from '../format/inspectBackup.js';

/** Throws a `UserError` where this program cannot restore a backup: one of a newer program, or a list of forgotten persons. */
export function requireFit({ file, manifest }: InspectedBackup): void {
  const { schema, program, kind } = manifest;
  if (kind === 'forgotten')
    throw new UserError(
      `${file} is a list of forgotten persons and no backup: give it with --forgotten beside the backup to restore.`,
      'BACKUP_UNREADABLE',
    );
  if (schema.when > newestMigration.when)
    throw new UserError(
      `${file} was made by a newer Facet (${printable(program)}, with the migration ${printable(schema.tag)}); restore it with that one.`,
      'BACKUP_NEWER',
    );
  if (!hasMigration(schema))
    throw new UserError(
      `${file} has a schema that no release of this Facet had (migration ${printable(schema.tag)}); restore it with the program that made it (${printable(program)}).`,
      'BACKUP_NEWER',
    );
}

/** Throws a `UserError` where a list of forgotten persons is not of the database that the backup is of: its hashes would mean nobody. */
export function requireSameKey(backup: InspectedBackup, later: InspectedBackup): void {
  if (later.manifest.personKey !== backup.manifest.personKey)
    throw new UserError(
      `${later.file} is of another database than ${backup.file}: its forgotten persons are not known there.`,
      'BACKUP_UNREADABLE',
    );
}
