import {
  defaultTypeResolver,
  GraphQLBoolean,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLUnionType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
  type GraphQLNamedType,
  type GraphQLOutputType,
} from 'graphql';
import { readCounted } from '../lib/budget/countedFields.js';
import '../lib/budget/countValues.js';
import type { FieldRight } from '../lib/rights/fieldRights.js';
import { PiiClass } from '../words/piiClasses.js';
import { Contract } from './Contract.js';
import type { Decide } from './decisionsFor.js';
import { allFields, fieldFactsOf, type SchemaFieldFacts } from './fieldFactsOf.js';
import { guardedResolver, mayBeNull, readByName, readByResponseName } from './guardedResolver.js';
import { answeredType } from './answeredType.js';
import { shownTypes } from './shownTypes.js';

type Owner = GraphQLObjectType | GraphQLInterfaceType;
type Field = GraphQLField<unknown, unknown>;
type Config = GraphQLFieldConfig<unknown, unknown>;

/** Stands where nothing is left that a role may ask, for a schema must have a query. */
const nothing: Config = {
  type: GraphQLBoolean,
  description: 'There is nothing that may be asked here; always null.',
  resolve: () => null,
  extensions: {
    right: { policy: 'hide', maskedAs: PiiClass.DEMOGRAPHIC, reason: 'There is nothing that may be asked here.' },
  },
};

/** Makes a schema of another one, whose types stay as they are. */
class Deriver {
  private readonly facts: SchemaFieldFacts;
  private readonly rights: ReadonlyMap<string, FieldRight>;
  private readonly contract: Contract | undefined;
  private readonly made = new Map<string, GraphQLNamedType>();
  /** Fields of interfaces that must be nullable because those of their objects are. */
  private readonly nullable = new Set<string>();

  constructor(
    private readonly schema: GraphQLSchema,
    decide: Decide,
    isContract: boolean,
  ) {
    this.facts = fieldFactsOf(schema);
    this.rights = new Map(
      [...this.facts].flatMap(([coordinate, one]) => {
        const right = decide(one);
        return right === undefined ? [] : [[coordinate, right]];
      }),
    );
    const isKept = (type: string, field: string): boolean => this.rights.get(`${type}.${field}`)?.policy !== 'refuse';
    this.contract = isContract ? new Contract(schema, isKept) : undefined;
    this.spreadNulls();
  }

  derive(): GraphQLSchema {
    const { schema } = this;
    const config = schema.toConfig();
    const types = config.types.filter((type) => this.contract?.has(type) ?? true);
    const derived = new GraphQLSchema({
      ...config,
      directives: this.contract?.directives ?? config.directives,
      query: config.query && this.root(config.query, true),
      mutation: config.mutation && this.root(config.mutation),
      subscription: config.subscription && this.root(config.subscription),
      types: types.map((type) => this.named(type)),
      assumeValid: true,
    });
    this.hideAgain();
    return derived;
  }

  private spreadNulls(): void {
    for (const { type, field, inherited } of this.facts.values()) {
      const right = this.rights.get(`${type}.${field}`);
      const output = this.typeOf(type, field);
      if (right === undefined || output === undefined || !mayBeNull(right, output)) continue;
      this.nullable.add(`${type}.${field}`);
      for (const one of inherited) this.nullable.add(`${one.type}.${one.field}`);
    }
  }

  private typeOf(type: string, field: string): GraphQLOutputType | undefined {
    const owner = this.schema.getType(type);
    return isObjectType(owner) || isInterfaceType(owner) ? owner.getFields()[field]?.type : undefined;
  }

  private root(type: GraphQLObjectType, isQuery = false): GraphQLObjectType | undefined {
    if (this.contract?.has(type) ?? true) return this.named(type);
    if (!isQuery) return undefined;
    return new GraphQLObjectType({ name: type.name, description: type.description, fields: { nothing } });
  }

  private named<T extends GraphQLNamedType>(type: T): T {
    if (!isObjectType(type) && !isInterfaceType(type) && !isUnionType(type)) return type;
    if (type.name.startsWith('__')) return type;
    const known = this.made.get(type.name) ?? this.make(type);
    this.made.set(type.name, known);
    return known as T;
  }

