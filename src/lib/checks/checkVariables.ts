import { Kind, type FieldNode, type GraphQLResolveInfo, type ValueNode } from 'graphql';
import { UserError } from '../errors/UserError.js';

type Variables = GraphQLResolveInfo['variableValues'];

function checkValue(value: ValueNode, path: string, given: Variables): void {
  if (value.kind === Kind.LIST) value.values.forEach((one, n) => checkValue(one, `${path}[${n}]`, given));
  else if (value.kind === Kind.OBJECT)
    for (const field of value.fields) checkValue(field.value, `${path}.${field.name.value}`, given);
  else if (value.kind === Kind.VARIABLE && !Object.hasOwn(given, value.name.value))
    throw new UserError(
      `The variable "$${value.name.value}" at "${path}" has no value, which would leave a condition out and ask for more: give ` +
        'it one, or write the question without it.',
    );
}

const checkField = ({ arguments: all = [] }: FieldNode, names: readonly string[], given: Variables): void =>
  all
    .filter(({ name, value }) => names.includes(name.value) && value.kind !== Kind.VARIABLE)
    .forEach(({ name, value }) => checkValue(value, name.value, given));

/**
 * Refuses variables without a value inside the arguments of the resolved field with the given names: GraphQL leaves such
 * members out without a word. A whole argument may be a variable without a value. Throws a `UserError` that names variable and place.
 */
export function checkVariables(
  { fieldNodes, variableValues }: Pick<GraphQLResolveInfo, 'fieldNodes' | 'variableValues'>,
  names: readonly string[],
): void {
  for (const node of fieldNodes) checkField(node, names, variableValues);
}
