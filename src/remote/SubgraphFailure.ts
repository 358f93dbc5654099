import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../words/errorCodes.js';

type FailureCode = Extract<ErrorCode, 'SUBGRAPH_UNAVAILABLE' | 'SUBGRAPH_TIMEOUT' | 'SUBGRAPH_BAD_ANSWER'>;

interface FailureFacts {
  /** Whether the same call may come to an answer when it is repeated. */
  readonly mayPass?: boolean;
  /** Whether it tells that the subgraph is not well, rather than that one call was wrong or had no time left. */
  readonly isUnwell?: boolean;
}

/** A call of a subgraph that came to no answer, with a sentence that clients may read: it names no host, and repeats nothing that was sent. */
export class SubgraphFailure extends GraphQLError {
  readonly mayPass: boolean;
  readonly isUnwell: boolean;

  /** @param what goes on after the name of the subgraph, without its full stop */
  constructor(
    subgraph: string,
    readonly code: FailureCode,
    what: string,
    { mayPass = false, isUnwell = true }: FailureFacts = {},
  ) {
    super(`The subgraph "${subgraph}" ${what}.`, { extensions: { code, subgraph } });
    this.mayPass = mayPass;
    this.isUnwell = isUnwell;
  }
}
