import type { FieldMeaning } from '../../catalogue/meaning.js';
import { graphqlName } from '../../lib/text/graphqlName.js';
import { toAttributeType, type AttributeType } from '../../words/dataTypes.js';
import type { PiiClass } from '../../words/piiClasses.js';

/** What stands behind a `FieldAlias`. */
export interface FieldAliasRow extends Omit<FieldMeaning, 'fieldId' | 'piiClass'> {
  readonly fieldId: string;
  readonly name: string;
  readonly graphqlName: string;
  readonly type: AttributeType;
  readonly piiClass: PiiClass | null;
}

export const toFieldAlias = (meaning: FieldMeaning): FieldAliasRow => ({
  ...meaning,
  fieldId: String(meaning.fieldId),
  name: meaning.alias,
  graphqlName: graphqlName(meaning.alias),
  type: toAttributeType(meaning.dataType),
  piiClass: meaning.piiClass as PiiClass | null,
});
