import { policyOf } from '../../access/rights.js';
import type { Viewer } from '../../access/viewer.js';
import { PiiPolicy } from '../../words/rights.js';
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

/** Whether a viewer is told that there is a meaning: where its role has a schema of its own, not of what that refuses. */
export const isToldOf = (viewer: Viewer, { piiClass }: Pick<FieldMeaning, 'piiClass'>): boolean =>
  !viewer.role.contract || policyOf(viewer, piiClass) !== PiiPolicy.refuse;
