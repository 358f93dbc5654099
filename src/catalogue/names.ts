import { shortened } from '../lib/text/shortened.js';
import { declaredClasses, isDeclaredClass, type DeclaredClass } from '../words/piiClasses.js';
import { graphqlName } from '../lib/text/graphqlName.js';
import { UserError } from '../lib/errors/UserError.js';
import { dataTypes, type DataType } from '../words/dataTypes.js';
import { textLimits } from '../words/limits.js';
import type { Catalogue } from './catalogue.js';
import { parseSlot } from './slotValues.js';
import { describeRange, namesOf, overlaps, type FieldMeaning, type Validity } from './meaning.js';

const aliasPattern = /^[A-Za-z][A-Za-z0-9_]*$/;
const graphqlPattern = /^[a-z][A-Za-z0-9]*$/;

/** Key columns of the profile table and views, which no alias may hide. */
const keyColumns = new Set(['customer_id', 'client_customer_id', 'profile_date', 'app', 'load_id', 'unfit']);

/** GraphQL fields of `CustomerProfile` and `ProfileFields` that are not made from the catalogue. */
export const fixedFields: ReadonlySet<string> = new Set([
  'nodeId',
  'date',
  'customer',
  'computedAt',
  'attributes',
  'fields',
]);

/** What is wrong with a name as an alias, whatever the catalogue holds, as the end of a sentence; undefined for a good one. */
export function aliasFault(alias: string): string | undefined {
  if (!aliasPattern.test(alias)) return 'an alias is a letter followed by letters, digits and underscores';
  if (alias.length > textLimits.alias) return `it has ${alias.length} characters, and ${textLimits.alias} are the most`;
  if (keyColumns.has(alias.toLowerCase())) return `"${alias.toLowerCase()}" is a key column`;
  const field = graphqlName(alias);
  // A slot is asked for by its name too: `FIELD_1` would answer as `field1` does.
  if (parseSlot(alias) !== undefined) return 'it is the name of a slot';
  if (parseSlot(field) !== undefined) return `its GraphQL name "${field}" is the name of a slot`;
  if (!graphqlPattern.test(field)) return `its GraphQL name would be "${field}"`;
  if (fixedFields.has(field)) return `its GraphQL name "${field}" is a field that every profile has`;
  return undefined;
}

/** Throws a `UserError` of code `INVALID_ALIAS` for a name that cannot be an alias. */
export function checkAliasForm(alias: string): void {
  const fault = aliasFault(alias);
  if (fault !== undefined) throw new UserError(`The alias "${alias}" is refused: ${fault}.`, 'INVALID_ALIAS');
}

const describe = (meaning: FieldMeaning, name: string): string => {
  const former = name === meaning.alias ? '' : `, formerly "${name}"`;
  return `"${meaning.alias}"${former} (${meaning.slot}, ${describeRange(meaning)})`;
};

/**
 * Refuses a name for a meaning where it would collide, naming both sides: taken on one of its days, by itself or by its
 * GraphQL name, or used on other days with another GraphQL type (a field has one type for all days). A meaning may take
 * a name of its own again, but not one with the GraphQL name of another of its names.
 */
export function checkNameIsFree(
  catalogue: Catalogue,
  name: string,
  wanted: Validity & { readonly dataType: DataType; readonly fieldId?: number },
): void {
  const field = graphqlName(name);
  for (const [lower, entry] of catalogue.names) {
    const sameName = lower === name.toLowerCase();
    if (!sameName && entry.graphqlName !== field) continue;
    for (const meaning of entry.meanings) {
      if (sameName && meaning.fieldId === wanted.fieldId) continue;
      const other = namesOf(meaning).find((one) => one.toLowerCase() === lower) ?? entry.name;
      const clash = sameName ? 'the name' : `the GraphQL name "${field}"`;
      if (overlaps(meaning, wanted))
        throw new UserError(
          `The alias "${name}" (${describeRange(wanted)}) is refused: ${clash} is taken by ${describe(meaning, other)}.`,
          'ALIAS_TAKEN',
        );
      const [mine, theirs] = [dataTypes[wanted.dataType].graphqlType, dataTypes[meaning.dataType].graphqlType];
      if (!sameName || mine !== theirs)
        throw new UserError(
          `The alias "${name}" (${describeRange(wanted)}, ${mine}) is refused: ${clash} belongs on other days to ` +
            `${describe(meaning, other)}, which is ${theirs}, and a GraphQL field has one meaning and type.`,
          'ALIAS_TAKEN',
        );
    }
  }
}

/** A class that somebody gives an alias. Throws a `UserError` for a text that is none. */
export function checkDeclaredClass(given: string, alias: string): DeclaredClass {
  if (isDeclaredClass(given)) return given;
  throw new UserError(
    `The PII class "${shortened(given)}" of "${shortened(alias)}" is none of ${declaredClasses.join(', ')}.`,
  );
}
