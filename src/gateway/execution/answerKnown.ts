import { HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import { nameOperation, type Envelope } from '../requests/requestState.js';
import type { KnownRequest } from './KnownRequests.js';
import type { Answering } from './startApollo.js';

/**
 * The answer to a known request. Undefined where it is Apollo's to make: what has errors, and what cannot be written. The envelope then
 * holds what the operation came to, so that it is not executed again.
 */
export async function answerKnown(
  { schema, document, variables, operationName, name, contentType }: KnownRequest,
  envelope: Envelope,
  { execute, stringify }: Pick<Answering, 'execute' | 'stringify'>,
): Promise<HTTPGraphQLResponse | undefined> {
  nameOperation(envelope.state, name);
  const result = await execute({ schema, document, request: { variables, operationName }, context: envelope });
  envelope.executed = result;
  if (result.errors !== undefined) return undefined;
  try {
    const { data = null, extensions } = result;
    const string = await stringify({ data, ...(extensions && { extensions }) });
    return { headers: new HeaderMap([['content-type', contentType]]), body: { kind: 'complete', string } };
  } catch {
    return undefined;
  }
}
