import {
  Kind,
  type ASTNode,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type NamedTypeNode,
  type TypeDefinitionNode,
  type TypeExtensionNode,
} from 'graphql';
import { namedTypeOf } from './namedTypeOf.js';
import type { Specs } from './Specs.js';

type TypeNodes = TypeDefinitionNode | TypeExtensionNode;

/** What federation adds to a schema that is a subgraph. */
const machinery = new Set(['_Any', '_Entity', '_Service', '_FieldSet']);
const entrances = new Set(['_entities', '_service']);

const isType = (one: DefinitionNode): one is TypeNodes =>
  one.kind !== Kind.DIRECTIVE_DEFINITION && 'name' in one && one.kind.includes('Type');

/** Takes out of a supergraph what clients do not see. */
class Cutter {
  private readonly removed: Set<string>;

  constructor(
    private readonly document: DocumentNode,
    private readonly specs: Specs,
  ) {
    const types = document.definitions.filter(isType);
    const isGone = (type: TypeNodes): boolean =>
      machinery.has(type.name.value) ||
      // Others may call a type of theirs so.
      (type.name.value === 'FieldSet' && type.kind === Kind.SCALAR_TYPE_DEFINITION) ||
      specs.ownsType(type.name.value) ||
      this.isInaccessible(type);
    this.removed = new Set(types.filter(isGone).map(({ name }) => name.value));
  }

  /** What is left. A type of which nothing is left goes too, and with it what is of that type. */
  cut(): DocumentNode {
    for (;;) {
      const definitions = this.document.definitions.flatMap((one) => this.definition(one));
      const empty = definitions.filter((one) => isType(one) && this.isEmpty(one)) as TypeNodes[];
      if (empty.length === 0) return { kind: Kind.DOCUMENT, definitions };
      for (const { name } of empty) this.removed.add(name.value);
    }
  }

  private isInaccessible({
    directives = [],
  }: {
    readonly directives?: readonly ConstDirectiveNode[] | undefined;
  }): boolean {
    return directives.some(({ name }) => name.value === this.specs.inaccessible);
  }

  private isEmpty(type: TypeNodes): boolean {
    if ('fields' in type) return type.fields?.length === 0;
    if ('values' in type) return type.values?.length === 0;
    return 'types' in type && type.types?.length === 0;
  }

  private definition(one: DefinitionNode): DefinitionNode[] {
    if (one.kind === Kind.SCHEMA_DEFINITION || one.kind === Kind.SCHEMA_EXTENSION) {
      const operationTypes = (one.operationTypes ?? []).filter(({ type }) => !this.removed.has(type.name.value));
      return [{ ...one, directives: [], operationTypes }];
    }
    if (one.kind === Kind.DIRECTIVE_DEFINITION)
      return this.specs.ownsDirective(one.name.value) ? [] : [{ ...one, arguments: this.inputs(one.arguments) ?? [] }];
    return isType(one) && !this.removed.has(one.name.value) ? [this.type(one)] : [];
  }

  private type(one: TypeNodes): TypeNodes {
    const directives = this.directives(one.directives);
    switch (one.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.OBJECT_TYPE_EXTENSION:
      case Kind.INTERFACE_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_EXTENSION:
        return { ...one, directives, interfaces: this.named(one.interfaces), fields: this.fields(one.fields) };
      case Kind.UNION_TYPE_DEFINITION:
      case Kind.UNION_TYPE_EXTENSION:
        return { ...one, directives, types: this.named(one.types) };
      case Kind.ENUM_TYPE_DEFINITION:
      case Kind.ENUM_TYPE_EXTENSION:
        return { ...one, directives, values: this.stripped(one.values ?? []) };
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      case Kind.INPUT_OBJECT_TYPE_EXTENSION:
        return { ...one, directives, fields: this.inputs(one.fields) ?? [] };
      default:
        return { ...one, directives };
    }
  }

  private directives(given: readonly ConstDirectiveNode[] = []): ConstDirectiveNode[] {
    return given.filter(({ name }) => !this.specs.isSpent(name.value));
  }

  private named(types: readonly NamedTypeNode[] = []): NamedTypeNode[] {
    return types.filter(({ name }) => !this.removed.has(name.value));
  }

  private stripped<T extends ASTNode & { readonly directives?: readonly ConstDirectiveNode[] | undefined }>(
    members: readonly T[],
  ): T[] {
    return members
      .filter((member) => !this.isInaccessible(member))
      .map((member) => ({ ...member, directives: this.directives(member.directives) }));
  }

  private inputs(values: readonly InputValueDefinitionNode[] = []): InputValueDefinitionNode[] {
    return this.stripped(values.filter(({ type }) => !this.removed.has(namedTypeOf(type))));
  }

  private fields(fields: readonly FieldDefinitionNode[] = []): FieldDefinitionNode[] {
    const shown = fields.filter(({ name, type }) => !entrances.has(name.value) && !this.removed.has(namedTypeOf(type)));
    return this.stripped(shown).map((field) => ({ ...field, arguments: this.inputs(field.arguments) }));
  }
}

/** The document of the API schema of a supergraph. Uses of directives stay where they say something of the API, such as `@cost`. */
export const toApiDocument = (document: DocumentNode, specs: Specs): DocumentNode => new Cutter(document, specs).cut();
