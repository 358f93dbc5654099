import {
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import type { Supergraph } from '../../supergraph/Supergraph.js';
import { answerPosition, type AnswerPosition } from './answerPositions.js';

/** The type of an object of an answer; an interface where an object that stands for it is all that is known. */
export type AnswerType = GraphQLObjectType | GraphQLInterfaceType;
type Variables = Readonly<Record<string, unknown>>;
type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/** A field of an answer. */
export interface AnswerField {
  readonly kind: 'field' | 'typename' | 'introspection';
  readonly responseName: string;
  /** The name under which the engine gives it. */
  readonly name: string;
  readonly typeName: string;
  readonly fieldName: string;
  readonly nodes: readonly FieldNode[];
  readonly position: AnswerPosition;
  /** What is asked of the objects behind it, by their type. */
  readonly below: Map<AnswerType, AnswerSelection>;
}

/** What an answer shows of the objects of one type at one place. */
export interface AnswerSelection {
  readonly type: AnswerType;
  readonly fields: readonly AnswerField[];
  /** Makes the object of the answer. */
  readonly create: () => Record<string, unknown>;
}

/** What an operation shows, in the order of the client's document, for one outcome of its `@skip` and `@include`. */
export class AnswerPlan {
  private root: AnswerSelection | undefined;

  constructor(
    readonly supergraph: Supergraph,
    readonly operation: OperationDefinitionNode,
    readonly fragments: Fragments,
    private readonly nameOf: ReadonlyMap<FieldNode, string>,
  ) {}

  rootSelection(type: GraphQLObjectType, variables: Variables): AnswerSelection {
    const { supergraph, operation } = this;
    const fragments = this.fragments as Record<string, FragmentDefinitionNode>;
    this.root ??= this.toSelection(
      type,
      collectFields(supergraph.apiSchema, fragments, variables, type, operation.selectionSet),
    );
    return this.root;
  }

  selectionBelow(field: AnswerField, type: AnswerType, variables: Variables): AnswerSelection {
    const known = field.below.get(type);
    if (known !== undefined) return known;
    const { apiSchema } = this.supergraph;
    // For an interface it collects what is asked of all its objects.
    const objectType = type as GraphQLObjectType;
    const nodes = field.nodes as FieldNode[];
    const fragments = this.fragments as Record<string, FragmentDefinitionNode>;
    const groups = collectSubfields(apiSchema, fragments, variables, objectType, nodes);
    const made = this.toSelection(type, groups);
    field.below.set(type, made);
    return made;
  }

  private toSelection(type: AnswerType, groups: ReadonlyMap<string, readonly FieldNode[]>): AnswerSelection {
    const fields = [...groups].flatMap(([responseName, nodes]) => this.toField(type, responseName, nodes));
    // An alias may be `__proto__`, which would not become a property of an ordinary object.
    const isUnsafe = fields.some(({ responseName }) => responseName === '__proto__');
    const create = isUnsafe
      ? () => Object.create(null) as Record<string, unknown>
      : (): Record<string, unknown> => ({});
    return { type, fields, create };
  }

  private toField(type: AnswerType, responseName: string, nodes: readonly FieldNode[]): AnswerField[] {
    const [node] = nodes;
    if (node === undefined) return [];
    const fieldName = node.name.value;
    const isRoot = type === this.supergraph.apiSchema.getQueryType();
    const meta = fieldName === '__schema' ? SchemaMetaFieldDef : fieldName === '__type' ? TypeMetaFieldDef : undefined;
    const own = fieldName === '__typename' ? TypeNameMetaFieldDef : type.getFields()[fieldName];
    const field = isRoot ? (meta ?? own) : own;
    if (field === undefined) return [];
    return [
      {
        kind: field === TypeNameMetaFieldDef ? 'typename' : field === meta ? 'introspection' : 'field',
        responseName,
        name: this.nameOf.get(node) ?? fieldName,
        typeName: type.name,
        fieldName,
        nodes,
        position: answerPosition(field.type),
        below: new Map(),
      },
    ];
  }
}
