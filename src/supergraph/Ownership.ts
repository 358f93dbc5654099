import {
  Kind,
  parse,
  type ConstDirectiveNode,
  type DefinitionNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type SelectionSetNode,
  type TypeDefinitionNode,
} from 'graphql';
import { namedTypeOf } from './namedTypeOf.js';
import { directiveArguments, type Specs } from './Specs.js';

type Arguments = Readonly<Record<string, unknown>>;
type Graphs = ReadonlySet<string>;

/** A key by which a graph answers for objects of a type. */
export interface TypeKey {
  readonly graph: string;
  readonly fields: SelectionSetNode;
}

/** What a supergraph says of a field. */
export interface OwnedField {
  /** The graphs that answer it by themselves; undefined for all that have its type. */
  readonly graphs: Graphs | undefined;
  /** The name of the type behind it. */
  readonly type: string;
  /** By graph the names of the fields that it requires there of others. */
  readonly requires: ReadonlyMap<string, readonly string[]>;
}

/** The fields that a text such as that of a key names; undefined for none. */
function fieldSet(text: unknown): SelectionSetNode | undefined {
  if (typeof text !== 'string') return undefined;
  const [read] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  return read?.kind === Kind.OPERATION_DEFINITION ? read.selectionSet : undefined;
}

/** What a supergraph says of a type: where it is, and what of it is where. Graphs go by their names in `join__Graph`. */
export interface OwnedType {
  readonly name: string;
  readonly kind: TypeDefinitionNode['kind'];
  readonly isInaccessible: boolean;
  /** Where it is defined; undefined for a value type of `join` v0.1, which is wherever a field leads to it. */
  readonly graphs: Graphs | undefined;
  /** Where an object type stands for this interface. */
  readonly interfaceObjectIn: Graphs;
  readonly fields: ReadonlyMap<string, OwnedField>;
  /** Of each interface that it implements where it does so; undefined for wherever it is. */
  readonly interfaces: ReadonlyMap<string, Graphs | undefined>;
  /** Of each member of a union where it is one; undefined for wherever the union is. */
  readonly members: ReadonlyMap<string, Graphs | undefined>;
  /** Where objects can be asked for by which keys. */
  readonly keys: readonly TypeKey[];
  /** The graphs with a value that clients do not see; undefined for wherever the enum is. */
  readonly hiddenValuesIn: Graphs | undefined;
  /** The values of an enum that clients do not see. */
  readonly hiddenValues: ReadonlySet<string>;
}

const texts = (all: readonly unknown[]): Graphs => new Set(all.filter((one) => typeof one === 'string'));

/** Reads the `join__` directives of one type. */
class TypeReader {
  constructor(
    private readonly specs: Specs,
    private readonly type: TypeDefinitionNode,
  ) {}

  read(): OwnedType {
    const { type } = this;
    const joined = this.joins(type, 'type');
    const [owner] = this.joins(type, 'owner');
    const graphs = joined.length === 0 ? undefined : texts(joined.map(({ graph }) => graph));
    // In `join` v0.1 a field of an entity is its owner's unless it says another graph.
    const home = owner === undefined ? graphs : texts([owner['graph']]);
    const fields = 'fields' in type ? (type.fields ?? []) : [];
    const hidden = this.hiddenValues();
    return {
      name: type.name.value,
      kind: type.kind,
      isInaccessible: this.isInaccessible(type),
      graphs,
      interfaceObjectIn: texts(
        joined.flatMap(({ graph, isInterfaceObject }) => (isInterfaceObject === true ? [graph] : [])),
      ),
      fields: new Map(fields.map((field) => [field.name.value, this.field(field as FieldDefinitionNode, home)])),
      interfaces: this.parts('interfaces' in type ? type.interfaces : [], 'implements', 'interface'),
      members: this.parts('types' in type ? type.types : [], 'unionMember', 'member'),
      keys: joined.flatMap((one) => this.key(one)),
      hiddenValuesIn: this.graphsOfValues(hidden),
      hiddenValues: new Set(hidden.map(({ name }) => name.value)),
    };
  }

