import {
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { toFieldPlan, toSelectionPlan, type FieldPlan, type SelectionPlan } from './fieldPlan.js';

type Variables = Readonly<Record<string, unknown>>;
type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

const metaFields: Readonly<Record<string, GraphQLField<unknown, unknown>>> = {
  [TypeNameMetaFieldDef.name]: TypeNameMetaFieldDef,
};
const rootMetaFields: typeof metaFields = {
  ...metaFields,
  [SchemaMetaFieldDef.name]: SchemaMetaFieldDef,
  [TypeMetaFieldDef.name]: TypeMetaFieldDef,
};

/**
 * What an operation asks of a schema, worked out place by place when an answer first gets there. It holds for all requests whose
 * variables give the same to `@skip` and `@include`.
 */
export class OperationPlan {
  private root: SelectionPlan | undefined;
  /** How many fields it holds. */
  size = 0;

  constructor(
    readonly schema: GraphQLSchema,
    readonly operation: OperationDefinitionNode,
    readonly fragments: Fragments,
    /** Told of every growth. */
    private readonly onGrow: (plan: OperationPlan) => void = () => {},
  ) {}

  /** What is asked of the root of the operation. */
  rootSelection(type: GraphQLObjectType, variables: Variables): SelectionPlan {
    const { schema, fragments, operation } = this;
    this.root ??= this.toSelection(
      type,
      collectFields(
        schema,
        fragments as Record<string, FragmentDefinitionNode>,
        variables,
        type,
        operation.selectionSet,
      ),
    );
    return this.root;
  }

  /** Plans what is asked of the objects of a type behind a field, and keeps it with the field. */
  selectionBelow(field: FieldPlan, type: GraphQLObjectType, variables: Variables): SelectionPlan {
    const { schema, fragments } = this;
    const nodes = field.nodes as FieldNode[];
    const made = this.toSelection(
      type,
      collectSubfields(schema, fragments as Record<string, FragmentDefinitionNode>, variables, type, nodes),
    );
    (field.below ??= new Map()).set(type, made);
    return made;
  }

  private toSelection(type: GraphQLObjectType, groups: ReadonlyMap<string, readonly FieldNode[]>): SelectionPlan {
    const meta = type === this.schema.getQueryType() ? rootMetaFields : metaFields;
    const fields = [...groups].flatMap(([responseName, nodes]) => {
      const [first, ...others] = nodes;
      const name = first?.name.value ?? '';
      const field = (Object.hasOwn(meta, name) ? meta[name] : undefined) ?? type.getFields()[name];
      // A field that the type does not have is one that validation would have refused: GraphQL leaves it out.
      if (first === undefined || field === undefined) return [];
      return [toFieldPlan(type, field, responseName, [first, ...others])];
    });
    this.size += fields.length;
    this.onGrow(this);
    return toSelectionPlan(type, fields);
  }
}
