import type { FieldMeaning } from '../../catalogue/meaning.js';
import { graphqlName } from '../../lib/text/graphqlName.js';
import { toAttributeType, type AttributeType } from '../../words/dataTypes.js';

/** What stands behind a `FieldAlias`. */
export interface FieldAliasRow extends Omit<FieldMeaning, 'fieldId'> {
  readonly fieldId: string;
  readonly name: string;
  readonly graphqlName: string;
  readonly type: AttributeType;
}

export const toFieldAlias = (meaning: FieldMeaning): FieldAliasRow => ({
  ...meaning,
  fieldId: String(meaning.fieldId),
  name: meaning.alias,
  graphqlName: graphqlName(meaning.alias),
  type: toAttributeType(meaning.dataType),
});
