import { didYouMean } from '../../lib/text/nearNames.js';
import { UserError } from '../../lib/errors/UserError.js';
import { isDerived, type AttributeDefinition } from './definition.js';

/** The names of attributes, with those of all attributes that they are derived from. Throws a `UserError` for an unknown name. */
export function withSources(
  definitions: readonly AttributeDefinition[],
  names: readonly string[],
): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (name: string): void => {
    if (found.has(name)) return;
    const definition = definitions.find((one) => one.name === name);
    if (definition === undefined)
      throw new UserError(
        `There is no calculated attribute "${name}".${didYouMean(
          name,
          definitions.map((one) => one.name),
        )}`,
        'UNKNOWN_ATTRIBUTE',
      );
    found.add(name);
    if (isDerived(definition)) for (const source of definition.derived.from) add(source);
  };
  for (const name of names) add(name);
  return found;
}
