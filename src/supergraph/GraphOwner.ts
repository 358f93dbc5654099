import {
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isScalarType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { namedTypeOf } from './namedTypeOf.js';
import type { OwnedType } from './Ownership.js';
import { fragmentsOf } from '../lib/graphql/fragmentsOf.js';

/** What one graph answers without the others. */
export class GraphOwner {
  private readonly coordinates = new Map<string, boolean>();
  private readonly conditions = new Map<string, boolean>();
  private readonly inputs = new Map<string, boolean>();

  /** @param graph its name in `join__Graph` */
  constructor(
    private readonly graph: string,
    private readonly types: ReadonlyMap<string, OwnedType>,
    private readonly schema: GraphQLSchema,
  ) {}

  /** Whether it answers all of an operation. */
  serves(document: DocumentNode, operation: OperationDefinitionNode): boolean {
    const root = this.schema.getRootType(operation.operation);
    if (root == null) return false;
    const fragments = fragmentsOf(document);
    return (
      (operation.variableDefinitions ?? []).every(({ type }) => this.takes(namedTypeOf(type))) &&
      this.servesSelection(operation.selectionSet, root, fragments, new Set())
    );
  }

  /** Whether it takes what clients may give as a type of input, and nothing else: variables are only looked at by who executes. */
  private takes(name: string): boolean {
    let known = this.inputs.get(name);
    if (known === undefined) {
      known = [...this.reach(new Set([name]))].every((one) => this.takesAlike(this.schema.getType(one)));
      this.inputs.set(name, known);
    }
    return known;
  }

  /** Adds to types of input those of their members. */
  private reach(names: Set<string>): Set<string> {
    for (const name of names)
      if (isInputObjectType(this.schema.getType(name)))
        for (const { type } of this.types.get(name)?.fields.values() ?? []) names.add(type);
    return names;
  }

  private takesAlike(type: GraphQLNamedType | undefined): boolean {
    if (type === undefined) return false;
    if (isScalarType(type)) return true;
    const owned = this.types.get(type.name);
    // Of what others define too, composing may have taken away what it has alone.
    if (owned?.graphs?.size !== 1 || !owned.graphs.has(this.graph)) return false;
    if (isEnumType(type)) return this.gives(type);
    return isInputObjectType(type) && [...owned.fields.keys()].every((field) => field in type.getFields());
  }

  private servesSelection(
    { selections }: SelectionSetNode,
    parent: GraphQLCompositeType,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    seen: Set<string>,
  ): boolean {
    return selections.every((selection) => {
      if (selection.kind === Kind.FIELD) return this.servesField(selection, parent, fragments, seen);
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (fragment === undefined) return false;
      const type =
        fragment.typeCondition === undefined ? parent : this.schema.getType(fragment.typeCondition.name.value);
      if (!isCompositeType(type) || !this.matchesAlike(parent, type)) return false;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (seen.has(selection.name.value)) return true;
        seen.add(selection.name.value);
      }
      return this.servesSelection(fragment.selectionSet, type, fragments, seen);
    });
  }

  private servesField(
    { name: { value: name }, selectionSet }: FieldNode,
    parent: GraphQLCompositeType,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    seen: Set<string>,
  ): boolean {
    if (name === '__typename') return true;
    const key = `${parent.name}.${name}`;
    let known = this.coordinates.get(key);
    if (known === undefined) {
      known = this.servesCoordinate(parent, name);
      this.coordinates.set(key, known);
    }
    if (!known || selectionSet === undefined) return known;
    const behind = this.schema.getType(this.types.get(parent.name)?.fields.get(name)?.type ?? '');
    return isCompositeType(behind) && this.servesSelection(selectionSet, behind, fragments, seen);
  }

  /** Whether a field of every object that it may give as the type is its own, and shows nothing that clients must not see. */
  private servesCoordinate(parent: GraphQLCompositeType, name: string): boolean {
    const field = this.types.get(parent.name)?.fields.get(name);
    if (field === undefined || !this.gives(this.schema.getType(field.type))) return false;
    return [parent.name, ...this.localTypes(parent)].every((type) => {
      const its = this.types.get(type)?.fields.get(name);
      return its !== undefined && this.isIn(type) && this.has(its.graphs);
    });
  }

  /** Whether values of a type are what clients may see, whatever the graph gives. */
  private gives(type: GraphQLNamedType | undefined): boolean {
    if (type === undefined) return false;
    if (isScalarType(type)) return true;
    const owned = this.types.get(type.name);
    if (owned === undefined || !this.isIn(type.name)) return false;
    if (isEnumType(type)) return owned.hiddenValuesIn !== undefined && !owned.hiddenValuesIn.has(this.graph);
    return !isAbstractType(type) || this.localTypes(type).every((one) => this.types.get(one)?.isInaccessible === false);
  }

  /** Whether a type condition holds of the same objects of the graph in its own schema and in the API schema. */
  private matchesAlike(parent: GraphQLCompositeType, condition: GraphQLCompositeType): boolean {
    const key = `${parent.name} ${condition.name}`;
    let known = this.conditions.get(key);
    if (known === undefined) {
      const ofGraph = new Set(this.localTypes(condition));
      known =
        this.isIn(condition.name) &&
        (!isAbstractType(condition) ||
          this.localTypes(parent, true).every((type) => ofGraph.has(type) === this.isOf(condition.name, type)));
      this.conditions.set(key, known);
    }
    return known;
  }

  private has(graphs: ReadonlySet<string> | undefined): boolean {
    return graphs === undefined || graphs.has(this.graph);
  }

  /** Whether the graph defines a type as what it is to clients. */
  private isIn(name: string): boolean {
    const type = this.types.get(name);
    return type !== undefined && this.has(type.graphs) && !type.interfaceObjectIn.has(this.graph);
  }

  /** Whether an object type is of an abstract one, in any graph. */
  private isOf(abstract: string, type: string): boolean {
    return (
      this.types.get(type)?.interfaces.has(abstract) === true || this.types.get(abstract)?.members.has(type) === true
    );
  }

  /** The object types that the graph gives as an abstract type; of an object type itself, where it is asked for. */
  private localTypes(type: GraphQLCompositeType, withItself = false): string[] {
    if (!isAbstractType(type)) return withItself ? [type.name] : [];
    if (!isInterfaceType(type)) {
      const members = this.types.get(type.name)?.members ?? new Map<string, undefined>();
      return [...members].flatMap(([member, graphs]) => (this.has(graphs) ? [member] : []));
    }
    return [...this.types.values()]
      .filter(({ kind, interfaces }) => kind === Kind.OBJECT_TYPE_DEFINITION && interfaces.has(type.name))
      .filter((one) => this.isIn(one.name) && this.has(one.interfaces.get(type.name)))
      .map(({ name }) => name);
  }
}
