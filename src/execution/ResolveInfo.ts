import {
  getNamedType,
  isObjectType,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
} from 'graphql';
import type { FieldPlan, SelectionPlan } from './fieldPlan.js';
import { linkedPath, type Frame } from './Frame.js';

/** Gives what is asked of the objects of a type behind a field. */
export type Select = (field: FieldPlan, type: GraphQLObjectType) => SelectionPlan;

/** What a resolver is told of an operation, the same for all its fields. */
export type OperationInfo = Pick<
  GraphQLResolveInfo,
  'schema' | 'fragments' | 'rootValue' | 'operation' | 'variableValues'
> & { readonly select: Select };

function selectionsBelow(
  field: FieldPlan,
  type: GraphQLNamedType | undefined,
  [name, ...way]: readonly string[],
  select: Select,
): SelectionPlan[] {
  if (!isObjectType(type)) throw new TypeError(`${String(type)}, which stands behind ${field.name}, is no object type`);
  const selection = select(field, type);
  if (name === undefined) return [selection];
  return selection.fields
    .filter((one) => one.name === name)
    .flatMap((one) => selectionsBelow(one, getNamedType(one.field.type), way, select));
}

/** What a resolver is told of the field that it answers. */
export class ResolveInfo implements GraphQLResolveInfo {
  readonly fieldName: string;
  readonly fieldNodes: readonly FieldNode[];
  readonly returnType: GraphQLOutputType;
  readonly parentType: GraphQLObjectType;
  readonly schema: GraphQLResolveInfo['schema'];
  readonly fragments: GraphQLResolveInfo['fragments'];
  readonly rootValue: unknown;
  readonly operation: GraphQLResolveInfo['operation'];
  readonly variableValues: GraphQLResolveInfo['variableValues'];
  readonly #frame: Frame;
  readonly #field: FieldPlan;
  readonly #select: Select;

  constructor(of: OperationInfo, plan: FieldPlan, frame: Frame) {
    this.fieldName = plan.name;
    this.fieldNodes = plan.nodes;
    this.returnType = plan.field.type;
    this.parentType = plan.parentType;
    this.schema = of.schema;
    this.fragments = of.fragments;
    this.rootValue = of.rootValue;
    this.operation = of.operation;
    this.variableValues = of.variableValues;
    this.#frame = frame;
    this.#field = plan;
    this.#select = of.select;
  }

  /** Few resolvers ask for it. */
  get path(): GraphQLResolveInfo['path'] {
    return linkedPath(this.#frame, this.#field.responseName);
  }

  /**
   * What is asked of the objects at the end of a way of fields, which begins at an object of the resolved field: one selection for
   * each place, so that aliases have one each. Throws where something on the way is no object.
   */
  selectionsBelow(typeName: string, ...way: readonly string[]): readonly SelectionPlan[] {
    return selectionsBelow(this.#field, this.schema.getType(typeName), way, this.#select);
  }

  /** What `make` gives, worked out once for all requests with the plan. */
  keep<T>(name: string, make: () => T): T {
    const kept = (this.#field.kept ??= new Map());
    if (!kept.has(name)) kept.set(name, make());
    return kept.get(name) as T;
  }

  /** What is asked of the objects behind a field of the operation; undefined for leaves, and where it is not told by the type alone. */
  selectionOf(field: FieldPlan): SelectionPlan | undefined {
    const type = getNamedType(field.field.type);
    return isObjectType(type) ? this.#select(field, type) : undefined;
  }
}
