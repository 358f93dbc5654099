import { GraphQLError } from 'graphql';
import { isJsonObject } from '../../lib/checks/isJsonObject.js';
import { errorCostOf } from '../../lib/budget/costs.js';
import type { Budget } from '../../lib/budget/Budget.js';

/** Of one answer; a page of entities may have one for each of them. */
const mostErrors = 1000;
/** Characters of a message, of a code and of a name in a path. */
const [longestMessage, longestCode, longestName] = [1000, 100, 200];
/** Names and indexes of a path. */
const longestPath = 100;

const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length).replace(/\p{Surrogate}$/u, '')}…`;

/** A path as it may be shown; undefined for what is none, so that the error is taken for one of the whole call. */
function pathOf(path: unknown): (string | number)[] | undefined {
  if (!Array.isArray(path) || path.length > longestPath) return undefined;
  const steps = path as unknown[];
  const isStep = (step: unknown): step is string | number =>
    typeof step === 'string' ? step.length <= longestName : Number.isSafeInteger(step) && (step as number) >= 0;
  return steps.every(isStep) ? steps : undefined;
}

function codeOf(error: Readonly<Record<string, unknown>>): string {
  const { extensions } = error;
  const code = isJsonObject(extensions) && Object.hasOwn(extensions, 'code') ? extensions['code'] : undefined;
  return typeof code === 'string' && code !== '' ? cut(code, longestCode) : 'SUBGRAPH_ERROR';
}

/**
 * Errors of a remote subgraph as clients may see them: message, path and code, each cut, and the name of the subgraph; nothing else
 * of them is kept. What is no error becomes one that says so.
 */
export function fitErrors(subgraph: string, errors: readonly unknown[], budget: Budget): GraphQLError[] {
  const shown = errors.slice(0, mostErrors).map((given) => {
    const error = isJsonObject(given) ? given : {};
    const { message } = error;
    const text =
      typeof message === 'string' && message !== '' ? message : `The subgraph "${subgraph}" failed without a message.`;
    const path = pathOf(error['path']);
    budget.take(
      errorCostOf(undefined, path === undefined ? 0 : path.join('.').length) +
        2 * Math.min(text.length, longestMessage),
    );
    const extensions = { code: codeOf(error), subgraph };
    return new GraphQLError(cut(text, longestMessage), { ...(path !== undefined && { path }), extensions });
  });
  const left = errors.length - shown.length;
  if (left === 0) return shown;
  const extensions = { code: 'SUBGRAPH_ERROR', subgraph };
  return [...shown, new GraphQLError(`The subgraph "${subgraph}" gave ${left} more errors.`, { extensions })];
}
