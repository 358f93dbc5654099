import { z } from 'zod';

/** The form of the file that this program writes; it reads that one alone. */
export const backupFormat = 1;

/** The folder in which everything lies when a backup is unpacked by hand. */
export const archiveRoot = 'facet-backup';

const name = z.string().min(1).max(63);

/** A table that no migration makes, such as that of enriched customers. */
const madeTable = z.strictObject({
  columns: z.array(
    z.strictObject({
      name,
      /** As `format_type` says it; letters, digits and brackets alone, because it goes into SQL as it is. */
      type: z.string().regex(/^[a-z][a-z ]*(\(\d+(,\d+)?\))?( with(out)? time zone)?(\[\])?$/),
      collation: z.enum(['C']).nullable(),
      comment: z.string().nullable(),
    }),
  ),
  comment: z.string(),
  /** The columns of its primary key; without one there are none. */
  primaryKey: z.array(name),
  /** The columns of its other indexes. */
  indexes: z.array(z.array(name).min(1)),
});

const backedTable = z.strictObject({
  name: z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/),
  columns: z.array(name).min(1),
  /** Of a table that is partitioned by month, e.g. `2026_03`. */
  months: z.array(z.string().regex(/^\d{4}_(0[1-9]|1[0-2])$/)),
  made: madeTable.optional(),
});

/** The first entry of a backup: what it is of, and what is in it. */
export const manifestSchema = z.strictObject({
  format: z.number(),
  /** `forgotten`: the list of forgotten persons alone. */
  kind: z.enum(['backup', 'forgotten']),
  /** The version of the program that wrote it. */
  program: z.string(),
  /** The newest migration of the database. */
  schema: z.strictObject({ tag: z.string(), when: z.number() }),
  /** The instant that it shows. */
  madeAt: z.iso.datetime(),
  database: z.string(),
  postgres: z.string(),
  /** SHA-256 of what persons are hashed with: lists of forgotten persons are comparable where it is the same. */
  personKey: z.string(),
  tables: z.array(backedTable),
  /** Numbers that are given out next are beyond these. */
  sequences: z.array(z.strictObject({ table: name, column: name, last: z.string().regex(/^\d{1,19}$/) })),
  /** Indexes of aliases, by their names. */
  indexes: z.array(name),
});

/** What a backup is of, and what is in it. */
export type BackupManifest = z.infer<typeof manifestSchema>;

/** A table in a backup. */
export type BackedTable = BackupManifest['tables'][number];

/** The last entry: without it the file is not whole. */
export const endSchema = z.strictObject({
  /** Of all bytes of the file before this entry. */
  sha256: z.string(),
  tables: z.record(z.string(), z.strictObject({ rows: z.number(), bytes: z.number() })),
});

/** What a backup says of itself at its end. */
export type BackupEnd = z.infer<typeof endSchema>;
