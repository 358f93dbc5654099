import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLDirective,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { isOfFederation } from '../subgraphSchema/specifications.js';
import { allFields } from './fieldFactsOf.js';

type Owner = GraphQLObjectType | GraphQLInterfaceType;
type Field = GraphQLField<unknown, unknown>;

const isOwner = (type: GraphQLNamedType | undefined): type is Owner => isObjectType(type) || isInterfaceType(type);

/** The field for which a type of Relay's lists is there; undefined for any other type. */
function contentOf(type: Owner): string | undefined {
  const content = type.name.endsWith('Edge') ? 'node' : type.name.endsWith('Connection') ? 'edges' : undefined;
  return content !== undefined && content in type.getFields() ? content : undefined;
}

/**
 * What is left of a schema where some fields are left out: with them go types without a field, what gives such a type, and what nothing
 * leads to any more. An object is of an interface only where it has all of its fields.
 */
export class Contract {
  /** The directives that are there. */
  readonly directives: readonly GraphQLDirective[];
  private readonly empty = new Set<string>();
  private readonly reached = new Set<string>();
  /** Interfaces that a field gives. */
  private readonly given = new Set<string>();

  /** @param isKept whether a field itself is left */
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly isKept: (type: string, field: string) => boolean,
  ) {
    const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
    for (let found = -1; found !== this.empty.size;) {
      found = this.empty.size;
      for (const type of types) if (!this.empty.has(type.name) && this.isEmpty(type)) this.empty.add(type.name);
    }
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    for (const root of roots) if (root != null) this.reach(root);
    // What federation says of types, clients need not know.
    this.directives = schema.getDirectives().filter(({ name }) => !isOfFederation(name));
    for (const { args } of this.directives) for (const { type } of args) this.reach(getNamedType(type));
  }

  /** Whether a type is there. */
  has(type: GraphQLNamedType): boolean {
    return this.reached.has(type.name) && !this.empty.has(type.name);
  }

  /** The fields of a type that are there, with those that it does not show. */
  fieldsOf(type: Owner): Field[] {
    return allFields(type).filter(
      (field) => this.isKept(type.name, field.name) && !this.empty.has(getNamedType(field.type).name),
    );
  }

  /** The interfaces that a type still is of. */
  interfacesOf(type: Owner): GraphQLInterfaceType[] {
    const names = new Set(this.fieldsOf(type).map(({ name }) => name));
    return type
      .getInterfaces()
      .filter((one) => !this.empty.has(one.name) && this.fieldsOf(one).every(({ name }) => names.has(name)))
      .filter((one, _, all) => one.getInterfaces().every((above) => this.empty.has(above.name) || all.includes(above)));
  }

  private isEmpty(type: GraphQLNamedType): boolean {
    if (isUnionType(type)) return type.getTypes().every(({ name }) => this.empty.has(name));
    if (!isOwner(type) || this.fieldsOf(type).length === 0) return isOwner(type);
    const content = contentOf(type);
    if (content !== undefined && this.fieldsOf(type).every(({ name }) => name !== content)) return true;
    // An interface that no object is of gives nothing.
    return isInterfaceType(type) && !this.schema.getPossibleTypes(type).some((one) => this.isOf(one, type));
  }

  private isOf(type: Owner, one: GraphQLInterfaceType): boolean {
    if (this.empty.has(type.name)) return false;
    const names = new Set(this.fieldsOf(type).map(({ name }) => name));
    return this.fieldsOf(one).every(({ name }) => names.has(name));
  }

  /**
   * Marks what a type leads to. An interface that a field gives leads to all of its objects; one that an object is of is
   * there, and leads to no other objects.
   */
  private reach(type: GraphQLNamedType, isGiven = true): void {
    if (this.empty.has(type.name)) return;
    if (isGiven && isInterfaceType(type) && !this.given.has(type.name)) {
      this.given.add(type.name);
      const { objects, interfaces } = this.schema.getImplementations(type);
      for (const one of [...objects, ...interfaces]) if (this.isOf(one, type)) this.reach(one);
    }
    if (this.reached.has(type.name)) return;
    this.reached.add(type.name);
    for (const one of this.typesBehind(type)) this.reach(one);
    if (isOwner(type)) for (const one of this.interfacesOf(type)) this.reach(one, false);
  }

  private typesBehind(type: GraphQLNamedType): readonly GraphQLNamedType[] {
    if (isUnionType(type)) return type.getTypes();
    if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => getNamedType(field.type));
    if (!isOwner(type)) return [];
    return this.fieldsOf(type).flatMap((field) => [field, ...field.args].map((one) => getNamedType(one.type)));
  }
}
