import { getOperationAST, GraphQLError, print, type DocumentNode, type ExecutionResult } from 'graphql';
import { codedError } from '../../lib/errors/codedError.js';
import { UserError } from '../../lib/errors/UserError.js';
import { readAnswer, type JoinedRun } from '../fetching/JoinedRun.js';

/** What stitching asks a subgraph for. */
export interface StitchedRequest {
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly context?: unknown;
}

/** An error of a subgraph, which tells where it comes from however often it is wrapped. */
function told(error: unknown, subgraph: string): GraphQLError {
  const { message, path, extensions } = (error ?? {}) as { message?: unknown; path?: unknown; extensions?: object };
  const isOurs = error instanceof GraphQLError;
  const code = isOurs ? {} : { code: 'SUBGRAPH_ERROR' };
  return new GraphQLError(
    typeof message === 'string' && message !== ''
      ? message
      : `The subgraph ${subgraph} tells an error without a message.`,
    {
      path: Array.isArray(path) ? (path as string[]) : null,
      originalError: (isOurs ? error.originalError : null) ?? null,
      extensions: { ...code, ...extensions, subgraph },
    },
  );
}

function failed(error: unknown, subgraph: string): ExecutionResult {
  const cause = error instanceof Error ? error : new Error(String(error));
  const code =
    cause instanceof UserError ? { code: cause.code } : cause instanceof GraphQLError ? cause.extensions : {};
  const originalError = cause instanceof GraphQLError ? (cause.originalError ?? null) : cause;
  return { errors: [new GraphQLError(cause.message, { originalError, extensions: { ...code, subgraph } })] };
}

/** Asks a subgraph for stitching, by the call of the operation that runs. */
export const subschemaExecutor =
  (subgraph: string) =>
  async ({ document, variables = {}, context }: StitchedRequest): Promise<ExecutionResult> => {
    const { run } = context as { readonly run: JoinedRun };
    run.signal.throwIfAborted();
    const operation = getOperationAST(document);
    let result: ExecutionResult;
    try {
      result = await run.call({
        subgraph,
        document,
        text: print(document),
        operationName: operation?.name?.value,
        operationType: operation?.operation ?? 'query',
        variables,
      });
    } catch (error) {
      run.signal.throwIfAborted();
      return failed(error, subgraph);
    }
    const answer = readAnswer(result);
    if (typeof answer !== 'string')
      return {
        data: answer.data,
        ...(answer.errors.length > 0 ? { errors: answer.errors.map((one) => told(one, subgraph)) } : {}),
      };
    const message = `What the subgraph ${subgraph} answered cannot be used: ${answer}.`;
    return { errors: [codedError('SUBGRAPH_BAD_ANSWER', message, { extensions: { subgraph } })] };
  };
