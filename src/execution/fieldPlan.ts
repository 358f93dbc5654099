import {
  GraphQLInt,
  Kind,
  TypeNameMetaFieldDef,
  type ArgumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type ValueNode,
} from 'graphql';
import { getArgumentValues } from 'graphql/execution/values.js';
import '../lib/rights/fieldRights.js';
import { isOnce, longestMember, mostMembers, toWritten, type WrittenText } from '../lib/written/shape.js';
import { toPosition, type Position } from './positions.js';

export type Arguments = Readonly<Record<string, unknown>>;

/** A field of an operation on one type, with all that does not depend on the request. */
export interface FieldPlan {
  readonly name: string;
  /** Its alias, or its name. */
  readonly responseName: string;
  /** All places of the document that ask for it under that name. */
  readonly nodes: readonly FieldNode[];
  readonly field: GraphQLField<unknown, unknown>;
  readonly parentType: GraphQLObjectType;
  /** Undefined where the value is a property of the parent. */
  readonly resolve: GraphQLFieldResolver<unknown, unknown> | undefined;
  /** Whether it may be resolved in a later turn of the event loop than its siblings. */
  readonly mayWait: boolean;
  readonly position: Position;
  readonly isInt: boolean;
  /** Undefined where they depend on variables, or are refused. */
  readonly fixedArguments: Arguments | undefined;
  /** What is asked of the objects behind it, by their type; undefined before one was met. */
  below: Map<GraphQLObjectType, SelectionPlan> | undefined;
  /** What resolvers worked out from it for all requests; see `keptOf`. */
  kept: Map<string, unknown> | undefined;
}

/** What an operation asks of the objects of one type at one place. */
export interface SelectionPlan {
  readonly type: GraphQLObjectType;
  readonly fields: readonly FieldPlan[];
  /** The leaves that it begins with, which a row may hold as one text. */
  readonly leaves: WrittenText | undefined;
  /** The fields behind those. */
  readonly others: readonly FieldPlan[];
  /** Makes the object of the answer. */
  readonly create: () => Record<string, unknown>;
}

function usesVariables(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(usesVariables);
  return value.kind === Kind.OBJECT && value.fields.some((field) => usesVariables(field.value));
}

const isFixed = (nodes: readonly ArgumentNode[] = []): boolean => !nodes.some(({ value }) => usesVariables(value));

const none: Arguments = Object.freeze({});

function fixedArguments(field: GraphQLField<unknown, unknown>, node: FieldNode): Arguments | undefined {
  if (field.args.length === 0) return none;
  if (!isFixed(node.arguments)) return undefined;
  try {
    return getArgumentValues(field, node);
  } catch {
    // Refused anew in each request, at the place where it is asked.
    return undefined;
  }
}

/** The plan of one field. */
export function toFieldPlan(
  parentType: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  responseName: string,
  nodes: readonly [FieldNode, ...FieldNode[]],
): FieldPlan {
  const { resolve = field.resolve, mayWait = false } = field.extensions.facet ?? {};
  const position = toPosition(field.type);
  return {
    name: field.name,
    responseName,
    nodes,
    field,
    parentType,
    resolve,
    mayWait,
    position,
    isInt: field.type === GraphQLInt,
    fixedArguments: fixedArguments(field, nodes[0]),
    below: undefined,
    kept: undefined,
  };
}

/**
 * Whether a field can be a member of an object that a statement writes: it takes no arguments, PostgreSQL keeps its name, and its
 * value is shown as it is.
 */
export const isMember = ({ field, responseName }: FieldPlan): boolean =>
  field.args.length === 0 && responseName.length <= longestMember && field.extensions.right === undefined;

/** Whether a field can be such a member as a leaf: a value that no resolver makes, and no list, whose items nobody would look at. */
export const isLeafMember = (plan: FieldPlan): boolean =>
  isMember(plan) &&
  plan.position.kind === 'leaf' &&
  (plan.resolve === undefined || plan.field === TypeNameMetaFieldDef);

/** The leaves that a selection begins with; undefined for fewer than two, which are not worth a text. */
function leavesOf({ name: typeName }: GraphQLObjectType, fields: readonly FieldPlan[]): WrittenText | undefined {
  const end = fields.findIndex((field) => !isLeafMember(field));
  const leaves = fields.slice(0, Math.min(end < 0 ? fields.length : end, mostMembers));
  if (leaves.length < 2 || !isOnce(leaves)) return undefined;
  return toWritten({ typeName, members: leaves.map(({ responseName, name }) => ({ responseName, name })) });
}

// An alias may be `__proto__`, which would not become a property of an ordinary object.
const isUnsafe = ({ responseName }: FieldPlan): boolean => responseName === '__proto__';

/** The plan of what is asked of one type. */
export function toSelectionPlan(type: GraphQLObjectType, fields: readonly FieldPlan[]): SelectionPlan {
  const create = fields.some(isUnsafe)
    ? () => Object.create(null) as Record<string, unknown>
    : (): Record<string, unknown> => ({});
  const leaves = leavesOf(type, fields);
  return { type, fields, leaves, others: fields.slice(leaves?.members.length ?? 0), create };
}
