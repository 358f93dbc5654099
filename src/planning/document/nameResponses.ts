import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  Kind,
  OperationTypeNode,
  print,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Supergraph } from '../../supergraph/Supergraph.js';

/**
 * An operation as engines see it: each field stands under a name that no other field can have. An alias may be the name of a
 * key, or stand for several fields of different types, and what engines add for themselves would get into its way.
 */
export interface NamedOperation {
  /** Undefined where no subgraph is asked for anything. */
  readonly document: DocumentNode | undefined;
  /** The name under which an engine gives what a field of the client's document asks for. */
  readonly nameOf: ReadonlyMap<FieldNode, string>;
  /** What the client calls a name of the engine, where it is another. */
  readonly clientNames: ReadonlyMap<string, string>;
}

const typenameNode: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
const introspection = new Set(['__schema', '__type']);

/** The form of a type, which is the same for all fields that an answer may have under one name at one place. */
function formOf(type: GraphQLOutputType): string {
  if (isNonNullType(type)) return `${formOf(type.ofType as GraphQLOutputType)}!`;
  if (isListType(type)) return `[${formOf(type.ofType as GraphQLOutputType)}]`;
  return isCompositeType(type) ? '{}' : type.name;
}

/** Names the fields of one operation. */
class Namer {
  readonly nameOf = new Map<FieldNode, string>();
  readonly clientNames = new Map<string, string>();
  private readonly given = new Map<string, string>();
  private readonly done = new Map<string, FragmentDefinitionNode>();

  constructor(
    private readonly supergraph: Supergraph,
    private readonly operation: OperationDefinitionNode,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    /** What no name of the supergraph holds. */
    private readonly prefix: string,
  ) {}

  name(): NamedOperation {
    const { operation, nameOf, clientNames, supergraph } = this;
    const root = supergraph.apiSchema.getRootType(operation.operation);
    if (root == null) return { document: undefined, nameOf, clientNames };
    const selectionSet = this.selection(operation.selectionSet, root);
    const asksNothing = this.asksNothing(operation.selectionSet);
    const document: DocumentNode = {
      kind: Kind.DOCUMENT,
      definitions: [{ ...operation, selectionSet }, ...this.done.values()],
    };
    return { document: asksNothing ? undefined : document, nameOf, clientNames };
  }

  /** Whether all fields of the root are introspection. */
  private asksNothing({ selections }: SelectionSetNode): boolean {
    return selections.every((one) => {
      if (one.kind === Kind.FIELD) return one.name.value.startsWith('__');
      const inner = one.kind === Kind.INLINE_FRAGMENT ? one : this.fragments.get(one.name.value);
      return inner === undefined || this.asksNothing(inner.selectionSet);
    });
  }

  private selection({ selections }: SelectionSetNode, parent: GraphQLCompositeType): SelectionSetNode {
    const made = selections.flatMap((one) => this.one(one, parent));
    // Which type an object is of must be known to check it; an object that stands for an interface does not know it.
    const mustTell = isAbstractType(parent) && !this.supergraph.joins.interfaceObjects.has(parent.name);
    const kept = mustTell || made.length === 0 ? [typenameNode, ...made] : made;
    return { kind: Kind.SELECTION_SET, selections: kept };
  }

  private one(node: SelectionNode, parent: GraphQLCompositeType): SelectionNode[] {
    if (node.kind === Kind.FIELD) return this.field(node, parent);
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      this.fragment(node.name.value);
      return [node];
    }
    const type = this.conditionType(node.typeCondition?.name.value) ?? parent;
    return [{ ...node, selectionSet: this.selection(node.selectionSet, type) }];
  }

  private conditionType(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : this.supergraph.apiSchema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }

  private fragment(name: string): void {
    const fragment = this.fragments.get(name);
    const type = this.conditionType(fragment?.typeCondition.name.value);
    if (fragment === undefined || type === undefined || this.done.has(name)) return;
    this.done.set(name, fragment);
    this.done.set(name, { ...fragment, selectionSet: this.selection(fragment.selectionSet, type) });
  }

  private field(node: FieldNode, parent: GraphQLCompositeType): FieldNode[] {
    const { alias: _, ...bare } = node;
    const name = node.name.value;
    if (name === '__typename') {
      this.nameOf.set(node, name);
      return [bare];
    }
    const field = 'getFields' in parent ? parent.getFields()[name] : undefined;
    // Introspection is answered from the API schema.
    if (field === undefined || introspection.has(name)) return [];
    const isPlain = (node.alias?.value ?? name) === name && field.args.length === 0 && !this.mutates(parent);
    const called = isPlain ? name : this.newName(node, field.type);
    this.nameOf.set(node, called);
    const type = getNamedType(field.type);
    const selectionSet =
      node.selectionSet !== undefined && isCompositeType(type) ? this.selection(node.selectionSet, type) : undefined;
    return [
      {
        ...bare,
        ...(isPlain ? {} : { alias: { kind: Kind.NAME, value: called } }),
        ...(selectionSet === undefined ? {} : { selectionSet }),
      },
    ];
  }

  private mutates(parent: GraphQLCompositeType): boolean {
    return (
      this.operation.operation === OperationTypeNode.MUTATION && parent === this.supergraph.apiSchema.getMutationType()
    );
  }

  private newName(node: FieldNode, type: GraphQLOutputType): string {
    const shown = node.alias?.value ?? node.name.value;
    const given = (node.arguments ?? []).map((one) => print(one)).toSorted();
    const key = JSON.stringify([shown, node.name.value, formOf(type), given]);
    let name = this.given.get(key);
    if (name === undefined) {
      name = `${this.prefix}${String(this.given.size)}`;
      this.given.set(key, name);
      this.clientNames.set(name, shown);
    }
    return name;
  }
}

/** What no name of a supergraph holds, so that names that begin with it are new. */
export function freePrefix(sdl: string): string {
  let prefix = '_f';
  while (sdl.includes(prefix)) prefix += '_';
  return prefix;
}

/** Names the fields of an operation that is valid for the API schema. */
export const nameResponses = (
  supergraph: Supergraph,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  prefix: string,
): NamedOperation => new Namer(supergraph, operation, fragments, prefix).name();
