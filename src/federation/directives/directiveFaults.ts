import {
  astFromValue,
  buildASTSchema,
  Kind,
  parse,
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DirectiveLocation,
  type GraphQLDirective,
} from 'graphql';
import { getArgumentValues } from 'graphql/execution/values.js';
import { didYouMean } from '../../lib/text/nearNames.js';
import { shortened } from '../../lib/text/shortened.js';
import { federationIdentity, specifications } from '../../subgraphSchema/specifications.js';

/** Directives that may be given: what they say is for routers alone, and changes nothing of how this server answers. */
const allowed = ['@tag', '@inaccessible', '@cost', '@authenticated', '@requiresScopes'];

const definitions = specifications.get(federationIdentity)?.definitions;

const schema = buildASTSchema(
  { kind: Kind.DOCUMENT, definitions: [...allowed, 'Scope'].flatMap((name) => definitions?.get(name) ?? []) },
  { assumeValidSDL: true },
);

/** A text as one directive of SDL; undefined where it is none, or has something beside it. */
export function parseDirective(text: string): ConstDirectiveNode | undefined {
  try {
    const [type, ...others] = parse(`scalar S ${text}`, { noLocation: true }).definitions;
    if (others.length > 0 || type?.kind !== Kind.SCALAR_TYPE_DEFINITION) return undefined;
    const [directive, ...more] = type.directives ?? [];
    return more.length > 0 ? undefined : directive;
  } catch {
    return undefined;
  }
}

/** A right directive with its arguments in full: a list of one may be written without brackets, which composers do not take. */
export function inFull(node: ConstDirectiveNode): ConstDirectiveNode {
  const directive = schema.getDirective(node.name.value);
  if (directive == null) return node;
  const values = getArgumentValues(directive, node);
  const given = node.arguments?.map((argument): ConstArgumentNode => {
    const type = directive.args.find(({ name }) => name === argument.name.value)?.type;
    const value = type && (astFromValue(values[argument.name.value], type) as ConstValueNode | null);
    return value ? { ...argument, value } : argument;
  });
  return given === undefined ? node : { ...node, arguments: given };
}

const wordsOf = (location: DirectiveLocation): string => location.toLowerCase().replaceAll('_', ' ');

function argumentFault(directive: GraphQLDirective, node: ConstDirectiveNode): string | undefined {
  const names = directive.args.map(({ name }) => name);
  const given = node.arguments?.map(({ name }) => name.value) ?? [];
  const extra = given.find((name) => !names.includes(name));
  if (extra !== undefined) return `@${directive.name} has no argument "${extra}".${didYouMean(extra, names)}`;
  const twice = given.find((name, n) => given.indexOf(name) < n);
  if (twice !== undefined) return `@${directive.name} has the argument "${twice}" twice.`;
  try {
    getArgumentValues(directive, node);
    return undefined;
  } catch (error) {
    return `@${directive.name} is badly written: ${(error as Error).message}`;
  }
}

function faultOf(text: string, location: DirectiveLocation): string | undefined {
  const node = parseDirective(text);
  if (node === undefined)
    return `"${shortened(text)}" is not one directive as SDL has it, such as @tag(name: "partner").`;
  const name = `@${node.name.value}`;
  const directive = allowed.includes(name) ? schema.getDirective(node.name.value) : undefined;
  if (directive == null)
    return `"${shortened(name)}" is none of the directives that may be given: ${allowed.join(', ')}.${didYouMean(name, allowed)}`;
  if (!directive.locations.includes(location))
    return `${name} does not go with this ${wordsOf(location)}, only with: ${directive.locations.map(wordsOf).join(', ')}.`;
  return argumentFault(directive, node);
}

/** What is wrong with the directives that are to stand somewhere, as a sentence; undefined for nothing. */
export function directiveFault(texts: readonly string[], location: DirectiveLocation): string | undefined {
  const [fault] = texts.flatMap((text) => faultOf(text, location) ?? []);
  if (fault !== undefined) return fault;
  const names = texts.map((text) => parseDirective(text)?.name.value ?? '');
  const twice = names.find((name, n) => names.indexOf(name) < n && schema.getDirective(name)?.isRepeatable === false);
  return twice === undefined ? undefined : `@${twice} stands there twice.`;
}
