import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { argumentCosts } from './argumentCosts.js';
import type { CountedField } from './AnswerCounter.js';
import { Formula, type PriceTerm, type Variables } from './Formula.js';
import { listChecks, type ListCheck } from './listChecks.js';
import type { ListSize, SchemaCosts } from './SchemaCosts.js';
import { lengthOf, longest } from './sliceSize.js';

/** Places of a document that are looked at for its price, and kept with it: most documents have some hundreds. */
const mostPlaces = 10_000;

/** An operation whose price cannot be told in bounded time. */
export class TooManyPlaces extends Error {}

/** A length that an argument gives, which another value would make smaller. */
export interface Slot {
  /** Such as `customers(first:)`. */
  readonly label: string;
  readonly at: number;
}

/** What the objects at a place cost, each, and what is counted of them. */
interface Priced {
  readonly price: PriceTerm;
  readonly counted: readonly CountedField[];
}

/** Fields whose length the field above tells. */
interface Sized {
  readonly names: readonly string[];
  readonly size: PriceTerm;
}

type Field = GraphQLField<unknown, unknown>;
type Groups = ReadonlyMap<string, readonly FieldNode[]>;

interface PricerOptions {
  readonly schema: GraphQLSchema;
  readonly costs: SchemaCosts;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** The variables of `@skip` and `@include`. */
  readonly switches: Variables;
  /** Whether each length is a step of the formula, also a known one, so that another can be tried. */
  readonly isLoose: boolean;
}

const nothing: Priced = { price: 0, counted: [] };

/**
 * Works out what an operation costs as a formula of its variables. Fields of the same response name are one, in however many fragments
 * they stand; where an object may be of several types, the dearest counts. What stands in several places is worked out once.
 */
export class OperationPricer {
  readonly formula = new Formula();
  readonly slots: Slot[] = [];
  readonly checks: ListCheck[] = [];
  private readonly known = new Map<string, Priced>();
  private readonly ids = new Map<FieldNode, number>();
  private readonly checked = new Set<FieldNode>();
  private left = mostPlaces;

  constructor(private readonly options: PricerOptions) {}

  /** The price of the whole operation. Throws `TooManyPlaces`. */
  price(root: GraphQLObjectType): Priced {
    const { schema, fragments, switches, operation } = this.options;
    const all = fragments as Record<string, FragmentDefinitionNode>;
    return this.ofGroups(root, collectFields(schema, all, switches, root, operation.selectionSet), undefined);
  }

  private ofGroups(type: GraphQLObjectType, groups: Groups, sized: Sized | undefined): Priced {
    const prices: PriceTerm[] = [];
    const counted: CountedField[] = [];
    for (const [key, nodes] of groups) {
      this.left -= nodes.length;
      if (this.left < 0) throw new TooManyPlaces();
      const [node] = nodes;
      const field = node && this.fieldOf(type, node.name.value);
      if (field === undefined) continue;
      const found = this.ofField(type, field, nodes as readonly [FieldNode, ...FieldNode[]], sized);
      prices.push(found.price);
      if (found.weight > 0 || found.ofNothing > 0 || found.arguments !== 0 || found.below.length > 0)
        counted.push({ ...found, key });
    }
    return { price: this.formula.sum(prices), counted };
  }

  private fieldOf(type: GraphQLObjectType, name: string): Field | undefined {
    if (type === this.options.schema.getQueryType()) {
      if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
      if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    }
    return type.getFields()[name];
  }

  private ofField(
    type: GraphQLObjectType,
    field: Field,
    nodes: readonly [FieldNode, ...FieldNode[]],
    sized: Sized | undefined,
  ): Omit<CountedField, 'key'> & { readonly price: PriceTerm } {
    const { formula } = this;
    const { costs } = this.options;
    const [node] = nodes;
    const { weight, ofNothing, list } = costs.ofField(type, field);
    const length = list && list.slicing.length > 0 ? this.length(node, field, list) : (list?.assumed ?? undefined);
    if (!this.checked.has(node)) {
      this.checked.add(node);
      this.checks.push(...listChecks(node, field, list));
    }
    const ofBelow = list !== undefined && list.sized.length > 0;
    const own = ofBelow ? undefined : length;
    const given = sized?.names.includes(field.name) === true ? sized.size : undefined;
    const size = this.sizeOf(field, own, given);
    const below =
      size === 0
        ? nothing
        : this.below(field, nodes, ofBelow ? { names: list.sized, size: length ?? costs.listLength } : undefined);
    const ofArguments = argumentCosts(node, field, `${type.name}.${field.name}`, { costs, formula });
    const each = formula.sum([weight, below.price]);
    return {
      isObject: isCompositeType(getNamedType(field.type)),
      weight,
      ofNothing,
      arguments: ofArguments,
      below: below.counted,
      price: formula.sum([ofArguments, formula.product(size, each)]),
    };
  }

  /** How many objects or values a field gives: 1 unless it is a list; lists in lists multiply. */
  private sizeOf({ type }: Field, own: PriceTerm | undefined, given: PriceTerm | undefined): PriceTerm {
    let depth = 0;
    for (let one = getNullableType(type); isListType(one); one = getNullableType(one.ofType)) depth += 1;
    if (depth === 0) return 1;
    const { listLength } = this.options.costs;
    return this.formula.product(given ?? own ?? listLength, listLength ** (depth - 1));
  }

  private length(node: FieldNode, field: Field, { slicing, assumed }: ListSize): PriceTerm {
    const otherwise = assumed ?? this.options.costs.listLength;
    const found = longest(slicing.map((path) => lengthOf(node, field, path)));
    const { isLoose } = this.options;
    if ('known' in found && !isLoose) return found.known ?? otherwise;
    const step = this.formula.variable(
      (variables) => ('known' in found ? found.known : found.read(variables)) ?? otherwise,
    );
    if (isLoose) this.slots.push({ label: `${field.name}(${slicing[0] ?? ''}:)`, at: step.at });
    return step;
  }

  private below({ type }: Field, nodes: readonly [FieldNode, ...FieldNode[]], sized: Sized | undefined): Priced {
    const named: GraphQLNamedType = getNamedType(type);
    if (isObjectType(named)) return this.ofObjects(named, nodes, sized);
    if (!isAbstractType(named)) return nothing;
    const all = this.options.schema.getPossibleTypes(named).map((one) => this.ofObjects(one, nodes, sized));
    const counted = new Map<string, CountedField>();
    for (const field of all.flatMap((one) => one.counted)) {
      const other = counted.get(field.key);
      if (other === undefined || other.weight < field.weight) counted.set(field.key, field);
    }
    return { price: this.formula.largest(all.map(({ price }) => price)), counted: [...counted.values()] };
  }

  private ofObjects(type: GraphQLObjectType, nodes: readonly FieldNode[], sized: Sized | undefined): Priced {
    const size = sized && (typeof sized.size === 'number' ? sized.size : `s${sized.size.at}`);
    const own = sized === undefined ? '' : `${sized.names.join(',')}=${size}`;
    const key = `${type.name} ${nodes
      .map((node) => this.idOf(node))
      .toSorted((a, b) => a - b)
      .join()} ${own}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const { schema, fragments, switches } = this.options;
    const all = fragments as Record<string, FragmentDefinitionNode>;
    const found = this.ofGroups(type, collectSubfields(schema, all, switches, type, nodes as FieldNode[]), sized);
    this.known.set(key, found);
    return found;
  }

  private idOf(node: FieldNode): number {
    const known = this.ids.get(node) ?? this.ids.size;
    this.ids.set(node, known);
    return known;
  }
}
