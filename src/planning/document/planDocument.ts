import {
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
  Kind,
  OperationTypeNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { UserError } from '../../lib/errors/UserError.js';
import type { Supergraph } from '../../supergraph/Supergraph.js';
import type { FieldNames } from './FieldNames.js';

type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/*
 * Fields of one operation with its fragments written out. A document of 400 characters whose fragments name others twice has 5,000, for
 * which the planner takes eight seconds.
 */
const mostFields = 2000;
/** Fragments and what is skipped are looked at as often as they are written out, though they ask for nothing. */
const mostSelections = 3 * mostFields;

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
const switches = new Set<string>([GraphQLSkipDirective.name, GraphQLIncludeDirective.name]);
const isTypename = (node: SelectionNode): boolean => node.kind === Kind.FIELD && node.name.value === '__typename';

/** Whether the fields of a selection have the same types in both; else they cannot be written for one in place of the other. */
const declaresAlike = (
  { selections }: SelectionSetNode,
  one: GraphQLCompositeType,
  other: GraphQLCompositeType,
): boolean =>
  isUnionType(one) ||
  isUnionType(other) ||
  selections.every(
    (node) =>
      node.kind !== Kind.FIELD ||
      String(one.getFields()[node.name.value]?.type) === String(other.getFields()[node.name.value]?.type),
  );

const tooLarge = (what: string, most: number): UserError =>
  new UserError(
    `With its fragments written out the operation has more than ${most.toLocaleString('en')} ${what}; that is too many to ask several subgraphs for.`,
    'TOKEN_LIMIT_EXCEEDED',
  );

/** Writes an operation so that engines cannot misunderstand it. */
class PlanWriter {
  private fields = 0;
  private looked = 0;

  constructor(
    private readonly supergraph: Supergraph,
    private readonly operation: OperationDefinitionNode,
    private readonly fragments: Fragments,
    private readonly variables: Readonly<Record<string, unknown>>,
    private readonly names: FieldNames,
  ) {}

  write(): DocumentNode | undefined {
    const root = this.supergraph.apiSchema.getRootType(this.operation.operation);
    if (root == null) return undefined;
    const selectionSet = this.selection(this.operation.selectionSet, root, root);
    if (selectionSet.selections.every(isTypename)) return undefined;
    return { kind: Kind.DOCUMENT, definitions: [{ ...this.operation, selectionSet }] };
  }

  /**
   * @param parent the type that the selection is written for
   * @param declared the type that its fields are declared for, which is wider where a fragment was spread
   */
  private selection(
    { selections }: SelectionSetNode,
    parent: GraphQLCompositeType,
    declared: GraphQLCompositeType,
  ): SelectionSetNode {
    const made = selections.flatMap((one) => this.part(one, parent, declared));
    // Which type an object is of must be known to check it. One that stands for an interface is asked only where it matters.
    const mayStand = this.supergraph.joins.interfaceObjects.has(parent.name);
    const mustTell = isAbstractType(parent) && (!mayStand || made.some(({ kind }) => kind !== Kind.FIELD));
    const mustAdd = made.length === 0 || (mustTell && !made.some(isTypename));
    return { kind: Kind.SELECTION_SET, selections: mustAdd ? [typename, ...made] : made };
  }

  private part(node: SelectionNode, parent: GraphQLCompositeType, declared: GraphQLCompositeType): SelectionNode[] {
    if ((this.looked += 1) > mostSelections) throw tooLarge('selections', mostSelections);
    if (!this.isIncluded(node)) return [];
    const directives = (node.directives ?? []).filter(({ name }) => !switches.has(name.value));
    if (node.kind === Kind.FIELD) return this.field(node, directives, parent, declared);
    const inner = node.kind === Kind.INLINE_FRAGMENT ? node : this.fragments[node.name.value];
    if (inner === undefined) return [];
    const type = this.supergraph.apiSchema.getType(inner.typeCondition?.name.value ?? declared.name);
    return isCompositeType(type) ? this.fragment(inner.selectionSet, directives, parent, type) : [];
  }

  private isIncluded(node: SelectionNode): boolean {
    return (
      getDirectiveValues(GraphQLSkipDirective, node, this.variables)?.['if'] !== true &&
      getDirectiveValues(GraphQLIncludeDirective, node, this.variables)?.['if'] !== false
    );
  }

  /** A fragment, without conditions that say nothing, and none on unions, which the planner finds no way to. */
  private fragment(
    inner: SelectionSetNode,
    directives: readonly DirectiveNode[],
    parent: GraphQLCompositeType,
    condition: GraphQLCompositeType,
  ): SelectionNode[] {
    const { apiSchema } = this.supergraph;
    const isWider = isAbstractType(condition) && !isUnionType(parent) && apiSchema.isSubType(condition, parent);
    if (condition === parent || (isWider && declaresAlike(inner, parent, condition))) {
      const { selections } = this.selection(inner, parent, condition);
      return directives.length === 0
        ? [...selections]
        : [this.on(undefined, { kind: Kind.SELECTION_SET, selections }, directives)];
    }
    if (!isUnionType(condition)) return [this.on(condition, this.selection(inner, condition, condition), directives)];
    const possible = isAbstractType(parent) ? apiSchema.getPossibleTypes(parent) : [];
    return condition
      .getTypes()
      .filter((type) => possible.includes(type))
      .map((type) => this.on(type, this.selection(inner, type, condition), directives));
  }

  private on(
    type: GraphQLCompositeType | undefined,
    selectionSet: SelectionSetNode,
    directives: readonly DirectiveNode[],
  ): InlineFragmentNode {
    const name = type && { kind: Kind.NAMED_TYPE as const, name: { kind: Kind.NAME as const, value: type.name } };
    return { kind: Kind.INLINE_FRAGMENT, ...(name && { typeCondition: name }), directives, selectionSet };
  }

  private field(
    node: FieldNode,
    directives: readonly DirectiveNode[],
    parent: GraphQLCompositeType,
    declared: GraphQLCompositeType,
  ): SelectionNode[] {
    if ((this.fields += 1) > mostFields) throw tooLarge('fields', mostFields);
    const name = node.name.value;
    if (name === '__typename') return [typename];
    // Introspection is answered from the API schema.
    const field: GraphQLField<unknown, unknown> | undefined = isUnionType(declared)
      ? undefined
      : declared.getFields()[name];
    if (field === undefined || isUnionType(parent)) return [];
    const called = this.names.name(node, field, this.mutates(declared));
    const type = getNamedType((isObjectType(parent) ? (parent.getFields()[name] ?? field) : field).type);
    const own = getNamedType(field.type);
    const { alias: _, ...bare } = node;
    const below =
      node.selectionSet !== undefined && isCompositeType(type) && isCompositeType(own)
        ? { selectionSet: this.selection(node.selectionSet, type, own) }
        : {};
    const alias = called === name ? {} : { alias: { kind: Kind.NAME as const, value: called } };
    return [{ ...bare, ...alias, ...below, directives }];
  }

  private mutates(parent: GraphQLCompositeType): boolean {
    return (
      this.operation.operation === OperationTypeNode.MUTATION && parent === this.supergraph.apiSchema.getMutationType()
    );
  }
}

/**
 * The document by which an engine plans an operation for one outcome of its `@skip` and `@include`: fields under names of their own, no named
 * fragments, the type of every object that may be of several. Undefined where no subgraph is asked for anything.
 */
export const planDocument = (
  supergraph: Supergraph,
  operation: OperationDefinitionNode,
  fragments: Fragments,
  variables: Readonly<Record<string, unknown>>,
  names: FieldNames,
): DocumentNode | undefined => new PlanWriter(supergraph, operation, fragments, variables, names).write();
