import { getNamedType, isObjectType, type FieldNode, type GraphQLResolveInfo } from 'graphql';
import { selectedFields } from '../lib/relay/selection.js';
import { isHiddenField } from '../lib/rights/fieldRights.js';
import type { WrittenText } from '../lib/written/shape.js';
import type { SelectionPlan } from './fieldPlan.js';
import { ResolveInfo } from './ResolveInfo.js';

/** What is asked of the rows behind objects: some leaves as texts, and the other fields by their names. */
export interface AskedFields {
  readonly texts: readonly WrittenText[];
  readonly names: readonly string[];
}

/** A way to objects: the type of those behind the resolved field, and the names of fields that lead on from there. */
export type Way = readonly [typeName: string, ...fields: string[]];

function ofPlans(selections: readonly SelectionPlan[], isKnown: (name: string) => boolean): AskedFields {
  const texts: WrittenText[] = [];
  const names: string[] = [];
  for (const { leaves, fields, others } of selections) {
    const isWritten =
      leaves !== undefined && leaves.members.every(({ name }) => name === '__typename' || isKnown(name));
    if (isWritten) texts.push(leaves);
    names.push(...(isWritten ? others : fields).filter(({ field }) => !isHiddenField(field)).map(({ name }) => name));
  }
  return { texts, names };
}

function namesBelow(info: GraphQLResolveInfo, nodes: readonly FieldNode[], [typeName, ...fields]: Way): string[] {
  const asked = selectedFields(info, typeName, nodes);
  const [name, ...way] = fields;
  if (name === undefined) return [...asked.keys()];
  const type = info.schema.getType(typeName);
  const next = getNamedType(isObjectType(type) ? type.getFields()[name]?.type : undefined);
  if (next === undefined) throw new TypeError(`The type ${typeName} has no field ${name}`);
  const below = asked.get(name);
  return below === undefined ? [] : namesBelow(info, below, [next.name, ...way]);
}

/**
 * What is asked of the rows behind the objects at the end of a way. Where no plan tells, as graphql-js executes, nothing is
 * asked as a text.
 * @param isKnown whether the value of a field can be a part of a text; `__typename` always can
 */
export const askedBelow = (info: GraphQLResolveInfo, way: Way, isKnown: (name: string) => boolean): AskedFields =>
  info instanceof ResolveInfo
    ? ofPlans(info.selectionsBelow(...way), isKnown)
    : { texts: [], names: namesBelow(info, info.fieldNodes, way) };
