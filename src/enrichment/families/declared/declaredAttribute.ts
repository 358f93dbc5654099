import type { Config } from '../../../config.js';
import type { AttributeDefinition, DerivedAttribute } from '../../definitions/definition.js';
import { calendarMonth } from '../../definitions/calendarMonth.js';
import { difference } from '../../definitions/difference.js';
import { ntile, percentRank } from '../../definitions/rank.js';
import { ratio } from '../../definitions/ratio.js';
import type { MeasuredAttribute } from '../../measures/measured.js';
import { measuredAttribute, type MeasuredWords } from '../../measures/measuredAttribute.js';
import { DataType, dataTypes, type ValueKind } from '../../../words/dataTypes.js';

/** An attribute as the configuration file declares it. */
export type Declared = Config['enrichment']['attributes'][number];

type Kind<Name> = Extract<Declared, { kind: Name }>;

/**
 * Finds the attribute that a key of a declared one names; throws a `UserError` where there is none, or its values are not of one of
 * the kinds.
 */
export type FindAttribute = (
  key: 'of' | 'to' | 'less' | 'among',
  name: string,
  kinds?: readonly ValueKind[],
) => AttributeDefinition;

/** The words of an attribute without the keys that are not given; `type` is the type of its kind. */
function wordsOf(declared: Declared) {
  const { name, label, alias, description, unit, category, piiClass, direction, type } = declared;
  return {
    name,
    alias: alias ?? name.toUpperCase(),
    description,
    category,
    ...(label === undefined ? {} : { label }),
    ...(unit === undefined ? {} : { unit }),
    piiClass: piiClass ?? null,
    ...(direction === undefined ? {} : { direction }),
    ...(type === undefined ? {} : { dataType: type }),
  } satisfies MeasuredWords;
}

function ratioOf(declared: Kind<'ratio'>, find: FindAttribute): DerivedAttribute {
  const { absent } = find('of', declared.of, ['number']);
  find('to', declared.to, ['number']);
  return { dataType: DataType.float, ...wordsOf(declared), derived: ratio(declared.of, declared.to, { absent }) };
}

function rankOf(declared: Kind<'rank'>, find: FindAttribute): DerivedAttribute {
  const { of, among, buckets } = declared;
  find('of', of, ['number', 'date', 'dateTime']);
  if (among !== undefined) find('among', among);
  return buckets === undefined
    ? { dataType: DataType.decimal, ...wordsOf(declared), derived: percentRank(of, { among }) }
    : { dataType: DataType.integer, ...wordsOf(declared), derived: ntile(of, buckets, { among }) };
}

/** Numbers less numbers, or dates less dates; the days between dates are whole. */
function differenceOf(declared: Kind<'difference'>, find: FindAttribute): DerivedAttribute {
  const of = find('of', declared.of, ['number', 'date']);
  const less = find('less', declared.less, [valueKind(of)]);
  const dataType = valueKind(of) === 'date' ? DataType.integer : DataType.decimal;
  return { dataType, ...wordsOf(declared), derived: difference(of, less) };
}

function calendarMonthOf(declared: Kind<'calendar_month'>, find: FindAttribute, timeZone: string): DerivedAttribute {
  const of = find('of', declared.of, ['date', 'dateTime']);
  const dataType = declared.type ?? DataType.text;
  return { ...wordsOf(declared), dataType, derived: calendarMonth(of, dataType, timeZone) };
}

/** The definition of a declared attribute; `timeZone` is that of days. */
export function declaredAttribute(
  declared: Declared,
  find: FindAttribute,
  timeZone: string,
): MeasuredAttribute | DerivedAttribute {
  if (declared.kind === 'ratio') return ratioOf(declared, find);
  if (declared.kind === 'difference') return differenceOf(declared, find);
  if (declared.kind === 'calendar_month') return calendarMonthOf(declared, find, timeZone);
  if (declared.kind === 'rank') return rankOf(declared, find);
  const { kind, source, where, window } = declared;
  const column = 'column' in declared ? declared.column : undefined;
  return measuredAttribute(wordsOf(declared), { kind, source, column, where, window });
}

/** The kind of value that an attribute has. */
export const valueKind = ({ dataType }: AttributeDefinition): ValueKind => dataTypes[dataType].kind;
