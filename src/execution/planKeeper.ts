import { LRUCache } from 'lru-cache';
import type { FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { OperationPlan } from './OperationPlan.js';
import { noteLook } from '../telemetry/cacheTally.js';
import { switchesOf } from './switchesOf.js';

type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/*
 * Fields of all plans that are kept for a schema, and of one of them: by fragments in fragments, a document of 3 kB has 200,000
 * fields. One takes about 400 bytes.
 */
const mostFields = 40_000;
const mostFieldsOfOne = 4000;

/** What is kept of an operation that was asked for once. */
interface Known {
  readonly id: number;
  /** The variables that `@skip` and `@include` go by; worked out when it is asked for again. */
  switches: readonly string[] | undefined;
}

/** The plans of one schema. */
class PlanKeeper {
  private readonly known = new WeakMap<OperationDefinitionNode, Known>();
  private readonly plans = new LRUCache<string, OperationPlan>({ maxSize: mostFields, maxEntrySize: mostFieldsOfOne });
  private count = 0;

  planFor(
    operation: OperationDefinitionNode,
    fragments: Fragments,
    variables: Readonly<Record<string, unknown>>,
    schema: GraphQLSchema,
  ): OperationPlan {
    const known = this.known.get(operation);
    if (known === undefined) {
      noteLook('plans', undefined);
      this.known.set(operation, { id: (this.count += 1), switches: undefined });
      return new OperationPlan(schema, operation, fragments);
    }
    known.switches ??= switchesOf(operation, fragments);
    const key = [known.id, ...known.switches.map((name) => String(variables[name]))].join(' ');
    const kept = noteLook('plans', this.plans.get(key));
    if (kept !== undefined) return kept;
    const made = new OperationPlan(schema, operation, fragments, (plan) => {
      if (this.plans.peek(key) !== plan) return;
      // The size of what is set again stays as it was.
      this.plans.delete(key);
      this.plans.set(key, plan, { size: Math.max(1, plan.size) });
    });
    this.plans.set(key, made, { size: 1 });
    return made;
  }
}

/** The keepers go with their schemas. */
const keepers = new WeakMap<GraphQLSchema, PlanKeeper>();

/**
 * The plan of an operation for the outcome that some variables give its `@skip` and `@include`. It is kept from the second time
 * on that the same operation of a document is asked for: most documents that come once never come again.
 */
export function planFor(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
  variables: Readonly<Record<string, unknown>>,
): OperationPlan {
  const keeper = keepers.get(schema) ?? new PlanKeeper();
  keepers.set(schema, keeper);
  return keeper.planFor(operation, fragments, variables, schema);
}
