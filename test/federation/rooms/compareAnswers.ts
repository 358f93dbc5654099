import { expect } from '@jest/globals';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { randomQuestion, type ArgumentValues } from './randomQuestions.js';

/** Asks a server, or what stands for one. */
export type Ask = (query: string, variables?: Readonly<Record<string, unknown>>) => Promise<ExecutionResult>;

/** So many seeds of random questions. */
export const seedsFrom = (first: number, count: number): number[] => Array.from({ length: count }, (_, n) => first + n);

/**
 * Data, and where it failed by which code; of an answer without data only that it failed: GraphQL leaves open which of several failures
 * is told then.
 */
const shown = ({ data, errors = [] }: ExecutionResult) => ({
  data: JSON.parse(JSON.stringify(data ?? null)) as unknown,
  errors:
    data == null
      ? errors.length > 0
      : errors.map(({ path, extensions }) => `${(path ?? []).join('.')} ${String(extensions['code'])}`).toSorted(),
});

/** How many values that are not null stand in an answer. */
const countValues = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum: number, one) => sum + countValues(one), 0)
    : Number(value !== null);

/** Subgraphs behind a gateway; `calls` are those that were called. */
interface Joined {
  readonly schema: GraphQLSchema;
  readonly ask: Ask;
  readonly calls: string[];
}

/**
 * Asks random questions of one process and of several, whose answers must be the same. Tells how many values there were, and how many
 * questions went to several.
 */
export async function compareAnswers(
  whole: Ask,
  { schema, ask, calls }: Joined,
  values: ArgumentValues,
  seeds: readonly number[],
) {
  const told = { values: 0, mixed: 0 };
  for (const seed of seeds) {
    const question = randomQuestion(schema, values, seed, 4);
    calls.length = 0;
    const [one, many] = [shown(await whole(question)), shown(await ask(question))];
    expect({ seed, question, ...many }).toEqual({ seed, question, ...one });
    told.values += countValues(one.data);
    told.mixed += Number(new Set(calls).size > 1);
  }
  return told;
}
