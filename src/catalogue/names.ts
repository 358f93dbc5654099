import { graphqlName } from '../lib/graphqlName.js';
import { UserError } from '../lib/UserError.js';
import type { Catalogue } from './catalogue.js';
import { dataTypes, parseSlot, type DataType } from './dataTypes.js';
import { describeRange, namesOf, overlaps, type DayRange, type FieldMeaning } from './meaning.js';

const aliasPattern = /^[A-Za-z][A-Za-z0-9_]*$/;
const graphqlPattern = /^[a-z][A-Za-z0-9]*$/;

/** Key columns of the profile table and views, which no alias may hide. */
const keyColumns = new Set(['customer_id', 'client_customer_id', 'profile_date', 'app', 'load_id', 'unfit']);

/** GraphQL fields of `ProfileFields` that are not made from the catalogue. */
const fixedFields = new Set(['date']);

/** Refuses a name that breaks the form of aliases. */
export function checkAliasForm(alias: string): void {
  const refuse = (reason: string): never => {
    throw new UserError(`The alias "${alias}" is refused: ${reason}.`, 'INVALID_ALIAS');
  };
  if (!aliasPattern.test(alias)) refuse('an alias is a letter followed by letters, digits and underscores');
  if (alias.length > 63) refuse(`it has ${alias.length} characters, and 63 are the most`);
  if (keyColumns.has(alias.toLowerCase())) refuse(`"${alias.toLowerCase()}" is a key column`);
  const field = graphqlName(alias);
  // A slot is asked for by its name too: `FIELD_1` would answer as `field1` does.
  if (parseSlot(alias) !== undefined) refuse('it is the name of a slot');
  if (parseSlot(field) !== undefined) refuse(`its GraphQL name "${field}" is the name of a slot`);
  if (!graphqlPattern.test(field)) refuse(`its GraphQL name would be "${field}"`);
  if (fixedFields.has(field)) refuse(`its GraphQL name "${field}" is a field that every profile has`);
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
  wanted: DayRange & { readonly dataType: DataType; readonly fieldId?: number },
): void {
  const field = graphqlName(name);
  for (const meaning of catalogue.meanings) {
    const isOwn = meaning.fieldId === wanted.fieldId;
    for (const other of namesOf(meaning)) {
      const sameName = other.toLowerCase() === name.toLowerCase();
      if (sameName ? isOwn : graphqlName(other) !== field) continue;
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
