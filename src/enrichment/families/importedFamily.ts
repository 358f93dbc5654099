import { sql } from 'drizzle-orm';
import type { FieldMeaning } from '../../catalogue/meaning.js';
import type { AttributeFamily, BaseAttribute } from '../definitions/definition.js';
import { attributeColumns, dayRows } from '../definitions/familyRows.js';
import { readStored } from '../definitions/readStored.js';

/** A meaning that an imported column fills: the column's name in the import, and the slot. */
export interface ImportedMeaning extends Pick<
  FieldMeaning,
  'alias' | 'description' | 'dataType' | 'slot' | 'piiClass'
> {
  readonly column: string;
}

/** The name of an imported attribute in statements: the one in the catalogue may be longer than PostgreSQL's names. */
export const importedName = ({ slot }: Pick<FieldMeaning, 'slot'>): string => `imported ${slot}`;

const importedDefinition = ({
  column,
  slot,
  alias,
  description,
  dataType,
  piiClass,
}: ImportedMeaning): BaseAttribute => ({
  name: importedName({ slot }),
  alias,
  description,
  dataType,
  category: 'Imported',
  piiClass,
  isForeign: true,
  sql: readStored(`(a.attributes ->> '${column}')`, dataType),
});

/**
 * The attributes that one source imports. Rows: `a` is the customer's row of the source as imported last (its past is not kept,
 * so every day shows the newest answer).
 */
export const importedFamily = (source: string, meanings: readonly ImportedMeaning[]): AttributeFamily => ({
  name: `imported_${source}`,
  source: `Imported attributes of ${source}`,
  isOfMaster: true,
  attributes: meanings.map(importedDefinition),
  rows: (wanted, context) => sql`
    select a.customer_id, days.day, ${attributeColumns(wanted)}
    from ${dayRows(context)} cross join facet.imported_attributes a where a.source = ${source}`,
});