  private make(type: Owner | GraphQLUnionType): GraphQLNamedType {
    if (isUnionType(type)) {
      const members = () => type.getTypes().filter((one) => this.contract?.has(one) ?? true);
      return new GraphQLUnionType({
        ...type.toConfig(),
        types: () => members().map((one) => this.named(one)),
        resolveType: this.resolveTypeOf(type),
      });
    }
    const parts = {
      interfaces: () => (this.contract?.interfacesOf(type) ?? type.getInterfaces()).map((one) => this.named(one)),
      fields: () => this.fieldsOf(type),
    };
    if (isObjectType(type)) return new GraphQLObjectType({ ...type.toConfig(), ...parts });
    return new GraphQLInterfaceType({ ...type.toConfig(), ...parts, resolveType: this.resolveTypeOf(type) });
  }

  private resolveTypeOf(type: GraphQLInterfaceType | GraphQLUnionType) {
    const resolveType = this.schema.extensions.joined === undefined ? type.resolveType : answeredType;
    return this.contract === undefined ? resolveType : shownTypes(resolveType ?? defaultTypeResolver);
  }

  private shownFields(type: Owner): Field[] {
    return this.contract?.fieldsOf(type) ?? allFields(type);
  }

  private fieldsOf(type: Owner): GraphQLFieldConfigMap<unknown, unknown> {
    return Object.fromEntries(this.shownFields(type).map((field) => [field.name, this.field(type, field)]));
  }

  private field(owner: Owner, field: Field): Config {
    const coordinate = `${owner.name}.${field.name}`;
    const right = this.rights.get(coordinate);
    const type = this.output(field.type);
    const config: Config = {
      description: field.description,
      type: this.nullable.has(coordinate) && isNonNullType(type) ? type.ofType : type,
      args: Object.fromEntries(field.args.map(({ name, ...arg }) => [name, arg])),
      deprecationReason: field.deprecationReason,
      extensions: field.extensions,
      astNode: field.astNode,
    };
    if (field.resolve !== undefined) config.resolve = field.resolve;
    if (field.subscribe !== undefined) config.subscribe = field.subscribe;
    if (right === undefined) return config;
    return isInterfaceType(owner)
      ? { ...config, extensions: { ...field.extensions, right } }
      : this.guarded(config, field, right);
  }

  /** By plans, which count themselves what they read, and by graphql-js. */
  private guarded(config: Config, field: Field, right: FieldRight): Config {
    const { facet } = field.extensions;
    const isJoined = this.schema.extensions.joined !== undefined;
    const read = isJoined ? readByResponseName : readByName;
    const guard = (resolve: NonNullable<Config['resolve']>) => guardedResolver(right, field.type, resolve);
    const refusal = right.policy === 'refuse' && field.subscribe !== undefined && { subscribe: guard(read) };
    return {
      ...config,
      ...refusal,
      resolve: guard(field.resolve ?? (isJoined ? read : readCounted)),
      extensions: {
        ...field.extensions,
        facet: { resolve: guard(facet?.resolve ?? field.resolve ?? read), mayWait: facet?.mayWait ?? false },
        right,
      },
    };
  }

  private output(type: GraphQLOutputType): GraphQLOutputType {
    if (isNonNullType(type)) return new GraphQLNonNull(this.output(type.ofType) as GraphQLObjectType);
    if (isListType(type)) return new GraphQLList(this.output(type.ofType));
    return this.named(type);
  }

  /** Fields that the schema answers and does not show. */
  private hideAgain(): void {
    for (const made of this.made.values()) {
      const type = this.schema.getType(made.name);
      if (!isObjectType(type) || !isObjectType(made)) continue;
      const shown = new Set(Object.keys(type.getFields()));
      const fields = made.getFields();
      for (const name of Object.keys(fields))
        if (type.getFields()[name] !== undefined && !shown.has(name))
          Object.defineProperty(fields, name, { enumerable: false });
    }
  }
}

/**
 * The schema in which decisions hold: fields that are hidden, masked or refused have resolvers that say so, and null may stand where it
 * must. In a contract, refused fields are not there, nor what only they lead to.
 */
export const deriveSchema = (schema: GraphQLSchema, decide: Decide, isContract: boolean): GraphQLSchema =>
  new Deriver(schema, decide, isContract).derive();
