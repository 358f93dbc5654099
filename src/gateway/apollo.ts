import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { DocumentNode } from 'graphql';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { createBoundedCache } from './boundedCache.js';
import { createDepthLimit } from './depthLimit.js';
import { createFormatError } from './formatError.js';
import { createLiveGateway, type LiveSchema } from './liveSchema.js';
import { operationTypes } from './operationTypes.js';
import type { Envelope } from './requestState.js';
import { createStatusPlugin } from './statusPlugin.js';
import { createStringify } from './stringify.js';

// Tokens; a parsed document takes about 370 bytes of memory for each, and its text, of which comments are no tokens.
const documentStoreSize = 80_000;
const tokenSize = 370;
// Characters of query text.
const persistedQueriesSize = 1_000_000;

function sizeOf({ loc }: DocumentNode): number {
  let tokens = 0;
  for (let token = loc?.startToken ?? null; token !== null; token = token.next) tokens += 1;
  return tokens + Math.ceil((loc?.source.body.length ?? 0) / tokenSize);
}

/** Starts Apollo Server on a live schema: no reporting, no landing page, no field hooks, errors masked. */
export async function startApollo(
  schema: LiveSchema,
  limits: Config['limits'],
  log: Logger,
): Promise<ApolloServer<Envelope>> {
  const documents = createBoundedCache(documentStoreSize, sizeOf);
  const apollo = new ApolloServer<Envelope>({
    // A document is valid for one schema only: what was kept for the one before would never be asked for again.
    gateway: createLiveGateway(schema, log, () => documents.clear()),
    logger: log,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    // Ours (csrf.ts) lets plain GETs pass.
    csrfPrevention: false,
    formatError: createFormatError(limits, schema),
    stringifyResult: createStringify(limits.answer),
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [createDepthLimit(limits.depth), operationTypes],
    documentStore: documents,
    cache: createBoundedCache<string>(persistedQueriesSize, (query) => query.length),
    plugins: [
      createStatusPlugin(),
      // Apollo's own would hook every field, which halves the throughput.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}
