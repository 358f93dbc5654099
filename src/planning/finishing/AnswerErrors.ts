import { GraphQLError } from 'graphql';
import { codedError } from '../../lib/errors/codedError.js';
import type { ErrorCode } from '../../words/errorCodes.js';

/** A way into an answer, by the names that the client knows. */
export type AnswerPath = readonly (string | number)[];

/** How many errors an answer tells; a list of ten thousand bad values has as many. */
const mostErrors = 1000;
const longestMessage = 1000;

/** What is known of an error beside its sentence. */
export interface ErrorFacts {
  readonly path?: AnswerPath | undefined;
  /** The subgraphs that it comes from. */
  readonly subgraphs: readonly string[];
  readonly code?: ErrorCode | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  readonly originalError?: Error | undefined;
}

/** The errors below a place of an answer. */
class Place {
  readonly below = new Map<string | number, Place>();
  readonly subgraphs = new Set<string>();
}

/** The errors of one answer. */
export class AnswerErrors {
  private readonly told: GraphQLError[] = [];
  private untold = 0;
  private readonly root = new Place();

  get isEmpty(): boolean {
    return this.told.length === 0;
  }

  /** Whether no more errors are told one by one. */
  get isFull(): boolean {
    return this.told.length >= mostErrors;
  }

  add(message: string, { path, subgraphs, code, extensions, originalError }: ErrorFacts): void {
    this.mark(path ?? [], subgraphs);
    if (this.isFull) {
      this.untold += 1;
      return;
    }
    const named = subgraphs.length === 0 ? {} : { subgraph: subgraphs.join(', ') };
    this.told.push(
      new GraphQLError(message.slice(0, longestMessage), {
        ...(path === undefined || path.length === 0 ? {} : { path }),
        ...(originalError === undefined ? {} : { originalError }),
        extensions: { ...(code === undefined ? {} : { code }), ...extensions, ...named },
      }),
    );
  }

  /**
   * Whether the lack of a value is explained: an error stands at its place, below it, or around it where it comes from one of the
   * subgraphs that owe the value.
   */
  explains(path: AnswerPath, owing: readonly string[]): boolean {
    let place = this.root;
    for (const key of path) {
      if (owing.some((subgraph) => place.subgraphs.has(subgraph))) return true;
      const next = place.below.get(key);
      if (next === undefined) return false;
      place = next;
    }
    return true;
  }

  /** The errors as an answer tells them. What lies behind a path that the answer does not show is nobody's to know. */
  shownFor(data: unknown): readonly GraphQLError[] {
    const shown = this.told.map((error) => (error.path === undefined ? error : shortenPath(error, data)));
    if (this.untold === 0) return shown;
    return [...shown, codedError('SUBGRAPH_ERROR', `${this.untold} more errors are left out.`)];
  }

  private mark(path: AnswerPath, subgraphs: readonly string[]): void {
    let place = this.root;
    for (const key of path) {
      const next = place.below.get(key) ?? new Place();
      place.below.set(key, next);
      place = next;
    }
    for (const subgraph of subgraphs) place.subgraphs.add(subgraph);
  }
}

/** How many steps of a path lead through an answer, to its end or to what is null in it. */
function shownSteps(path: AnswerPath, data: unknown): number {
  let value = data;
  for (const [index, key] of path.entries()) {
    if (typeof value !== 'object' || value === null) return path.length;
    if (!Object.hasOwn(value, key)) return index;
    value = (value as Record<string | number, unknown>)[key];
  }
  return path.length;
}

function shortenPath(error: GraphQLError, data: unknown): GraphQLError {
  const { path = [], message, originalError, extensions } = error;
  const steps = shownSteps(path, data);
  if (steps === path.length) return error;
  return new GraphQLError(message, { path: path.slice(0, steps), originalError: originalError ?? null, extensions });
}
