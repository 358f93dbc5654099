import { GraphQLError } from 'graphql';
import { isJsonObject } from '../../lib/checks/isJsonObject.js';
import { UserError } from '../../lib/errors/UserError.js';
import type { AnswerPath } from '../finishing/AnswerErrors.js';
import type { JoinedRun } from './JoinedRun.js';

const textOf = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value !== '' ? value : otherwise;

/** The steps of an error's path as a subgraph tells it; undefined for none. */
export function pathOf(error: unknown): AnswerPath | undefined {
  const path = isJsonObject(error) ? error['path'] : undefined;
  const isPath =
    Array.isArray(path) && path.length > 0 && path.every((step) => typeof step === 'string' || Number.isInteger(step));
  return isPath ? (path as AnswerPath) : undefined;
}

/** A path by the names that the client knows; `renamed` are those that a fetch has for itself. */
export const clientPath = (
  path: AnswerPath,
  { clientNames }: JoinedRun,
  renamed: ReadonlyMap<string, string>,
): AnswerPath =>
  path.map((step) => {
    if (typeof step === 'number') return step;
    const name = renamed.get(step) ?? step;
    return clientNames.get(name) ?? name;
  });

/** Tells an error of a subgraph at a place of the answer, with its code. */
export function tellError(error: unknown, subgraph: string, path: AnswerPath | undefined, run: JoinedRun): void {
  const facts = isJsonObject(error) ? error : {};
  const message = textOf(facts['message'], `The subgraph ${subgraph} tells an error without a message.`);
  // An error of this process is told by its cause, which knows its code.
  const isOurs = error instanceof GraphQLError;
  const given = isJsonObject(facts['extensions']) ? facts['extensions'] : {};
  const code = isOurs ? given['code'] : textOf(given['code'], 'SUBGRAPH_ERROR');
  run.errors.add(message, {
    path,
    subgraphs: [subgraph],
    extensions: { ...given, ...(code === undefined ? {} : { code }) },
    originalError: isOurs ? (error.originalError ?? undefined) : undefined,
  });
}

/** Tells that a subgraph's answer cannot be used, at each of some places. */
export function tellBadAnswer(
  why: string,
  subgraph: string,
  paths: readonly (AnswerPath | undefined)[],
  run: JoinedRun,
): void {
  for (const path of paths)
    run.errors.add(`What the subgraph ${subgraph} answered cannot be used: ${why}.`, {
      path,
      subgraphs: [subgraph],
      code: 'SUBGRAPH_BAD_ANSWER',
    });
}

/** Tells that a call failed as a whole, at each of some places. */
export function tellFailure(
  error: unknown,
  subgraph: string,
  paths: readonly (AnswerPath | undefined)[],
  run: JoinedRun,
): void {
  const cause = error instanceof Error ? error : new Error(String(error));
  const extensions =
    cause instanceof GraphQLError ? cause.extensions : cause instanceof UserError ? { code: cause.code } : undefined;
  const originalError = cause instanceof GraphQLError ? (cause.originalError ?? undefined) : cause;
  for (const path of paths) run.errors.add(cause.message, { path, subgraphs: [subgraph], extensions, originalError });
}
