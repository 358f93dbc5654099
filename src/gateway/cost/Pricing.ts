import {
  getOperationAST,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { switchesOf } from '../../execution/switchesOf.js';
import type { Variables } from './Formula.js';
import { defaultsOf, OperationPrice } from './OperationPrice.js';
import { SchemaCosts, type CostSettings } from './SchemaCosts.js';
import { fragmentsOf } from '../../lib/graphql/fragmentsOf.js';

/** Outcomes of `@skip` and `@include` that are kept of one operation, the latest. */
const mostOutcomes = 8;

/** An operation with what its variables mean for it. */
export interface PricedOperation {
  readonly price: OperationPrice;
  /** With the defaults of the operation. */
  readonly variables: Variables;
}

/** The prices of one operation of a document on one schema. */
class OperationPrices {
  private readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  private readonly switches: readonly string[];
  private readonly defaults: Variables;
  private readonly hasDefaults: boolean;
  private readonly known = new Map<string, OperationPrice>();
  /** Where nothing depends on variables but lengths. */
  private only: OperationPrice | undefined;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly costs: SchemaCosts,
    document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
  ) {
    this.fragments = Object.fromEntries(fragmentsOf(document));
    this.switches = switchesOf(operation, this.fragments);
    this.defaults = defaultsOf(operation);
    this.hasDefaults = Object.keys(this.defaults).length > 0;
  }

  /** @param given as a request has them */
  priced(given: Variables = {}): PricedOperation {
    const variables = this.hasDefaults ? { ...this.defaults, ...given } : given;
    if (this.switches.length === 0) return { price: (this.only ??= this.make({})), variables };
    const switches = Object.fromEntries(this.switches.map((name) => [name, variables[name] === true]));
    const key = this.switches.map((name) => (switches[name] === true ? '1' : '0')).join('');
    const price = this.known.get(key) ?? this.make(switches);
    this.known.delete(key);
    this.known.set(key, price);
    const [oldest] = this.known.keys();
    if (this.known.size > mostOutcomes && oldest !== undefined) this.known.delete(oldest);
    return { price, variables };
  }

  private make(switches: Variables): OperationPrice {
    const { schema, costs, operation, fragments } = this;
    return new OperationPrice({ schema, costs, operation, fragments, switches });
  }
}

/** The prices on one schema; they go with the documents that they are of. */
interface OfSchema {
  readonly costs: SchemaCosts;
  readonly operations: WeakMap<OperationDefinitionNode, OperationPrices>;
}

/** Tells what operations cost. What it works out is kept as long as their documents and schemas are. */
export class Pricing {
  private readonly schemas = new WeakMap<GraphQLSchema, OfSchema>();

  constructor(private readonly settings: CostSettings) {}

  /**
   * The price of an operation whose document is valid for the schema.
   * @param variables as the request gave them: not coerced, which refuses what is wrong later on
   */
  priced(
    schema: GraphQLSchema,
    document: DocumentNode,
    name: string | undefined,
    variables: Variables | undefined,
  ): PricedOperation | undefined {
    const operation = getOperationAST(document, name);
    if (operation == null) return undefined;
    const { costs, operations } = this.ofSchema(schema);
    let prices = operations.get(operation);
    if (prices === undefined) {
      prices = new OperationPrices(schema, costs, document, operation);
      operations.set(operation, prices);
    }
    return prices.priced(variables);
  }

  private ofSchema(schema: GraphQLSchema): OfSchema {
    let known = this.schemas.get(schema);
    if (known === undefined) {
      known = { costs: new SchemaCosts(schema, this.settings), operations: new WeakMap() };
      this.schemas.set(schema, known);
    }
    return known;
  }
}
