import {
  Kind,
  print,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Supergraph } from '../supergraph/Supergraph.js';
import { freePrefix, nameResponses } from './document/nameResponses.js';
import type { Engine } from './Engine.js';
import type { PlanStep } from './fetching/JoinedRun.js';
import { AnswerPlan } from './finishing/AnswerPlan.js';

type Variables = Readonly<Record<string, unknown>>;

/** Characters of documents and plans that are kept for a supergraph, and of one operation. */
const mostKept = 4_000_000;
const mostOfOne = 400_000;
/** For how many outcomes of `@skip` and `@include` the form of an answer is kept. */
const mostForms = 16;

/** What is worked out once of an operation. */
export interface PreparedOperation {
  readonly operation: OperationDefinitionNode;
  /** Undefined where no subgraph is asked. */
  readonly step: PlanStep | undefined;
  readonly clientNames: ReadonlyMap<string, string>;
  readonly size: number;
  /** What its answer shows with some variables. */
  answerPlan(variables: Variables): AnswerPlan;
}

function switchesOf(definitions: readonly (OperationDefinitionNode | FragmentDefinitionNode)[]): string[] {
  const names = new Set<string>();
  const Directive = ({ name, arguments: given = [] }: DirectiveNode): void => {
    if (name.value !== 'skip' && name.value !== 'include') return;
    for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
  };
  for (const one of definitions) visit(one, { Directive });
  return [...names];
}

/** Keeps what is worked out of operations over one supergraph, and goes with it. */
export class OperationKeeper {
  private readonly keys = new WeakMap<OperationDefinitionNode, string>();
  private readonly kept = new LRUCache<string, Promise<PreparedOperation>>({
    maxSize: mostKept,
    maxEntrySize: mostOfOne,
  });
  private readonly prefix: string;

  constructor(
    private readonly supergraph: Supergraph,
    private readonly engine: Engine,
  ) {
    this.prefix = freePrefix(supergraph.sdl);
  }

  /** What is worked out of an operation, whose document is valid for the API schema. */
  prepared(document: DocumentNode, operation: OperationDefinitionNode): Promise<PreparedOperation> {
    let key = this.keys.get(operation);
    if (key === undefined) {
      key = `${operation.name?.value ?? ''} ${print(document)}`;
      this.keys.set(operation, key);
    }
    return this.kept.get(key) ?? this.keep(key, document, operation);
  }

  private keep(key: string, document: DocumentNode, operation: OperationDefinitionNode): Promise<PreparedOperation> {
    const made = this.prepare(document, operation);
    this.kept.set(key, made, { size: key.length });
    const settle = (size: number): void => {
      if (this.kept.peek(key) !== made) return;
      this.kept.delete(key);
      if (size > 0) this.kept.set(key, made, { size: key.length + size });
    };
    made.then(
      ({ size }) => settle(size),
      () => settle(0),
    );
    return made;
  }

  private async prepare(document: DocumentNode, operation: OperationDefinitionNode): Promise<PreparedOperation> {
    const { supergraph, engine } = this;
    const fragments = new Map(
      document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
    );
    const named = nameResponses(supergraph, operation, fragments, this.prefix);
    const made =
      named.document === undefined
        ? { step: undefined, size: 0 }
        : await engine.prepare(named.document, print(named.document), operation);
    const switches = switchesOf([operation, ...fragments.values()]);
    const forms = new Map<string, AnswerPlan>();
    return {
      ...made,
      size: made.size + 1,
      operation,
      clientNames: named.clientNames,
      answerPlan(variables) {
        const outcome = switches.map((name) => String(variables[name])).join(' ');
        const known = forms.get(outcome);
        if (known !== undefined) return known;
        const plan = new AnswerPlan(supergraph, operation, Object.fromEntries(fragments), named.nameOf);
        if (forms.size < mostForms) forms.set(outcome, plan);
        return plan;
      },
    };
  }
}
