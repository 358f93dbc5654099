import type { CatalogueName } from '../catalogue/catalogue.js';
import { describeRange, type FieldMeaning } from '../catalogue/meaning.js';

function describeMeaning(name: string, meaning: FieldMeaning): string {
  const { description, dataType, unit, alias } = meaning;
  const type = unit === null ? dataType : `${dataType}, ${unit}`;
  const former = name.toLowerCase() === alias.toLowerCase() ? '' : `; former name of ${alias}`;
  return `${description} (${type}; ${describeRange(meaning)}${former})`;
}

/** What the catalogue says of a name: a line per meaning, the oldest first, with its type, unit and days. */
export const commentOf = ({ name, meanings }: CatalogueName): string =>
  meanings.map((meaning) => describeMeaning(name, meaning)).join('\n');
