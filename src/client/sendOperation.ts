import { knownFault } from '../lib/errors/knownFault.js';
import { UserError } from '../lib/errors/UserError.js';

/** What is needed of `fetch`. */
export type Fetch = (
  url: string,
  request: {
    readonly method: 'POST';
    readonly headers: Record<string, string>;
    readonly body: string;
    readonly signal?: AbortSignal;
  },
) => Promise<{
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}>;

/** Where operations are sent, and how. */
export interface Gateway {
  readonly endpoint: URL;
  readonly key: string | undefined;
  readonly fetch: Fetch;
}

interface GraphqlBody<T> {
  readonly data?: T | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: unknown } }[];
}

const hints: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the host is not known',
  EAI_AGAIN: 'the host is not known',
  ETIMEDOUT: 'it does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
};

/** The address without what may be secret in it. */
const nameOf = ({ origin, pathname }: URL): string => `${origin}${pathname}`;

/** Runs a part of a request. Throws a `UserError` where it was aborted, or the gateway is not there. */
async function reaching<T>(endpoint: URL, signal: AbortSignal | undefined, part: () => Promise<T>): Promise<T> {
  try {
    return await part();
  } catch (error) {
    const known = knownFault(error, signal);
    if (known !== undefined) throw Object.assign(new UserError(known.message, known.code), { cause: error });
    const { message, cause } = error as { message?: string; cause?: { code?: string; message?: string } };
    const reason = hints[cause?.code ?? ''] ?? cause?.message ?? message;
    const failure = new UserError(
      `The gateway at ${nameOf(endpoint)} cannot be reached: ${reason}.`,
      'GATEWAY_UNREACHABLE',
    );
    throw Object.assign(failure, { cause: error });
  }
}

function parsed<T>(text: string): GraphqlBody<T> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Sends an operation and gives its data. Throws a `UserError`: the first error of the answer with its sentence and code, or what
 * kept the gateway from answering.
 */
export async function sendOperation<T extends object>(
  { endpoint, key, fetch }: Gateway,
  query: string,
  variables: object,
  signal?: AbortSignal,
): Promise<T> {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
  };
  const request = { method: 'POST', headers, body: JSON.stringify({ query, variables }) } as const;
  const [response, text] = await reaching(endpoint, signal, async () => {
    const answered = await fetch(endpoint.href, { ...request, ...(signal !== undefined && { signal }) });
    return [answered, await answered.text()] as const;
  });
  const body = parsed<T>(text);
  const [error] = Array.isArray(body?.errors) ? body.errors : [];
  if (typeof error?.message === 'string') {
    const { code } = error.extensions ?? {};
    const failure = new UserError(error.message, 'GATEWAY_ERROR');
    // A gateway of another version may have codes that this one does not know.
    throw code === undefined ? failure : Object.assign(failure, { code: String(code) });
  }
  if (body?.data != null) return body.data;
  const type = response.headers.get('content-type')?.split(';', 1)[0] ?? 'no type';
  throw new UserError(
    `${nameOf(endpoint)} answered with status ${response.status} and ${type}, which is no answer of Facet: is it the address of its /graphql?`,
    'GATEWAY_ANSWER',
  );
}
