import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { PublishedDocuments } from '../../documents/PublishedDocuments.js';
import type { PersonsRead } from '../../access/PersonsRead.js';
import type { AbortNotice } from '../../lib/async/LightAborter.js';
import type { Budget } from '../../lib/budget/Budget.js';
import type { RemoteAsked } from '../../remote/Remote.js';
import type { FindSources } from '../caching/AnswerSources.js';
import type { RequestCost } from '../cost/RequestCost.js';
import type { ConditionalGet } from '../caching/ConditionalGet.js';

/** What is known of a request before its query is read. */
export interface RequestFacts {
  /** Its own `x-request-id`, or a generated one; at most 64 of `[A-Za-z0-9_.-]`. */
  readonly requestId: string;
  /** The `authorization` header as it came. */
  readonly authorization: string | undefined;
  /**
   * Aborted once the request has ended, whether it was answered or not; before its answer with a `UserError` as reason where the
   * client is told why (`REQUEST_TIMEOUT`, `TOO_MANY_VALUES`, `OVERLOADED`), and without where it goes away or a shutdown
   * cannot wait any longer.
   */
  readonly signal: AbortNotice;
  /** Counts what the answer takes while it is made. */
  readonly budget: Budget;
  /** As Node read them; for subgraphs that are handed some of them. */
  readonly headers?: IncomingHttpHeaders;
  /** When it must have been answered, by `performance.now()`. */
  readonly deadline?: number;
}

/** What an operation is: its document is valid for the schema. */
export interface NotedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
}

/** What the server itself keeps of a running request. */
export interface RequestState {
  readonly facts: RequestFacts;
  /** Logs with the request id. */
  readonly log: FastifyBaseLogger;
  /** Takes its deadline away: it is answered as long as its client listens. Left out of what has none. */
  readonly unlimited?: () => void;
  /** Told by Apollo once the document is parsed; for the log. */
  operationName?: string;
  /** The name of the key that was shown; for the log. */
  client?: string | undefined;
  /** The codes of the answer's errors, each once and the first few; for the log. */
  codes?: readonly string[] | undefined;
  /** Who asks; undefined where nobody was admitted. */
  viewer?: Admission['viewer'];
  /** Whether its document is one that was published. */
  isPublished?: boolean;
  /** What was to be executed; undefined where it never came to that. */
  operation?: NotedOperation;
  /** The text of the document, where Apollo has read it. */
  source?: string | undefined;
  /** Whether the operation came to data. */
  hasData?: boolean;
  /** Whose data the answer is made of. */
  persons?: PersonsRead | undefined;
  /** Whether the document or its variables were refused: see statusPlugin. */
  documentRefused?: boolean;
  /** Characters of the answer, before it is compressed. */
  answerLength?: number;
  /** What its operation costs; undefined until it is priced. */
  cost?: RequestCost;
  /** Whether its client did not read the answer: see sendWithin. */
  wasCutOff?: boolean;
}

/** A request that may ask: by whom it is, and how the context of its operation is made. */
export interface Admission {
  /** The name of the key that was shown, or of who shows a token; for the log. */
  readonly client?: string | undefined;
  /** Who asks, for subgraphs that are told; left out where nobody is known. */
  readonly viewer?: RemoteAsked['viewer'] | undefined;
  /** The documents that it may ask for by their ids; left out: none, and it may send any text. */
  readonly documents?: PublishedDocuments | undefined;
  /**
   * Makes the context that the resolvers get, once the schema is known that the operation runs on, which is the one in force when
   * it began. What it throws is the answer.
   */
  readonly contextOn: (schema: GraphQLSchema) => object;
  /** To be called for an operation that only reads: what it reads may be a moment old. Left out where all is read from one place. */
  readonly mayLag?: (() => void) | undefined;
  /** Is told whose data the answer is made of; left out where nobody counts them. */
  readonly persons?: PersonsRead | undefined;
  /** Tells what its answer was read from; left out where that has no versions. */
  readonly findSources?: FindSources;
}

/** Apollo's context, which Apollo copies for each operation: the context of the subgraphs is made later, and not copied. */
export interface Envelope extends Pick<Admission, 'contextOn' | 'documents' | 'mayLag' | 'viewer'> {
  readonly state: RequestState;
  /** Of a GET. */
  readonly conditional: ConditionalGet | undefined;
  /** What the operation came to, where it was executed before Apollo was asked. */
  executed?: ExecutionResult;
}

declare module 'fastify' {
  interface FastifyRequest {
    state: RequestState;
  }
}

/** Tells the log the name of the operation. */
export function nameOperation(state: RequestState, name: string | null): void {
  if (name !== null) state.operationName = name.slice(0, 100);
}

// Apollo gives the function that writes an answer its data alone. The entry goes when the data does.
const states = new WeakMap<object, RequestState>();

/** Remembers whose answer some data is. */
export const bindData = (data: object, state: RequestState): void => void states.set(data, state);

/** The state of the request that some data is the answer of; undefined for any other object. */
export const stateOfData = (data: object): RequestState | undefined => states.get(data);
