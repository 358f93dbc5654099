import {
  Kind,
  type ConstDirectiveNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type TypeNode,
} from 'graphql';

/** What a type is. */
export type KindOfType = 'object' | 'interface' | 'union' | 'enum' | 'input' | 'scalar';

/** What a document says of a type, its extensions with it. */
export interface TypeFacts {
  readonly name: string;
  readonly kind: KindOfType;
  /** Whether it is only extended here, by "extend type" or "@extends". */
  readonly isExtension: boolean;
  readonly directives: readonly ConstDirectiveNode[];
  /** Of objects and interfaces. */
  readonly fields: ReadonlyMap<string, FieldDefinitionNode>;
  /** Of inputs. */
  readonly inputs: ReadonlyMap<string, InputValueDefinitionNode>;
  /** Of enums. */
  readonly values: ReadonlyMap<string, EnumValueDefinitionNode>;
  /** What it implements, or the types of a union. */
  readonly interfaces: ReadonlySet<string>;
  readonly members: ReadonlySet<string>;
}

/** The name of a type without lists and `!`. */
export function namedTypeOf(type: TypeNode): string {
  let inner = type;
  while (inner.kind !== Kind.NAMED_TYPE) inner = inner.type;
  return inner.name.value;
}
