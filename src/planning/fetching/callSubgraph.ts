import type { AnswerPath } from '../finishing/AnswerErrors.js';
import { readAnswer, type FetchRequest, type JoinedRun, type SubgraphAnswer } from './JoinedRun.js';
import { tellBadAnswer, tellFailure } from './tellErrors.js';

/**
 * Calls a subgraph. What fails as a whole is told at each of the places, and gives undefined; only where the operation was ended does
 * it fail.
 */
export async function callSubgraph(
  request: FetchRequest,
  variables: Readonly<Record<string, unknown>>,
  places: () => readonly (AnswerPath | undefined)[],
  run: JoinedRun,
): Promise<SubgraphAnswer | undefined> {
  run.signal.throwIfAborted();
  const { subgraph, document, text, operationName, operationType } = request;
  let answer: SubgraphAnswer | string;
  try {
    answer = readAnswer(await run.call({ subgraph, document, text, operationName, operationType, variables }));
  } catch (error) {
    run.signal.throwIfAborted();
    tellFailure(error, subgraph, places(), run);
    return undefined;
  }
  if (typeof answer !== 'string') return answer;
  tellBadAnswer(answer, subgraph, places(), run);
  return undefined;
}
