import {
  valueFromASTUntyped,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type OperationTypeNode,
} from 'graphql';
import { AnswerCounter, type CountedField } from './AnswerCounter.js';
import { mostPoints, termValue, type Formula, type Override, type PriceTerm, type Variables } from './Formula.js';
import type { ListCheck } from './listChecks.js';
import { OperationPricer, TooManyPlaces, type Slot } from './OperationPricer.js';
import type { SchemaCosts } from './SchemaCosts.js';

/** Points of an operation by itself: what it changes has to be written, and told to others. */
const ofOperation = { query: 0, mutation: 10, subscription: 0 } as const satisfies Record<OperationTypeNode, number>;

/** The values of variables that an operation has where a request gives none. */
export const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Variables =>
  Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  );

/** Steps of a formula that lengths are tried with: each try works out all of them. */
const mostTriedSteps = 2_000;

type Steps = ReturnType<Formula['evaluate']>;

/** An operation with lengths that can be tried; none where that would take long. */
interface Tried {
  readonly slots: readonly Slot[];
  readonly estimate: (variables: Variables, override?: Override) => number;
}

interface PriceOptions {
  readonly schema: GraphQLSchema;
  readonly costs: SchemaCosts;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly switches: Variables;
}

/** What one operation costs on one schema, for the outcome of its `@skip` and `@include`. */
export class OperationPrice {
  readonly checks: readonly ListCheck[];
  private readonly formula: Formula;
  private readonly root: PriceTerm;
  /** What is counted of an answer; undefined where that cannot be told. */
  private readonly counted: readonly CountedField[] | undefined;
  private readonly base: number;
  private loose: Tried | undefined;
  private readonly steps = new WeakMap<Variables, Steps>();

  constructor(private readonly options: PriceOptions) {
    const { formula, root, counted, checks } = priceWith(options, false);
    this.formula = formula;
    this.root = root;
    this.counted = counted;
    this.checks = checks;
    this.base = ofOperation[options.operation.operation];
  }

  /** The points that an answer may come to. */
  estimate(variables: Variables): number {
    const { root, base } = this;
    if (typeof root === 'number') return Math.ceil(base + root);
    return Math.ceil(base + termValue(root, this.stepsOf(variables)));
  }

  /** The points that an answer came to; undefined where they cannot be counted. */
  actual(data: Readonly<Record<string, unknown>>, variables: Variables): number | undefined {
    if (this.counted === undefined) return undefined;
    const steps = this.formula.size === 0 ? [] : this.stepsOf(variables);
    return Math.ceil(this.base + new AnswerCounter(steps).ofRoot(this.counted, data));
  }

  /** The same operation with lengths that can be tried; worked out once, for refusals cost nobody points. */
  tried(): Tried {
    return (this.loose ??= this.makeLoose());
  }

  /** The steps of the formula, which an answer is counted by as it was estimated: worked out once for the variables of a request. */
  private stepsOf(variables: Variables): Steps {
    let steps = this.steps.get(variables);
    if (steps === undefined) {
      steps = this.formula.evaluate(variables);
      this.steps.set(variables, steps);
    }
    return steps;
  }

  private makeLoose(): Tried {
    const { formula, root, slots } = priceWith(this.options, true);
    const { base } = this;
    if (formula.size > mostTriedSteps) return { slots: [], estimate: () => mostPoints };
    return {
      slots,
      estimate: (variables, override) => Math.ceil(base + termValue(root, formula.evaluate(variables, override))),
    };
  }
}

/** @param isLoose whether known lengths are steps too */
function priceWith({ schema, operation, ...options }: PriceOptions, isLoose: boolean) {
  const pricer = new OperationPricer({ schema, operation, ...options, isLoose });
  const type = schema.getRootType(operation.operation);
  const { formula, slots, checks } = pricer;
  try {
    const { price, counted } = type ? pricer.price(type) : { price: 0, counted: [] };
    return { formula, slots, checks, root: price, counted };
  } catch (error) {
    if (!(error instanceof TooManyPlaces)) throw error;
    return { formula, slots: [], checks, root: mostPoints, counted: undefined };
  }
}
