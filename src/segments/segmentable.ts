import { namesOf } from '../catalogue/meaning.js';
import { resolveName, type Catalogue } from '../catalogue/catalogue.js';
import { UserError } from '../lib/errors/UserError.js';
import { didYouMean } from '../lib/text/nearNames.js';
import { customerColumns } from '../operands/customerColumns.js';
import type { NotSegmentable, Scope } from '../scope.js';
import type { SegmentableTable } from '../words/segmentableTables.js';

/** The config's flags of what segments may be made by. */
type Flags = { readonly [Of in keyof NotSegmentable]: Readonly<Record<string, boolean | undefined>> };

const refused = (flags: Readonly<Record<string, boolean | undefined>>, toName = (name: string) => name): Set<string> =>
  new Set(Object.entries(flags).flatMap(([name, flag]) => (flag === false ? [toName(name)] : [])));

/** What no segment may be made by, of the config. Throws a `UserError` that names a key which is no column. */
export function notSegmentable({ tables, columns, attributes, metrics }: Flags): NotSegmentable {
  for (const name of Object.keys(columns))
    if (!Object.hasOwn(customerColumns, name))
      throw new UserError(
        `The config file has a bad key: segmentable.columns: "${name}" is no column of customers.${didYouMean(name, Object.keys(customerColumns))}`,
      );
  return {
    tables: refused(tables),
    columns: refused(columns),
    attributes: refused(attributes, (name) => name.toLowerCase()),
    metrics: refused(metrics),
  };
}

type Refusing = Pick<Scope, 'notSegmentable'>;

const refusal = (path: string, what: string, of: keyof NotSegmentable): UserError =>
  new UserError(
    `"${path}" asks by ${what}, by which no segment may be made here (config "segmentable.${of}").`,
    'NOT_SEGMENTABLE',
  );

/** Throws a `UserError` where no segment may be made by a table, or by the column of customers or the metric that is named. */
export function checkSegmentable(
  { notSegmentable: not }: Refusing,
  path: string,
  asked: { readonly table: SegmentableTable; readonly column?: string; readonly metric?: string },
): void {
  const { table, column, metric } = asked;
  if (not?.tables.has(table) === true) throw refusal(path, `the table "${table}"`, 'tables');
  if (column !== undefined && not?.columns.has(column) === true) throw refusal(path, `"${column}"`, 'columns');
  if (metric !== undefined && not?.metrics.has(metric) === true) throw refusal(path, `"${metric}"`, 'metrics');
}

/** All names of what a name stands for, and stood for, in lower case. */
function namesBehind(catalogue: Catalogue, asked: string): string[] {
  const resolved = resolveName(catalogue, asked);
  const meanings =
    'name' in resolved ? resolved.name.meanings : catalogue.meanings.filter(({ slot }) => slot === resolved.slot);
  return [asked, ...meanings.flatMap((meaning) => [...namesOf(meaning), meaning.slot])].map((name) =>
    name.toLowerCase(),
  );
}

/** Throws a `UserError` where no segment may be made by an attribute, whichever of its names is asked for. */
export function checkSegmentableAttribute(
  { catalogue, notSegmentable: not }: Refusing & Pick<Scope, 'catalogue'>,
  path: string,
  asked: string,
): void {
  if (not === undefined || not.attributes.size === 0) return;
  if (namesBehind(catalogue, asked).some((name) => not.attributes.has(name)))
    throw refusal(path, `"${asked}"`, 'attributes');
}
