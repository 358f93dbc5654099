import type { ExecutionResult } from 'graphql';
import { isJsonObject } from '../../lib/checks/isJsonObject.js';
import type { Budget } from '../../lib/budget/Budget.js';
import { measureJson } from '../../lib/text/measureJson.js';
import { shortened } from '../../lib/text/shortened.js';
import { printable } from '../../lib/text/printable.js';
import type { HttpAnswer } from '../http/Exchange.js';
import { SubgraphFailure } from '../SubgraphFailure.js';
import { fitErrors } from './fitErrors.js';

/** Lists and objects in each other: more would exhaust the stack of what goes through them. */
const deepest = 300;

/** What a subgraph said, and whether it says by the way that it is not well. */
export interface ReadAnswer {
  readonly result: ExecutionResult;
  readonly isUnwell: boolean;
}

const graphqlJson = 'application/graphql-response+json';

/** The media type in lower case; undefined for one that no answer of GraphQL has, or with another character set than UTF-8. */
function mediaTypeOf(contentType: string | undefined): string | undefined {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
  const charset = parameters
    .map((one) => /^\s*charset\s*=\s*"?([^"\s]*)/.exec(one)?.[1])
    .find((one) => one !== undefined);
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') return undefined;
  const media = type.trim();
  return media === graphqlJson || media === 'application/json' ? media : undefined;
}

/** What the text of an answer holds; undefined where it is no JSON. Throws a `SubgraphFailure` where it is too deep, and what the budget throws. */
function parsed(subgraph: string, text: string, budget: Budget): unknown {
  const measured = measureJson(text);
  if (measured.deepest > deepest)
    throw new SubgraphFailure(subgraph, 'SUBGRAPH_BAD_ANSWER', `gave an answer that is ${measured.deepest} deep`);
  budget.take(measured.size);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** An answer of GraphQL; undefined for what is none. */
function resultOf(subgraph: string, value: unknown, budget: Budget): ExecutionResult | undefined {
  if (!isJsonObject(value)) return undefined;
  const [data, errors] = ['data', 'errors'].map((name) => (Object.hasOwn(value, name) ? value[name] : undefined));
  if (data !== undefined && data !== null && !isJsonObject(data)) return undefined;
  if (errors !== undefined && errors !== null && !Array.isArray(errors)) return undefined;
  const told = (errors ?? []) as readonly unknown[];
  if (data === undefined && told.length === 0) return undefined;
  return {
    ...(data !== undefined && { data: data as Record<string, unknown> | null }),
    ...(told.length > 0 && { errors: fitErrors(subgraph, told, budget) }),
  };
}

/** The failure that a status alone tells of. */
function statusFailure(subgraph: string, status: number): SubgraphFailure {
  if (status >= 500)
    return new SubgraphFailure(subgraph, 'SUBGRAPH_UNAVAILABLE', `answered with status ${status}`, { mayPass: true });
  // Who asks may have been refused: that tells nothing of the subgraph.
  return new SubgraphFailure(subgraph, 'SUBGRAPH_BAD_ANSWER', `answered with status ${status}`, { isUnwell: false });
}

/**
 * Reads an answer as "GraphQL over HTTP" says: of `application/graphql-response+json` whatever its status, of `application/json`
 * with another status than 2xx only where it tells errors and no data. Throws a `SubgraphFailure` for anything else.
 */
export function readGraphqlAnswer(
  subgraph: string,
  { status, contentType, body }: HttpAnswer,
  budget: Budget,
): ReadAnswer {
  const bad = (what: string): SubgraphFailure => new SubgraphFailure(subgraph, 'SUBGRAPH_BAD_ANSWER', what);
  if (status >= 300 && status < 400) throw bad(`redirects (status ${status}), which is not followed`);
  const isGood = status >= 200 && status < 300;
  const media = mediaTypeOf(contentType);
  if (media === undefined) {
    if (!isGood) throw statusFailure(subgraph, status);
    const found = contentType === undefined ? 'no media type' : `"${printable(shortened(contentType))}"`;
    throw bad(`answered with ${found} in place of JSON`);
  }
  const result = resultOf(subgraph, parsed(subgraph, body.toString(), budget), budget);
  const isTrusted = isGood || media === graphqlJson || (result?.errors !== undefined && result.data == null);
  if (!isTrusted) throw statusFailure(subgraph, status);
  if (result === undefined)
    throw isGood ? bad('gave an answer that is none of GraphQL') : statusFailure(subgraph, status);
  return { result, isUnwell: status >= 500 };
}
