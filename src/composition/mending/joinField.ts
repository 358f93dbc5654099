import { Kind, type ConstArgumentNode, type ConstDirectiveNode, type ConstValueNode } from 'graphql';
import { argumentOf } from '../facts/specificationNames.js';

const isJoinField = ({ name }: ConstDirectiveNode): boolean => name.value === 'join__field';

/** The `@join__field`s of a field: what each graph has to do with it. */
export const joinFieldsOf = (directives: readonly ConstDirectiveNode[] = []): readonly ConstDirectiveNode[] =>
  directives.filter(isJoinField);

/** The graph that a directive of `join` is about, as `join__Graph` calls it; undefined where it is about none. */
export function graphOf(directive: ConstDirectiveNode): string | undefined {
  const value = argumentOf(directive, 'graph');
  return value?.kind === Kind.ENUM ? value.value : undefined;
}

/** The directive with some arguments given anew; those that are undefined stay as they are. */
export function withArguments(
  directive: ConstDirectiveNode,
  given: Readonly<Record<string, string | undefined>>,
): ConstDirectiveNode {
  const added = Object.entries(given).filter((one): one is [string, string] => one[1] !== undefined);
  if (added.length === 0) return directive;
  const kept = (directive.arguments ?? []).filter(({ name }) => !added.some(([key]) => key === name.value));
  return {
    ...directive,
    arguments: [...kept, ...added.map(([key, value]) => argument(key, { kind: Kind.STRING, value }))],
  };
}

const argument = (name: string, value: ConstValueNode): ConstArgumentNode => ({
  kind: Kind.ARGUMENT,
  name: { kind: Kind.NAME, value: name },
  value,
});

/** A new `@join__field`. */
export const createJoinField = (graph: string, isExternal: boolean): ConstDirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'join__field' },
  arguments: [
    argument('graph', { kind: Kind.ENUM, value: graph }),
    ...(isExternal ? [argument('external', { kind: Kind.BOOLEAN, value: true })] : []),
  ],
});
