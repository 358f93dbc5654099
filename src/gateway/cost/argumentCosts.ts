import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import { isJsonObject } from '../../lib/checks/isJsonObject.js';
import type { Formula, PriceTerm } from './Formula.js';
import { readValue } from './readValue.js';
import type { SchemaCosts } from './SchemaCosts.js';

/** What the members of a value have as weights, those in lists as often as they stand there. */
function inValue(value: unknown, type: GraphQLInputType, costs: SchemaCosts): number {
  if (value === null || value === undefined) return 0;
  const nullable = getNullableType(type);
  if (isListType(nullable))
    return (Array.isArray(value) ? (value as unknown[]) : [value]).reduce<number>(
      (sum, item) => sum + inValue(item, nullable.ofType, costs),
      0,
    );
  if (!isInputObjectType(nullable) || !isJsonObject(value)) return 0;
  return Object.values(nullable.getFields()).reduce((sum, member) => {
    const given = Object.hasOwn(value, member.name) ? value[member.name] : undefined;
    if (given === null || given === undefined) return sum;
    return sum + costs.ofInput(nullable, member) + inValue(given, member.type, costs);
  }, 0);
}

/** What the arguments of a field cost, where somebody has said that they do: `coordinate` is that of the field. */
export function argumentCosts(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  coordinate: string,
  { costs, formula }: { readonly costs: SchemaCosts; readonly formula: Formula },
): PriceTerm {
  const terms = field.args.map((argument): PriceTerm => {
    const weight = costs.ofArgument(coordinate, argument);
    const isDeep = costs.hasWeights(getNamedType(argument.type));
    if (weight === 0 && !isDeep) return 0;
    const given = readValue(node.arguments?.find(({ name }) => name.value === argument.name)?.value);
    const costOf = (found: unknown): number => {
      const value = found === undefined ? argument.defaultValue : found;
      return value === null || value === undefined ? 0 : weight + inValue(value, argument.type, costs);
    };
    if ('known' in given) return costOf(given.known);
    return formula.variable((variables) => costOf(given.read(variables)));
  });
  return formula.sum(terms);
}
