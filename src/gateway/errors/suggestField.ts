import { isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

/** GraphQL's sentence where it found no field that is spelled alike: behind it would stand what was meant. */
const unknownField = /^Cannot query field "(\w+)" on type "(\w+)"\.$/;

/** The words of a camel-case name, in lower case, each between two spaces: ` value formatted `. */
const inWords = (name: string): string =>
  ` ${name
    .replace(/([A-Z])/g, ' $1')
    .trim()
    .toLowerCase()} `;

/**
 * A validation error's sentence about an unknown field, with the fields of the type that say the same in more or fewer words
 * (`valueFormatted` for `formatted`), three at the most; other sentences as they are. GraphQL suggests names by their spelling alone.
 */
export function suggestField(message: string, schema: GraphQLSchema): string {
  const [, field = '', typeName = ''] = unknownField.exec(message) ?? [];
  const type = schema.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) return message;
  const wanted = inWords(field);
  const meant = Object.keys(type.getFields())
    .filter((name) => inWords(name).includes(wanted) || wanted.includes(inWords(name)))
    .sort((a, b) => Math.abs(a.length - field.length) - Math.abs(b.length - field.length) || (a < b ? -1 : 1))
    .slice(0, 3)
    .map((name) => `"${name}"`);
  return meant.length === 0 ? message : `${message} Did you mean ${meant.join(' or ')}?`;
}
