import { checkAliasForm } from '../../../catalogue/names.js';
import { graphqlName } from '../../../lib/text/graphqlName.js';
import { didYouMean } from '../../../lib/text/nearNames.js';
import { UserError } from '../../../lib/errors/UserError.js';
import type { AttributeDefinition, DerivedAttribute } from '../../definitions/definition.js';
import type { MeasuredAttribute } from '../../measures/measured.js';
import { declaredAttribute, valueKind, type Declared, type FindAttribute } from './declaredAttribute.js';

/** A definition and, for sentences, where it comes from. */
interface Known {
  readonly definition: AttributeDefinition;
  readonly words: string;
}

/** Refuses a name or alias that another definition has; GraphQL does not tell `A_1` from `a_1`. */
function checkIsFree({ name, alias }: AttributeDefinition, path: string, known: readonly Known[]): void {
  for (const { definition, words } of known) {
    if (definition.name === name)
      throw new UserError(`${path}.name: "${name}" is taken by ${words}; give the attribute another name.`);
    if (graphqlName(definition.alias) === graphqlName(alias))
      throw new UserError(
        `${path}.alias: the alias "${alias}" of the attribute "${name}" is taken by ${words} with the alias ` +
          `"${definition.alias}"; give the attribute another.`,
      );
  }
  checkAliasForm(alias);
}

const finder =
  (declared: readonly Declared[], index: number, known: readonly Known[]): FindAttribute =>
  (key, name, kinds) => {
    const path = `enrichment.attributes.${index}.${key}`;
    const definition = known.find((one) => one.definition.name === name)?.definition;
    if (definition !== undefined) {
      if (kinds === undefined || kinds.includes(valueKind(definition))) return definition;
      throw new UserError(
        `${path}: the attribute "${name}" is ${definition.dataType}, and ${kinds.join(' or ').toLowerCase()} is needed.`,
      );
    }
    if (declared.slice(index).some((one) => one.name === name))
      throw new UserError(
        `${path}: the attribute "${name}" is not declared above; an attribute comes after those it is made of.`,
      );
    const names = known.map((one) => one.definition.name);
    throw new UserError(
      `${path}: there is no calculated attribute "${name}".${didYouMean(name, names)}`,
      'UNKNOWN_ATTRIBUTE',
    );
  };

/**
 * The definitions of declared attributes, in their order. Throws a `UserError` that names the key where a name or alias is taken, or
 * an attribute names another that does not exist, does not come before it, or has another type.
 */
export function declaredAttributes(
  declared: readonly Declared[],
  builtIn: readonly AttributeDefinition[],
  timeZone: string,
): readonly (MeasuredAttribute | DerivedAttribute)[] {
  const known: Known[] = builtIn.map((definition) => ({
    definition,
    words: `the built-in attribute "${definition.name}"`,
  }));
  return declared.map((one, index) => {
    const definition = { ...declaredAttribute(one, finder(declared, index, known), timeZone), isForeign: true };
    const path = `enrichment.attributes.${index}`;
    checkIsFree(definition, path, known);
    known.push({ definition, words: `the attribute "${definition.name}" of ${path}` });
    return definition;
  });
}
