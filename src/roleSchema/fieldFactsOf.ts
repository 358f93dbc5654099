import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  valueFromASTUntyped,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { KnownClass } from '../access/rights.js';
import { piiClasses } from '../words/piiClasses.js';
import { demandsOf, type AccessNames, type Directed } from './demands.js';
import type { FieldFacts } from './FieldFacts.js';
import { originsOf, type Origins } from './originsOf.js';

type Owner = GraphQLObjectType | GraphQLInterfaceType;
type Field = GraphQLField<unknown, unknown>;

/** The class that a `@pii` names; null for one that is none. */
function namedClass(given: unknown): KnownClass {
  return given === 'NONE' ? given : (piiClasses.find((one) => one === given) ?? null);
}

/** The classes that `@pii` says of a field. */
const classesIn = (nodes: readonly (Directed | null | undefined)[]): KnownClass[] =>
  nodes
    .flatMap((node) => node?.directives ?? [])
    .filter(({ name }) => name.value === 'pii')
    .map(({ arguments: given = [] }) => {
      const value = given.find(({ name }) => name.value === 'class')?.value;
      return namedClass(value && valueFromASTUntyped(value));
    });

/** The fields of a type, with those that it does not show. */
export const allFields = (type: Owner): Field[] => {
  const fields = type.getFields();
  return Object.getOwnPropertyNames(fields).flatMap((name) => fields[name] ?? []);
};

/** A type as its SDL says it, in all parts. */
const partsOf = (type: {
  readonly astNode?: Directed | null | undefined;
  readonly extensionASTNodes?: readonly Directed[];
}) => [type.astNode, ...(type.extensionASTNodes ?? [])];

class FactReader {
  private readonly known = new Map<string, FieldFacts>();
  private readonly names: AccessNames;
  private readonly roots: ReadonlySet<string>;

  constructor(
    schema: GraphQLSchema,
    private readonly origins: Origins,
  ) {
    this.names = origins.accessNames;
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    this.roots = new Set(roots.flatMap((type) => type?.name ?? []));
  }

  read(type: Owner, field: Field): FieldFacts {
    const coordinate = `${type.name}.${field.name}`;
    const known = this.known.get(coordinate);
    if (known !== undefined) return known;
    const named = getNamedType(field.type);
    const { known: classed, owners, localNode } = this.origins.of(type.name, field);
    const classes = [...classesIn([field.astNode, localNode]), ...classed];
    const unclassified = classes.length === 0 && !isCompositeType(named) && !this.origins.isOurs(type.name, field.name);
    const facts: FieldFacts = {
      type: type.name,
      field: field.name,
      classes: unclassified ? [null] : classes,
      demands: demandsOf([field.astNode, localNode, ...partsOf(type), ...partsOf(named)], this.names),
      owners: this.roots.has(type.name) ? owners : undefined,
      inherited: type.getInterfaces().flatMap((one) => {
        const same = allFields(one).find(({ name }) => name === field.name);
        return same === undefined ? [] : [this.read(one, same)];
      }),
      entrance:
        this.roots.has(type.name) && (field.name === '_service' || field.name === '_entities') ? field.name : undefined,
    };
    this.known.set(coordinate, facts);
    return facts;
  }
}

/** By coordinate what is to be known of the fields of a schema, for any reader. */
export type SchemaFieldFacts = ReadonlyMap<string, FieldFacts>;

/** They go with their schemas. */
const known = new WeakMap<GraphQLSchema, SchemaFieldFacts>();

/** What the SDL of a schema and the config say of each of its fields, but for introspection. */
export function fieldFactsOf(schema: GraphQLSchema): SchemaFieldFacts {
  const found = known.get(schema);
  if (found !== undefined) return found;
  const reader = new FactReader(schema, originsOf(schema));
  const facts = new Map(
    Object.values(schema.getTypeMap())
      .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'))
      .flatMap((type) => allFields(type as Owner).map((field) => reader.read(type as Owner, field)))
      .map((one) => [`${one.type}.${one.field}`, one]),
  );
  known.set(schema, facts);
  return facts;
}
