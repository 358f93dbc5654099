import { UserError } from '../lib/errors/UserError.js';
import type { AggregationLevel } from '../words/levels.js';
import { checkText } from './checkCall.js';
import type { AskedQuery, MetricsSource, ReadPage } from './MetricsSource.js';
import { sendOperation, type Fetch, type Gateway } from './sendOperation.js';
import { sourceClosed } from './sourceClosed.js';
import { metaFields, toResponse, type Meta, type Value } from './toResponse.js';

/** How a gateway is asked. */
export interface GatewayOptions {
  /** An API key, as `facet keys create` prints it; white space around it does not count. */
  readonly token?: string | undefined;
  /** What sends requests; by default the runtime's `fetch`. */
  readonly fetch?: Fetch | undefined;
}

const operation = `
query FacetMetrics($level: AggregationLevel!, $ids: [ID!], $app: String, $names: [String!], $effectiveDates: [Date!],
  $lastFullMonth: Boolean, $attributesOnly: Boolean!, $locale: String, $first: Int, $after: String) {
  metricsForEntities(level: $level, entityIds: $ids, app: $app, names: $names, effectiveDates: $effectiveDates,
    lastFullMonth: $lastFullMonth, first: $first, after: $after) {
    edges {
      node {
        meta { ${metaFields.join(' ')} }
        metrics @skip(if: $attributesOnly) { effectiveDate name unit value valueFormatted(locale: $locale) }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Answer {
  readonly metricsForEntities: {
    readonly edges: readonly { readonly node: { readonly meta: Meta; readonly metrics?: readonly Value[] } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const readGateway =
  <L extends AggregationLevel>(gateway: Gateway, asked: AskedQuery<L>, signal?: AbortSignal): ReadPage<L> =>
  async (ids, after, first) => {
    const variables = { ...asked, ids, after, first };
    const { metricsForEntities } = await sendOperation<Answer>(gateway, operation, variables, signal);
    const { edges, pageInfo } = metricsForEntities;
    return {
      responses: edges.map(({ node }) => toResponse(asked.level, node.meta, node.metrics ?? [])),
      next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    };
  };

/** The address of `/graphql`, where the server's alone is given as well. */
function endpointOf(url: string | URL): URL {
  const text = String(url);
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new UserError('The address of the gateway is no URL such as https://facet.example/graphql.');
  const endpoint = new URL(text);
  if (endpoint.username !== '' || endpoint.password !== '')
    throw new UserError('The address of the gateway holds a user or a password: give the API key as "token".');
  if (endpoint.pathname === '/') endpoint.pathname = '/graphql';
  return endpoint;
}

/**
 * Answers queries by a gateway at a URL, its `/graphql`. Throws a `UserError` for an address or a token that can be none. What
 * queries fail with has the sentence and `code` of the gateway, `GATEWAY_UNREACHABLE` where there is none, or `GATEWAY_ANSWER` where
 * it is something else that answers.
 */
export function fromGateway(
  url: string | URL,
  { token, fetch = globalThis.fetch }: GatewayOptions = {},
): MetricsSource {
  const key = token == null ? undefined : checkText(token, 'token').trim();
  if (key !== undefined && !/^[\x21-\x7E]+$/.test(key))
    throw new UserError('The token is empty or holds characters that no API key has.');
  const gateway: Gateway = { endpoint: endpointOf(url), key, fetch };
  let isClosed = false;
  const close = async (): Promise<void> => {
    isClosed = true;
  };
  return {
    read(asked, signal) {
      if (isClosed) throw sourceClosed();
      return readGateway(gateway, asked, signal);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
