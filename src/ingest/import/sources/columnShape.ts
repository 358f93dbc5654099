import { didYouMean } from '../../../lib/text/nearNames.js';
import { UserError } from '../../../lib/errors/UserError.js';
import { badConfig } from '../values/badConfig.js';
import type { Fields, Shape } from './importSource.js';

/** What parts the texts of a row's content, so that no two rows come to the same. */
export const contentSeparator = '\u001F';

/** The sentence for a column that a source does not have. */
export const noColumn = (source: string, name: string, names: readonly string[], where: string): UserError =>
  badConfig(`${where}: ${source} has no column "${name}".${didYouMean(name, new Set(names))}`);

const mostColumns = 10_000;

/** Throws a `UserError` for more columns than a source may have. */
export function checkWidth(source: string, columns: number): void {
  if (columns > mostColumns)
    throw new UserError(`${source} has more than ${mostColumns} columns, which are the most.`, 'BAD_FILE');
}

/** The places of columns without a name, the first being 1. */
export const unnamedOf = (columns: readonly string[]): readonly number[] =>
  columns.flatMap((name, index) => (name.trim() === '' ? [index + 1] : []));

/** The shape of rows whose fields stand in the order of a header. Throws a `UserError` for one that is too wide. */
export function columnShape(source: string, header: readonly string[]): Shape {
  checkWidth(source, header.length);
  const names = header.filter((name) => name.trim() !== '');
  const byName = [...header.keys()].sort((a, b) => ((header[a] ?? '') < (header[b] ?? '') ? -1 : 1));
  return {
    source,
    names,
    unnamed: unnamedOf(header),
    column(name, where) {
      const index = header.indexOf(name);
      if (index < 0 || name.trim() === '') throw noColumn(source, name, names, where);
      if (header.lastIndexOf(name) !== index)
        throw badConfig(`${where}: ${source} has more than one column "${name}".`);
      return index;
    },
    path: undefined,
    content: () => (fields: Fields) => byName.map((index) => fields[index]?.trim() ?? '').join(contentSeparator),
  };
}
