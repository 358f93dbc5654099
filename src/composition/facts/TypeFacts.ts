import type {
  ConstDirectiveNode,
  EnumValueDefinitionNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
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
