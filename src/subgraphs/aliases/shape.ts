import type { DataType } from '../../catalogue/dataTypes.js';
import type { FieldMeaning } from '../../catalogue/meaning.js';
import { graphqlName } from '../../lib/graphqlName.js';
import type { PiiClass } from '../../generated/resolvers.js';

/** What stands behind a `FieldAlias`. */
export interface FieldAliasRow extends Omit<FieldMeaning, 'fieldId' | 'piiClass'> {
  readonly fieldId: string;
  readonly name: string;
  readonly graphqlName: string;
  readonly type: Uppercase<DataType>;
  readonly piiClass: PiiClass | null;
}

export const toFieldAlias = (meaning: FieldMeaning): FieldAliasRow => ({
  ...meaning,
  fieldId: String(meaning.fieldId),
  name: meaning.alias,
  graphqlName: graphqlName(meaning.alias),
  type: meaning.dataType.toUpperCase() as Uppercase<DataType>,
  piiClass: meaning.piiClass as PiiClass | null,
});
