import type { FetchNode, FlattenNodePathSegment, PlanNode, QueryPlan } from '@graphql-hive/router-query-planner';
import { parse, print } from 'graphql';
import type { Joins } from '../../supergraph/Supergraph.js';
import { EntityFetch } from '../fetching/EntityFetch.js';
import { EntityGroup } from '../fetching/EntityGroup.js';
import { EntityPath, type EntityStep } from '../fetching/EntityPath.js';
import type { FetchRequest, PlanStep } from '../fetching/JoinedRun.js';
import { Projection } from '../fetching/Projection.js';
import { Rewrite } from '../fetching/Rewrite.js';
import { RootFetch } from '../fetching/RootFetch.js';
import { checkRequired } from './checkRequired.js';
import { withProvidedTypes } from './providedFields.js';
import { ParallelStep, SequenceStep } from '../fetching/steps.js';

type NodeOf<K extends PlanNode['kind']> = Extract<PlanNode, { readonly kind: K }>;
type OperationKind = FetchRequest['operationType'];

/** Makes steps of the nodes of a plan. */
class PlanCompiler {
  /** Characters of the documents of its fetches, by which the size of a plan is known. */
  size = 0;

  constructor(
    private readonly joins: Joins,
    private readonly kind: OperationKind,
    private readonly nameOf: (planned: string) => string,
    private readonly provided: ReadonlySet<string>,
  ) {}

  step(node: PlanNode): PlanStep {
    switch (node.kind) {
      case 'Sequence':
        return new SequenceStep(node.nodes.map((one) => this.step(one)));
      case 'Parallel':
        return new ParallelStep(node.nodes.map((one) => this.step(one)));
      case 'Fetch':
        return new RootFetch(this.request(node, this.kind), this.rewrites(node.outputRewrites));
      case 'Flatten':
        return this.flatten(node);
      case 'BatchFetch':
        return this.batch(node);
      default:
        throw new Error(`The planner made a step that is not known here: ${node.kind}`);
    }
  }

  private request(
    { serviceName, operation, operationName, operationKind, variableUsages }: FetchNode | NodeOf<'BatchFetch'>,
    kind: OperationKind,
  ): FetchRequest {
    this.size += operation.length;
    const planned = parse(operation, { noLocation: true });
    const document = this.provided.size === 0 ? planned : withProvidedTypes(planned, this.provided);
    return {
      subgraph: this.nameOf(serviceName),
      document,
      text: document === planned ? operation : print(document),
      operationName,
      operationType: operationKind ?? kind,
      variableUsages: variableUsages ?? [],
    };
  }

  private rewrites(given: FetchNode['inputRewrites'] = []): Rewrite[] {
    return given.map((one) => new Rewrite(one, this.joins));
  }

  private path(segments: readonly FlattenNodePathSegment[]): EntityPath {
    const steps = segments.map((segment): EntityStep => {
      if (segment === '@') return { kind: 'items' };
      if ('Field' in segment) return { kind: 'field', name: segment.Field };
      const types = segment.TypeCondition;
      return { kind: 'types', has: (typeName) => types.some((one) => this.joins.isOf(typeName, one)) };
    });
    return new EntityPath(steps);
  }

  private flatten({ path, node }: NodeOf<'Flatten'>): PlanStep {
    if (node.kind !== 'Fetch') throw new Error(`The planner flattens what is no fetch: ${node.kind}`);
    const request = this.request(node, 'query');
    checkRequired(request, '_entities', node.requires ?? [], this.joins);
    const group = new EntityGroup({
      subgraph: request.subgraph,
      name: '_entities',
      variable: 'representations',
      paths: [this.path(path)],
      joins: this.joins,
      projection: new Projection(node.requires ?? [], this.joins, request.subgraph),
      inputRewrites: this.rewrites(node.inputRewrites),
      outputRewrites: this.rewrites(node.outputRewrites),
    });
    return new EntityFetch(request, [group]);
  }

  private batch(node: NodeOf<'BatchFetch'>): PlanStep {
    const request = this.request(node, 'query');
    const groups = node.entityBatch.aliases.map((one) => {
      checkRequired(request, one.alias, one.requires, this.joins);
      return new EntityGroup({
        subgraph: request.subgraph,
        name: one.alias,
        variable: one.representationsVariableName,
        paths: one.paths.map((path) => this.path(path)),
        joins: this.joins,
        projection: new Projection(one.requires, this.joins, request.subgraph),
        inputRewrites: this.rewrites(one.inputRewrites),
        outputRewrites: this.rewrites(one.outputRewrites),
      });
    });
    return new EntityFetch(request, groups);
  }
}

/** A plan as steps that run many times. */
export interface CompiledPlan {
  /** Undefined where nothing is asked for. */
  readonly step: PlanStep | undefined;
  readonly size: number;
}

/**
 * Makes the steps of a plan; what the planner may not give is an error.
 * @param nameOf the name of a subgraph that the plan has another one for
 * @param provided the fields below which the plan does not ask for types, see `withoutProvidedTypes`
 */
export function compilePlan(
  { node }: QueryPlan,
  joins: Joins,
  kind: OperationKind,
  nameOf: (planned: string) => string,
  provided: ReadonlySet<string>,
): CompiledPlan {
  const compiler = new PlanCompiler(joins, kind, nameOf, provided);
  const step = node === undefined ? undefined : compiler.step(node);
  return { step, size: compiler.size };
}
