import { Kind, type DefinitionNode, type DocumentNode } from 'graphql';
import type { KindOfType, TypeFacts } from './TypeFacts.js';

const kinds: Partial<Record<DefinitionNode['kind'], KindOfType>> = {
  [Kind.OBJECT_TYPE_DEFINITION]: 'object',
  [Kind.OBJECT_TYPE_EXTENSION]: 'object',
  [Kind.INTERFACE_TYPE_DEFINITION]: 'interface',
  [Kind.INTERFACE_TYPE_EXTENSION]: 'interface',
  [Kind.UNION_TYPE_DEFINITION]: 'union',
  [Kind.UNION_TYPE_EXTENSION]: 'union',
  [Kind.ENUM_TYPE_DEFINITION]: 'enum',
  [Kind.ENUM_TYPE_EXTENSION]: 'enum',
  [Kind.INPUT_OBJECT_TYPE_DEFINITION]: 'input',
  [Kind.INPUT_OBJECT_TYPE_EXTENSION]: 'input',
  [Kind.SCALAR_TYPE_DEFINITION]: 'scalar',
  [Kind.SCALAR_TYPE_EXTENSION]: 'scalar',
};

const named = <N extends { readonly name: { readonly value: string } }>(nodes: readonly N[]): Map<string, N> =>
  new Map(nodes.map((node) => [node.name.value, node]));

function factsOf(one: DefinitionNode): TypeFacts | undefined {
  const kind = kinds[one.kind];
  if (kind === undefined || !('name' in one) || one.name === undefined) return undefined;
  const isInput = one.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION || one.kind === Kind.INPUT_OBJECT_TYPE_EXTENSION;
  const directives = 'directives' in one ? ((one.directives ?? []) as TypeFacts['directives']) : [];
  return {
    name: one.name.value,
    kind,
    isExtension: one.kind.endsWith('Extension') || directives.some(({ name }) => name.value === 'extends'),
    directives,
    fields: named(!isInput && 'fields' in one ? ((one.fields ?? []) as never[]) : []),
    inputs: named(isInput ? (one.fields ?? []) : []),
    values: named('values' in one ? (one.values ?? []) : []),
    interfaces: new Set('interfaces' in one ? (one.interfaces ?? []).map(({ name }) => name.value) : []),
    members: new Set('types' in one ? (one.types ?? []).map(({ name }) => name.value) : []),
  };
}

/** What a document says of each type, by name; a type and its extensions are one. */
export function readTypes({ definitions }: DocumentNode): ReadonlyMap<string, TypeFacts> {
  const types = new Map<string, TypeFacts>();
  for (const facts of definitions.map(factsOf)) {
    if (facts === undefined) continue;
    const before = types.get(facts.name);
    types.set(
      facts.name,
      before === undefined
        ? facts
        : {
            name: facts.name,
            kind: before.kind,
            isExtension: before.isExtension && facts.isExtension,
            directives: [...before.directives, ...facts.directives],
            fields: new Map([...before.fields, ...facts.fields]),
            inputs: new Map([...before.inputs, ...facts.inputs]),
            values: new Map([...before.values, ...facts.values]),
            interfaces: new Set([...before.interfaces, ...facts.interfaces]),
            members: new Set([...before.members, ...facts.members]),
          },
    );
  }
  return types;
}
