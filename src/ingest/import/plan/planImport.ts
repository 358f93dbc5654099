import { basename, dirname, resolve } from 'node:path';
import type { Sql } from '../../../db/client.js';
import { dayIn } from '../../../lib/time/days.js';
import type { ColumnPlan } from '../columns/columnPlan.js';
import { compileColumns } from '../columns/compileColumns.js';
import type { ImportEntry } from '../config/importSchema.js';
import { mappingSha256 } from '../config/mappingSha256.js';
import { readImportConfig } from '../config/readImportConfig.js';
import { compileExpression } from '../expressions/compileExpression.js';
import type { Expression, ExpressionScope, RowCounter } from '../expressions/expression.js';
import { readLookups } from '../expressions/readLookups.js';
import type { ImportSource } from '../sources/importSource.js';
import { openSources } from '../sources/openSources.js';
import type { Target } from '../targets/target.js';
import { checkTarget, targetOf } from '../targets/targetOf.js';

/** One source, checked and ready to be read in. */
export interface ImportPlan extends Pick<ImportSource, 'sha256' | 'isStream' | 'rows'> {
  /** The file as the config or its glob names it; a table's name, the text of a query. */
  readonly file: string;
  /** Where its entry is in the config, for error messages. */
  readonly place: string;
  readonly target: Target;
  /** The places of columns that have no name, the first being 1. */
  readonly unnamed: readonly number[];
  readonly mappingSha256: string;
  /** The columns that are filled, the content key included. */
  readonly columns: readonly ColumnPlan[];
  /**
   * The content key is the bare hash of a row's content: equal rows are numbered in the database to tell them apart.
   */
  readonly countOccurrences: boolean;
  /** Rows for which it is not `true` are skipped. */
  readonly where: Expression | undefined;
  /** The path of `each`, where the source has records. */
  readonly each: string | undefined;
  /** Counts the rows while they are read, for expressions. */
  readonly row: RowCounter;
  /** Whether regular expressions of the config work on the rows. */
  readonly usesPatterns: boolean;
}

interface PlanOptions {
  /** Where the files are; default: the config's folder. */
  readonly dir?: string | undefined;
  /** For tables and queries of the database. */
  readonly client?: Sql | undefined;
  /** The day of the import, `YYYY-MM-DD`; default: that of now in UTC. */
  readonly today?: string | undefined;
}

/**
 * Plans the import of every source of a config, and checks the config against the columns of the sources before any row
 * is read. Gives a plan for each source, in the order of the config. Throws a `UserError` for the first fault.
 */
export async function planImport(
  configFile: string,
  { dir, client, today = dayIn('UTC', new Date()) }: PlanOptions = {},
): Promise<readonly ImportPlan[]> {
  const entries = await readImportConfig(configFile);
  const folder = resolve(dir ?? dirname(configFile));
  const placeOf = (index: number): string => `${basename(configFile)}, imports[${index}]`;
  for (const [index, entry] of entries.entries()) checkTarget(entry, placeOf(index));
  const plans: ImportPlan[] = [];
  for (const [index, entry] of entries.entries()) {
    const where = placeOf(index);
    const lookups = await readLookups(entry, folder, where);
    for (const source of await openSources(entry, { folder, client }, where)) {
      const scope: ExpressionScope = {
        shape: source.shape,
        nulls: new Set(entry.nulls),
        lookups: lookups.tables,
        patterns: [],
        today,
        row: { number: 0 },
        compile: compileExpression,
      };
      plans.push(planSource(entry, source, scope, where, mappingSha256(entry, lookups.hashes)));
    }
  }
  return plans;
}

function planSource(
  entry: ImportEntry,
  source: ImportSource,
  scope: ExpressionScope,
  where: string,
  mapping: string,
): ImportPlan {
  const { target, columns } = targetOf(entry, source.shape.names, where);
  return {
    file: source.shape.source,
    place: where,
    target,
    unnamed: source.shape.unnamed,
    mappingSha256: mapping,
    ...compileColumns({ columns, zone: entry.zone }, target, scope, where),
    where: entry.where === undefined ? undefined : compileExpression(entry.where, `${where}.where`, scope),
    // The element itself is a column of every source with `each`.
    each: source.shape.names.length > 1 ? entry.each?.path : undefined,
    row: scope.row,
    usesPatterns: scope.patterns.length > 0,
    sha256: source.sha256,
    isStream: source.isStream,
    rows: source.rows,
  };
}
