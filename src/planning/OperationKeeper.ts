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
import { FieldNames, freePrefix } from './document/FieldNames.js';
import { planDocument } from './document/planDocument.js';
import type { Engine } from './Engine.js';
import type { PlanStep } from './fetching/JoinedRun.js';
import { AnswerPlan } from './finishing/AnswerPlan.js';
import { fragmentsOf } from '../lib/graphql/fragmentsOf.js';
import { noteLook } from '../telemetry/cacheTally.js';
import { notePlan } from '../telemetry/planTally.js';

type Variables = Readonly<Record<string, unknown>>;
type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/** Characters of documents and plans that are kept for a supergraph, and of one operation; each takes about 60 bytes of memory. */
const mostKept = 2_000_000;
const mostOfOne = 400_000;

/** What is worked out once of an operation, for one outcome of its `@skip` and `@include`. */
export interface PreparedOperation {
  /** Undefined where no subgraph is asked. */
  readonly step: PlanStep | undefined;
  readonly clientNames: ReadonlyMap<string, string>;
  readonly answerPlan: AnswerPlan;
  readonly size: number;
}

/** What is known of an operation of a document. */
interface Known {
  /** What tells it from others. */
  readonly text: string;
  readonly fragments: Fragments;
  /** The variables that `@skip` and `@include` go by. */
  readonly switches: readonly string[];
  /** By outcome the text with it: the same one each time, for it is long to look up anew. */
  readonly keys: Map<string, string>;
}

/** How many outcomes have their text kept with the document. */
const mostKeys = 16;

function addKey({ keys, text }: Known, outcome: string): string {
  const key = `${outcome} ${text}`;
  if (keys.size < mostKeys) keys.set(outcome, key);
  return key;
}

function toKnown(document: DocumentNode, operation: OperationDefinitionNode): Known {
  const switches = new Set<string>();
  const Directive = ({ name, arguments: given = [] }: DirectiveNode): void => {
    if (name.value !== 'skip' && name.value !== 'include') return;
    for (const { value } of given) if (value.kind === Kind.VARIABLE) switches.add(value.name.value);
  };
  visit(document, { Directive });
  return {
    text: `${operation.name?.value ?? ''} ${print(document)}`,
    fragments: Object.fromEntries(fragmentsOf(document)),
    switches: [...switches],
    keys: new Map(),
  };
}

/** Keeps what is worked out of operations over one supergraph, and goes with it. */
export class OperationKeeper {
  private readonly known = new WeakMap<OperationDefinitionNode, Known>();
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
  prepared(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
  ): Promise<PreparedOperation> {
    let known = this.known.get(operation);
    if (known === undefined) {
      known = toKnown(document, operation);
      this.known.set(operation, known);
    }
    const drawn = this.draw();
    let outcome = String(drawn);
    for (const name of known.switches) outcome += ` ${String(variables[name])}`;
    const key = known.keys.get(outcome) ?? addKey(known, outcome);
    return noteLook('joined_plans', this.kept.get(key)) ?? this.keep(key, operation, known.fragments, variables, drawn);
  }

  /** Draws which of the fields that move are asked for where they move to. Between two percentages every number means the same. */
  private draw(): number {
    const { percentages } = this.engine;
    if (percentages.length === 0) return 0;
    const drawn = Math.random() * 100;
    return percentages.findLast((one) => one <= drawn) ?? 0;
  }

  private keep(
    key: string,
    operation: OperationDefinitionNode,
    fragments: Fragments,
    variables: Variables,
    drawn: number,
  ): Promise<PreparedOperation> {
    const began = performance.now();
    const made = this.prepare(operation, fragments, variables, drawn);
    this.kept.set(key, made, { size: key.length });
    const settle = (size: number): void => {
      if (this.kept.peek(key) !== made) return;
      // The size of what is set again stays as it was.
      this.kept.delete(key);
      if (size > 0) this.kept.set(key, made, { size: key.length + size });
    };
    made.then(
      ({ size }) => {
        notePlan('ok', began);
        settle(size);
      },
      () => {
        notePlan('failed', began);
        settle(0);
      },
    );
    return made;
  }

  private async prepare(
    operation: OperationDefinitionNode,
    fragments: Fragments,
    variables: Variables,
    drawn: number,
  ): Promise<PreparedOperation> {
    const { supergraph, engine } = this;
    const names = new FieldNames(this.prefix);
    const document = planDocument(supergraph, operation, fragments, variables, names);
    const { step, size } =
      document === undefined ? { step: undefined, size: 0 } : await engine.prepare(document, operation, drawn);
    const answerPlan = new AnswerPlan(supergraph, operation, fragments, names.nameOf);
    return { step, size: size + 1, clientNames: names.clientNames, answerPlan };
  }
}
