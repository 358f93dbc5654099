import {
  getNamedType,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { costDirective } from '../../lib/checks/costDirective.js';
import { introspectionLists, introspectionWeight } from './introspectionCosts.js';

/** What `@listSize` says of a field. */
export interface ListSize {
  /** Where no argument gives the length. */
  readonly assumed: number | undefined;
  /** Arguments that give the length, as paths: `first`, `input.first`. The longest of what they give counts. */
  readonly slicing: readonly string[];
  /** Fields below that the length is of; none: the field's own. */
  readonly sized: readonly string[];
}

/** What a field costs by itself. */
export interface FieldCost {
  /** Of each object or value that it gives. */
  readonly weight: number;
  /** What it costs where it gives nothing: only what somebody has said that it costs. */
  readonly ofNothing: number;
  readonly list: ListSize | undefined;
}

/** What the config says of costs. */
export interface CostSettings {
  /** Points by coordinate (`Customer.points`, `Customer`, `Query.search(text:)`), before what the SDL says. */
  readonly weights: Readonly<Record<string, number>>;
  /** The length of a list of which nothing is said. */
  readonly listLength: number;
}

interface Noted {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

type Said = Readonly<Partial<Record<'cost' | 'listSize', Readonly<Record<string, unknown>>>>>;

function saidBy(node: Noted | null | undefined): Said | undefined {
  const said: Partial<Record<'cost' | 'listSize', Record<string, unknown>>> = {};
  for (const { name, arguments: given = [] } of node?.directives ?? []) {
    const kind = costDirective(name.value);
    if (kind !== undefined)
      said[kind] = Object.fromEntries(given.map((one) => [one.name.value, valueFromASTUntyped(one.value)]));
  }
  return Object.keys(said).length === 0 ? undefined : said;
}

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? (value as unknown[]) : [value]).filter((one) => typeof one === 'string');

/** A length or weight of SDL, which the specification writes as a text and federation as a number; one below zero would make others cheaper. */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? Math.max(0, number) : undefined;
}

type Fielded = { readonly [name: string]: GraphQLField<unknown, unknown> | undefined };

const fieldsOf = (type: GraphQLNamedType | undefined): Fielded =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};

/**
 * What a schema says of costs: the config first, then the SDL of the server's own subgraph, which a supergraph does not tell of, then that of
 * the schema itself.
 */
export class SchemaCosts {
  private readonly own: GraphQLSchema | undefined;
  private readonly ofItself: Readonly<Record<string, number>>;
  private readonly fields = new Map<GraphQLField<unknown, unknown>, FieldCost>();
  private readonly inputs = new Map<string, boolean>();

  constructor(
    schema: GraphQLSchema,
    private readonly settings: CostSettings,
  ) {
    this.own = schema.extensions.joined?.local?.schema;
    this.ofItself = introspectionLists(schema);
  }

  /** The length of a list of which nothing is said. */
  get listLength(): number {
    return this.settings.listLength;
  }

  ofField(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>): FieldCost {
    let known = this.fields.get(field);
    if (known === undefined) {
      known = this.read(parent, field);
      this.fields.set(field, known);
    }
    return known;
  }

  /** What an argument costs where it is given, without what is in it. */
  ofArgument(coordinate: string, argument: GraphQLArgument): number {
    return (
      this.configured(`${coordinate}(${argument.name}:)`) ?? numberOf(saidBy(argument.astNode)?.cost?.['weight']) ?? 0
    );
  }

  /** What a member of an input costs where it is given. */
  ofInput(type: GraphQLNamedType, member: GraphQLInputField): number {
    return this.configured(`${type.name}.${member.name}`) ?? numberOf(saidBy(member.astNode)?.cost?.['weight']) ?? 0;
  }

  /** Whether anything in values of an input type has a weight. */
  hasWeights(type: GraphQLNamedType): boolean {
    let known = this.inputs.get(type.name);
    if (known === undefined) {
      known = this.weighs(type, new Set());
      this.inputs.set(type.name, known);
    }
    return known;
  }

  private weighs(type: GraphQLNamedType, seen: Set<string>): boolean {
    if (!isInputObjectType(type) || seen.has(type.name)) return false;
    seen.add(type.name);
    return Object.values(type.getFields()).some(
      (member) => this.ofInput(type, member) > 0 || this.weighs(getNamedType(member.type), seen),
    );
  }

  private configured(coordinate: string): number | undefined {
    const { weights } = this.settings;
    return Object.hasOwn(weights, coordinate) ? weights[coordinate] : undefined;
  }

  private read(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>): FieldCost {
    const ownField = fieldsOf(this.own?.getType(parent.name))[field.name];
    const { cost, listSize } = saidBy(ownField?.astNode) ?? saidBy(field.astNode) ?? {};
    const said = this.configured(`${parent.name}.${field.name}`) ?? numberOf(cost?.['weight']);
    return {
      weight: said ?? this.ofType(getNamedType(field.type)),
      ofNothing: said ?? 0,
      list: this.listOf(parent, field.name, listSize),
    };
  }

  private ofType(type: GraphQLNamedType): number {
    const said = saidBy(this.own?.getType(type.name)?.astNode) ?? saidBy(type.astNode);
    const weight = this.configured(type.name) ?? numberOf(said?.cost?.['weight']);
    if (weight !== undefined) return weight;
    if (!isCompositeType(type)) return 0;
    return isIntrospectionType(type) ? introspectionWeight : 1;
  }

  private listOf({ name }: GraphQLNamedType, field: string, said: Said['listSize']): ListSize | undefined {
    const ofSchema = this.ofItself[`${name}.${field}`];
    if (ofSchema !== undefined) return { assumed: ofSchema, slicing: [], sized: [] };
    return (
      said && {
        assumed: numberOf(said['assumedSize']),
        slicing: texts(said['slicingArguments']),
        sized: texts(said['sizedFields']),
      }
    );
  }
}
