import { commentColumns } from '../../bi/commentColumns.js';
import type { Sql } from '../../db/client.js';
import type { AttributeDefinition } from '../definitions/definition.js';
import type { NewestTable } from './newestTables.js';

const commentOf = ({ description, unit, piiClass }: AttributeDefinition): string =>
  [
    description,
    ...(unit === undefined ? [] : [`Unit: ${unit}.`]),
    ...(piiClass === undefined ? [] : [`PII: ${piiClass}.`]),
  ].join(' ');

/** Gives the columns of a table's view what the attributes say of themselves; does nothing where there is no view yet. */
export const commentNewest = (
  db: Sql,
  { name }: NewestTable,
  attributes: readonly AttributeDefinition[],
): Promise<void> =>
  commentColumns(
    db,
    `bi.${name}`,
    attributes.map((attribute) => ({ name: attribute.name, comment: commentOf(attribute) })),
  );
