import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLInt,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { isJsonObject } from '../../lib/checks/isJsonObject.js';
import { isNumberText } from '../../lib/numbers/isNumberText.js';
import { didYouMean } from '../../lib/text/nearNames.js';
import { printable } from '../../lib/text/printable.js';
import { shortened } from '../../lib/text/shortened.js';
import { HttpRefusal } from '../errors/HttpRefusal.js';
import { checkNesting } from '../http/jsonBody.js';
import { checkHalves } from '../http/requestText.js';

/** Parameters of the door itself; variables of these names are given by `variables`. */
const doorParameters: ReadonlySet<string> = new Set(['variables', 'format', 'bom']);

const refused = (message: string): HttpRefusal => new HttpRefusal('BAD_USER_INPUT', message, 400);

/** A text from outside as a sentence repeats it. */
const echo = (text: string): string => `"${shortened(printable(text))}"`;

/** A parameter's text as the value of one variable, or of one entry of it: what its scalar makes of a text is for the scalar to say. */
function coerced(name: string, text: string, type: GraphQLInputType): unknown {
  const named = getNamedType(type);
  if (named === GraphQLInt || named === GraphQLFloat) {
    if (!isNumberText(text)) throw refused(`The search parameter "${name}" is ${echo(text)}, which is no number.`);
    return Number(text);
  }
  if (named === GraphQLBoolean) {
    if (text !== 'true' && text !== 'false')
      throw refused(`The search parameter "${name}" is ${echo(text)}; it must be true or false.`);
    return text === 'true';
  }
  if (!isInputObjectType(named) && named.name !== 'JSON') return text;
  const what = `The search parameter "${name}"`;
  checkNesting(text, what);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refused(`${what} must be JSON, as its type is ${named.name}.`);
  }
  checkHalves(text, value, what);
  return value;
}

function valueOf(name: string, texts: readonly string[], type: GraphQLInputType): unknown {
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) {
    if (isListType(isNonNullType(inner.ofType) ? inner.ofType.ofType : inner.ofType))
      throw refused(`The variable "${name}" is a list of lists; give it by "variables" as JSON.`);
    return texts.map((text) => coerced(name, text, inner.ofType));
  }
  if (texts.length > 1) throw refused(`The search parameter "${name}" is given ${texts.length} times; it is no list.`);
  return coerced(name, texts[0] ?? '', inner);
}

function givenAsJson(search: URLSearchParams): Record<string, unknown> {
  const [json, ...more] = search.getAll('variables');
  if (json === undefined) return {};
  if (more.length > 0) throw refused('The search parameter "variables" is given several times.');
  try {
    const value: unknown = JSON.parse(json);
    if (isJsonObject(value)) return value;
  } catch {
    // Told below.
  }
  throw refused('The search parameter "variables" must be a JSON object of variables by their names.');
}

/**
 * The variables of an operation that search parameters of their names give: numbers, `true` and `false`, lists by repeating, input objects
 * as JSON; or all of them as JSON in `variables`. Throws an `HttpRefusal` for parameters that are none, or given twice.
 */
export function documentVariables(
  search: URLSearchParams,
  { name: operation, variableDefinitions = [] }: OperationDefinitionNode,
  schema: GraphQLSchema,
): Record<string, unknown> {
  const types = new Map(variableDefinitions.map(({ variable, type }) => [variable.name.value, type]));
  const found = Object.entries(givenAsJson(search));
  const asJson = new Set(found.map(([name]) => name));
  for (const name of new Set(search.keys())) {
    if (doorParameters.has(name)) continue;
    const node = types.get(name);
    if (node === undefined) {
      const near = didYouMean(name, types.keys());
      throw refused(`"${operation?.value ?? ''}" has no variable ${echo(name)}.${near}`);
    }
    if (asJson.has(name)) throw refused(`The variable "${name}" is given twice, by "variables" too.`);
    // A type that the schema does not have is a fault of the document, which is told with its others.
    const type = typeFromAST(schema, node) as GraphQLInputType | undefined;
    if (type !== undefined) found.push([name, valueOf(name, search.getAll(name), type)]);
  }
  return Object.fromEntries(found);
}