  private joins(node: { readonly directives?: readonly ConstDirectiveNode[] | undefined }, name: string): Arguments[] {
    const called = `${this.specs.join}__${name}`;
    return (node.directives ?? []).filter((one) => one.name.value === called).map(directiveArguments);
  }

  private isInaccessible({
    directives = [],
  }: {
    readonly directives?: readonly ConstDirectiveNode[] | undefined;
  }): boolean {
    return directives.some(({ name }) => name.value === this.specs.inaccessible);
  }

  private field(field: FieldDefinitionNode, home: Graphs | undefined): OwnedField {
    const requires = this.joins(field, 'field').flatMap(({ graph, requires: text }): [string, string[]][] => {
      const required = (fieldSet(text)?.selections ?? []).flatMap((one) =>
        one.kind === Kind.FIELD && one.name.value !== '__typename' ? [one.name.value] : [],
      );
      return typeof graph === 'string' && required.length > 0 ? [[graph, required]] : [];
    });
    return { graphs: this.servers(field, home), type: namedTypeOf(field.type), requires: new Map(requires) };
  }

  /** The graphs that answer a field without asking others; `home` are those of its type. */
  private servers(field: FieldDefinitionNode, home: Graphs | undefined): Graphs | undefined {
    const joined = this.joins(field, 'field');
    if (joined.length === 0) return home;
    const name = namedTypeOf(field.type);
    const isAlone = ({
      external,
      usedOverridden,
      overrideLabel,
      requires,
      contextArguments,
      type,
    }: Arguments): boolean =>
      external !== true &&
      usedOverridden !== true &&
      overrideLabel == null &&
      requires == null &&
      contextArguments == null &&
      (typeof type !== 'string' || type.replaceAll(/[[\]!\s]/g, '') === name);
    const others = texts(joined.flatMap((one) => (isAlone(one) ? [] : [one['graph']])));
    return new Set([...texts(joined.map(({ graph }) => graph))].filter((graph) => !others.has(graph)));
  }

  private key({ graph, key, resolvable }: Arguments): TypeKey[] {
    const fields = fieldSet(key);
    if (fields === undefined || typeof graph !== 'string' || resolvable === false) return [];
    return [{ graph, fields }];
  }

  private parts(
    names: readonly { readonly name: { readonly value: string } }[] = [],
    directive: string,
    argument: string,
  ): Map<string, Graphs | undefined> {
    const joined = this.joins(this.type, directive);
    return new Map(
      names.map(({ name }) => {
        const its = joined.filter((one) => one[argument] === name.value);
        return [name.value, joined.length === 0 ? undefined : texts(its.map(({ graph }) => graph))];
      }),
    );
  }

  private hiddenValues(): readonly EnumValueDefinitionNode[] {
    if (this.type.kind !== Kind.ENUM_TYPE_DEFINITION) return [];
    return (this.type.values ?? []).filter((value) => this.isInaccessible(value));
  }

  private graphsOfValues(hidden: readonly EnumValueDefinitionNode[]): Graphs | undefined {
    const joined = hidden.map((value) => this.joins(value, 'enumValue'));
    if (joined.some((its) => its.length === 0)) return undefined;
    return texts(joined.flat().map(({ graph }) => graph));
  }
}

/** What a supergraph says of each of its types. */
export function readOwnership(definitions: readonly DefinitionNode[], specs: Specs): Map<string, OwnedType> {
  const types = definitions.filter(
    (one): one is TypeDefinitionNode => one.kind.endsWith('TypeDefinition') && one.kind !== Kind.SCHEMA_DEFINITION,
  );
  return new Map(types.map((type) => [type.name.value, new TypeReader(specs, type).read()]));
}
