import type { GraphQLResolveInfo } from 'graphql';
import { policyOf, type KnownClass } from '../../../access/rights.js';
import { checkListed, shownValue } from '../../../access/shownValue.js';
import { leavesAttribute } from '../../../access/lists/fieldLists.js';
import { meaningsOn, resolveName } from '../../../catalogue/catalogue.js';
import { holdsOn, type FieldMeaning } from '../../../catalogue/meaning.js';
import { bareType } from '../../../catalogue/slotValues.js';
import { checkLength } from '../../../lib/checks/checkLength.js';
import { formatNumber } from '../../../lib/numbers/formatValue.js';
import { graphqlName } from '../../../lib/text/graphqlName.js';
import { UserError } from '../../../lib/errors/UserError.js';
import {
  dataTypes,
  ofAttributeType,
  toAttributeType,
  ValueKind,
  type AttributeType,
} from '../../../words/dataTypes.js';
import type { RequestContext } from '../../../federation/requestContext.js';
import { noteMasked } from '../../../lib/rights/maskedPlaces.js';
import { listLimits } from '../../../words/limits.js';
import { PiiPolicy } from '../../../words/rights.js';
import { noteClass } from './noteClasses.js';
import type { CustomerProfileRow, SlotValue } from './shape.js';

/** What stands behind a `ProfileAttribute`. */
export interface AttributeRow {
  readonly name: string;
  readonly slot: string;
  readonly graphqlName: string | null;
  readonly type: AttributeType;
  readonly value: string | null;
  readonly unit: string | null;
  /** Null where nobody said one. */
}

/** Refuses a list without any name, and one with more than can be compared. Throws a `UserError` that names the list. */
export function checkSomeNames(names: readonly string[], argument: string): void {
  const { comparedNames: most } = listLimits;
  if (names.length === 0)
    throw new UserError(`"${argument}" is empty, and says nothing to look at: name 1 to ${most}.`);
  checkLength(names, argument, most);
}

const toText = (value: SlotValue | undefined): string | null => (value == null ? null : String(value));

/** Who is shown attributes, and by which field. */
interface Showing {
  readonly context: Pick<RequestContext, 'catalogue' | 'viewer' | 'masked' | 'persons'>;
  readonly info: GraphQLResolveInfo;
}

/** An attribute as its viewer may see it. Throws a `UserError` (`VALUE_NOT_READABLE`) where it may not ask for it. */
function shown({ context, info }: Showing, attribute: AttributeRow, pii: KnownClass): AttributeRow {
  const { kind } = dataTypes[ofAttributeType(attribute.type)];
  const { value, isMasked } = shownValue(context.viewer, { ...attribute, kind, pii }, attribute.value);
  noteClass(context, pii);
  if (isMasked) noteMasked(context, info);
  return value === attribute.value ? attribute : { ...attribute, value };
}

function ofMeaning(showing: Showing, meaning: FieldMeaning, value: SlotValue | undefined): AttributeRow {
  const { alias: name, slot, dataType, unit, piiClass } = meaning;
  const type = toAttributeType(dataType);
  return shown(showing, { name, slot, graphqlName: graphqlName(name), type, value: toText(value), unit }, piiClass);
}

/** An attribute that was named, by a name of its own or by its slot: the lists of the viewer's role are asked too. */
function ofNamed(showing: Showing, meaning: FieldMeaning, value: SlotValue | undefined, asked: string): AttributeRow {
  checkListed(showing.context.viewer, [asked, graphqlName(meaning.alias)], meaning.alias);
  return ofMeaning(showing, meaning, value);
}

function ofSlot(showing: Showing, slot: string, row: CustomerProfileRow): AttributeRow {
  const value = row[slot.toLowerCase()];
  const { meanings } = showing.context.catalogue;
  const meaning = meanings.find((candidate) => candidate.slot === slot && holdsOn(candidate, row.date));
  if (meaning !== undefined) return ofNamed(showing, meaning, value, graphqlName(meaning.alias));
  const type = toAttributeType(bareType(slot));
  // What the slot held when it meant nothing, nobody has classified.
  return shown(showing, { name: slot, slot, graphqlName: null, type, value: toText(value), unit: null }, null);
}

function ofName(showing: Showing, asked: string, row: CustomerProfileRow): AttributeRow {
  const resolved = resolveName(showing.context.catalogue, asked);
  if ('slot' in resolved) return ofSlot(showing, resolved.slot, row);
  const { meanings, graphqlName: key } = resolved.name;
  const meaning = meanings.find((candidate) => holdsOn(candidate, row.date)) ?? (meanings.at(-1) as FieldMeaning);
  return ofNamed(showing, meaning, row[key], key);
}

/**
 * The attributes of a snapshot by the names given, else all that hold on its day and that the viewer may ask for. Throws a `UserError`
 * for a name that is unknown, or that the viewer may not ask for.
 */
export function attributesOf(
  context: Showing['context'],
  info: Showing['info'],
  row: CustomerProfileRow,
  names: readonly string[] | null | undefined,
): AttributeRow[] {
  const showing = { context, info };
  if (names == null)
    return meaningsOn(context.catalogue, row.date)
      .filter(
        ({ alias, piiClass }) =>
          policyOf(context.viewer, piiClass) !== PiiPolicy.refuse &&
          leavesAttribute(context.viewer.role, [graphqlName(alias)]),
      )
      .map((meaning) => ofMeaning(showing, meaning, row[graphqlName(meaning.alias)]));
  checkLength(names, 'names', listLimits.names);
  return names.map((name) => ofName(showing, name, row));
}

/** Whether the values of an attribute are numbers. */
export const isOfNumbers = (type: AttributeType): boolean => dataTypes[ofAttributeType(type)].kind === ValueKind.number;

/** The value as a person reads it: numbers with their unit, everything else as it is. */
export function formatAttribute({ type, value, unit }: AttributeRow): string | null {
  if (value === null) return null;
  return isOfNumbers(type) ? formatNumber(value, unit) : value;
}
