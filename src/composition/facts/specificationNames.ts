import { Kind, type ConstDirectiveNode, type ConstValueNode, type DocumentNode } from 'graphql';

/** What the argument of a directive says. */
export const argumentOf = ({ arguments: given = [] }: ConstDirectiveNode, wanted: string): ConstValueNode | undefined =>
  given.find(({ name }) => name.value === wanted)?.value;

/** The text that the argument of a directive says; undefined where it is no text. */
export function textArgument(directive: ConstDirectiveNode, wanted: string): string | undefined {
  const value = argumentOf(directive, wanted);
  return value?.kind === Kind.STRING ? value.value : undefined;
}

const specification = /^https:\/\/specs\.apollo\.dev\/([a-zA-Z]+)\/v\d/;

/** What an import calls a thing: its name, and the name that the document gives it. */
function importOf(node: ConstValueNode): readonly [string, string] | undefined {
  if (node.kind === Kind.STRING) return [node.value, node.value];
  if (node.kind !== Kind.OBJECT) return undefined;
  const part = (wanted: string): string | undefined => {
    const value = node.fields.find(({ name }) => name.value === wanted)?.value;
    return value?.kind === Kind.STRING ? value.value : undefined;
  };
  const name = part('name');
  return name === undefined ? undefined : [name, part('as') ?? name];
}

/** What a document calls the things of Apollo's specifications. */
export interface SpecificationNames {
  /** The name of a directive of federation, such as `key`, in this document. */
  readonly called: (directive: string) => string;
  /** All that comes from specifications: `@key`, `federation__FieldSet`. */
  readonly isForeign: (name: string) => boolean;
  /** Whether it is of Federation 2. */
  readonly isLinked: boolean;
}

/** Reads the `@link`s of a subgraph. One without them is of Federation 1, in which all names are as they come. */
export function specificationNames({ definitions }: DocumentNode): SpecificationNames {
  const links = definitions
    .flatMap((one) => (one.kind === Kind.SCHEMA_DEFINITION || one.kind === Kind.SCHEMA_EXTENSION ? [one] : []))
    .flatMap(({ directives = [] }) => directives.filter(({ name }) => name.value === 'link'));
  const imported = new Map<string, string>();
  const spaces = new Set(['link', 'federation', 'join', 'core']);
  let isLinked = false;
  let space = 'federation';
  for (const link of links) {
    const [, spec] = specification.exec(textArgument(link, 'url') ?? '') ?? [];
    if (spec === undefined) continue;
    const as = textArgument(link, 'as') ?? spec;
    spaces.add(as);
    if (spec === 'federation') [isLinked, space] = [true, as];
    const list = argumentOf(link, 'import');
    for (const one of list?.kind === Kind.LIST ? list.values : []) {
      const [name, local] = importOf(one) ?? ['', ''];
      if (name !== '') imported.set(name, local);
    }
  }
  const foreign = new Set(imported.values());
  return {
    isLinked,
    called: (directive) =>
      isLinked ? (imported.get(`@${directive}`)?.slice(1) ?? `${space}__${directive}`) : directive,
    isForeign: (name) => {
      const bare = name.replace(/^@/, '');
      return foreign.has(name) || spaces.has(bare) || spaces.has(bare.split('__')[0] ?? '');
    },
  };
}
