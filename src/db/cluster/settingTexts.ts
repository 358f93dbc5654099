import { checkCharacters } from '../../lib/checks/checkValue.js';

/**
 * A text as a literal for statements without parameters, however `standard_conforming_strings` is set. Throws a `UserError` for one
 * that PostgreSQL cannot hold.
 */
function textLiteral(text: string): string {
  checkCharacters(text, 'a setting');
  return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

const settingName = /^[a-z_]+(\.[a-z_]+)?$/i;

/** Statements that make settings for the rest of a transaction. Throws a `TypeError` for a name that no setting has. */
export const settingTexts = (settings: Readonly<Record<string, string>>): string[] =>
  Object.entries(settings).map(([name, value]) => {
    if (!settingName.test(name)) throw new TypeError(`"${name}" is no name of a setting`);
    return `set local ${name} = ${textLiteral(value)}`;
  });
