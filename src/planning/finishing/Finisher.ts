import { isInterfaceType, isObjectType, type GraphQLAbstractType, type GraphQLObjectType } from 'graphql';
import { isJsonObject } from '../../lib/checks/isJsonObject.js';
import { WrittenJson } from '../../lib/written/WrittenJson.js';
import { badLeaf, type AnswerPosition } from './answerPositions.js';
import type { AnswerErrors } from './AnswerErrors.js';
import type { AnswerField, AnswerPlan, AnswerSelection, AnswerType } from './AnswerPlan.js';
import { introspect } from './introspect.js';

type Variables = Readonly<Record<string, unknown>>;
type Content = Readonly<Record<string, unknown>>;

/** What stands for a place that may not be null and has no value: what is around it goes too. */
const gone = Symbol('gone');

/** Makes of what an engine put together the answer that the client asked for. */
export class Finisher {
  private readonly path: (string | number)[] = [];

  constructor(
    private readonly plan: AnswerPlan,
    private readonly variables: Variables,
    private readonly errors: AnswerErrors,
  ) {}

  /** The data of the answer; null where an error took all of it out. */
  finish(data: Content, root: GraphQLObjectType): Record<string, unknown> | null {
    const made = this.object(data, this.plan.rootSelection(root, this.variables));
    return made === gone ? null : made;
  }

  private object(content: Content, { fields, create, type }: AnswerSelection): Record<string, unknown> | typeof gone {
    const made = create();
    for (const field of fields) {
      this.path.push(field.responseName);
      const value =
        field.kind === 'field' ? this.value(content[field.name], field.position, field) : this.meta(field, type);
      this.path.pop();
      if (value === gone) return gone;
      made[field.responseName] = value;
    }
    return made;
  }

  private value(given: unknown, position: AnswerPosition, field: AnswerField): unknown {
    if (given === null || given === undefined) return position.isNonNull ? this.lacking(field) : null;
    if (position.kind === 'leaf') {
      const read = position.read(given);
      if (read !== badLeaf) return read;
      if (!position.isNonNull && this.isHiddenValue(given, position.type.name)) return null;
      return this.refused(position, field, `is no ${position.type.name}`);
    }
    const value: unknown = given instanceof WrittenJson ? given.toJSON() : given;
    if (position.kind === 'list') return this.list(value, position, field);
    if (!isJsonObject(value)) return this.refused(position, field, 'is no object');
    const type = position.kind === 'object' ? position.type : this.typeOf(value, position.type);
    if (type === undefined) {
      if (!position.isNonNull && this.isOfHiddenType(value, position.type.name)) return null;
      return this.refused(position, field, `is of no type that ${position.type.name} has here`);
    }
    const selection = field.below.get(type) ?? this.plan.selectionBelow(field, type, this.variables);
    const made = this.object(value, selection);
    return made === gone && !position.isNonNull ? null : made;
  }

  private list(given: unknown, position: AnswerPosition & { readonly kind: 'list' }, field: AnswerField): unknown {
    if (!Array.isArray(given)) return this.refused(position, field, 'is no list');
    const { path } = this;
    const { item } = position;
    const depth = path.length;
    const made: unknown[] = [];
    for (let index = 0; index < given.length; index += 1) {
      path[depth] = index;
      const value = this.value(given[index], item, field);
      if (value === gone) {
        path.length = depth;
        return position.isNonNull ? gone : null;
      }
      made.push(value);
    }
    path.length = depth;
    return made;
  }

  private meta(field: AnswerField, type: AnswerType): unknown {
    if (field.kind === 'typename')
      return isObjectType(type) ? type.name : this.refused(field.position, field, 'is not told');
    const { data, errors = [] } = introspect(this.plan, field, this.variables);
    for (const { message, path = [] } of errors)
      this.errors.add(message, { path: [...this.path, ...path.slice(1)], subgraphs: [] });
    const value = data?.[field.responseName];
    return value == null && field.position.isNonNull ? gone : (value ?? null);
  }

  /** The type of an object behind an abstract one; undefined where it is none that clients see. */
  private typeOf(content: Content, abstract: GraphQLAbstractType): AnswerType | undefined {
    const name = content['__typename'];
    const { apiSchema, joins } = this.plan.supergraph;
    const type = name === undefined ? abstract : typeof name === 'string' ? apiSchema.getType(name) : undefined;
    if (isObjectType(type)) return apiSchema.isSubType(abstract, type) ? type : undefined;
    // An object that stands for an interface knows no more of its type.
    if (!isInterfaceType(type) || !joins.interfaceObjects.has(type.name)) return undefined;
    return type === abstract || apiSchema.isSubType(abstract, type) ? type : undefined;
  }

  /** An error for what is `@inaccessible` would tell clients that there is something. */
  private isOfHiddenType({ __typename: name }: Content, abstract: string): boolean {
    const { joins } = this.plan.supergraph;
    return typeof name === 'string' && joins.isHidden(name) && joins.isOf(name, abstract);
  }

  private isHiddenValue(given: unknown, type: string): boolean {
    return typeof given === 'string' && this.plan.supergraph.joins.isHiddenValue(type, given);
  }

  private owing({ typeName, fieldName }: AnswerField): readonly string[] {
    return this.plan.supergraph.joins.graphsOf(typeName, fieldName);
  }

  /** What becomes of a place that may not be null and has no value. */
  private lacking(field: AnswerField): typeof gone {
    const owing = this.owing(field);
    if (!this.errors.explains(this.path, owing))
      this.tell(field, owing, `has no value, and ${field.typeName}.${field.fieldName} must not be null`);
    return gone;
  }

  /** What becomes of a value that cannot be shown. */
  private refused(position: AnswerPosition, field: AnswerField, what: string): null | typeof gone {
    this.tell(field, this.owing(field), what);
    return position.isNonNull ? gone : null;
  }

  private tell(field: AnswerField, owing: readonly string[], what: string): void {
    const by = owing.length === 0 ? '' : ` of ${owing.join(' or ')}`;
    this.errors.add(`What the answer${by} gives as ${field.typeName}.${field.fieldName} ${what}.`, {
      path: [...this.path],
      subgraphs: owing,
      code: 'SUBGRAPH_BAD_ANSWER',
    });
  }
}
