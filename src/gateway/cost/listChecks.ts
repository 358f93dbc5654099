import { getNullableType, GraphQLInt, isListType, type FieldNode, type GraphQLField } from 'graphql';
import type { ListSize } from './SchemaCosts.js';
import { lengthOf, longest, type Length } from './sliceSize.js';

/** A length in a question, which a role may have a limit for. */
export interface ListCheck {
  /** Such as `customers(first:)`. */
  readonly label: string;
  readonly length: Length;
}

/** Keys that another server asks for have a limit of their own. */
const ofFederation = '_entities';

/** The lengths that a field of a document asks for: of pages, also where nothing says how long they are, and of lists of keys. */
export function listChecks(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  list: ListSize | undefined,
): ListCheck[] {
  if (field.name === ofFederation) return [];
  const names = field.args
    .filter(({ name, type }) => {
      const nullable = getNullableType(type);
      return isListType(nullable) || (nullable === GraphQLInt && (name === 'first' || name === 'last'));
    })
    .map(({ name }) => name);
  const paths = [...new Set([...names, ...(list?.slicing ?? [])])];
  const given = paths.map((path) => ({ label: `${field.name}(${path}:)`, length: lengthOf(node, field, path) }));
  const asked = given.filter(({ length }) => !('known' in length) || length.known !== undefined);
  if (list === undefined || list.slicing.length === 0 || list.assumed === undefined) return asked;
  const { slicing, assumed } = list;
  const slices = longest(slicing.map((path) => lengthOf(node, field, path)));
  const page: Length =
    'known' in slices ? { known: slices.known ?? assumed } : { read: (variables) => slices.read(variables) ?? assumed };
  return [
    ...asked.filter(({ label }) => !slicing.some((path) => label === `${field.name}(${path}:)`)),
    { label: `${field.name}(${slicing[0] ?? ''}:)`, length: page },
  ];
}
