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
import { fullRole, type Role } from '../../config/access/Role.js';
import type { Config } from '../../config.js';
import { createBoundedCache } from './boundedCache.js';
import { limitsFor } from '../validation/limitsFor.js';
import { rulesFor } from '../validation/rulesFor.js';
import { createExecutor, type Executor } from './executor.js';
import { KnownRequests } from './KnownRequests.js';
import { createFormatError } from '../errors/formatError.js';
import type { LiveSchema } from '../../joining/LiveSchema.js';
import { createLiveGateway } from './liveSchema.js';
import type { OperationGuard } from './OperationGuard.js';
import { rememberDocuments } from './rememberDocuments.js';
import type { Envelope } from '../requests/requestState.js';
import { createStatusPlugin } from './statusPlugin.js';
import { createStringify } from './stringify.js';

// Tokens that Apollo keeps, and that are kept beside it; a parsed document takes about 370 bytes of memory for each, and its text, of which comments are no tokens.
const documentStoreSize = 40_000;
const tokenSize = 370;
// Characters of query text.
const persistedQueriesSize = 1_000_000;

function sizeOf({ loc }: DocumentNode): number {
  let tokens = 0;
  for (let token = loc?.startToken ?? null; token !== null; token = token.next) tokens += 1;
  return tokens + Math.ceil((loc?.source.body.length ?? 0) / tokenSize);
}

/** What answers operations: Apollo, and what it takes to answer for it. */
export interface Answering {
  readonly apollo: ApolloServer<Envelope>;
  readonly known: KnownRequests;
  readonly execute: Executor;
  readonly stringify: ReturnType<typeof createStringify>;
}

/**
 * Starts Apollo Server on a live schema: no reporting, no landing page, no field hooks, errors masked.
 * @param role whose limits documents are held to; those of the server unless told
 */
export async function startApollo(
  schema: LiveSchema,
  {
    limits,
    plans,
    guards,
    role = fullRole,
  }: Pick<Config, 'limits'> &
    Config['execution'] & { readonly guards?: readonly OperationGuard[]; readonly role?: Pick<Role, 'limits'> },
  log: Logger,
): Promise<Answering> {
  const ofRole = limitsFor(role, limits);
  const documents = createBoundedCache(documentStoreSize, sizeOf);
  const known = new KnownRequests(documentStoreSize, sizeOf);
  const execute = createExecutor({ plans }, guards);
  const stringify = createStringify(limits.answer);
  // A document is valid for one schema only: what was kept for the one before would never be asked for again.
  const onSwap = (): void => {
    documents.clear();
    known.clear();
  };
  const apollo = new ApolloServer<Envelope>({
    gateway: createLiveGateway(schema, log, { executor: execute, onSwap }),
    logger: log,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    // Ours (csrf.ts) lets plain GETs pass.
    csrfPrevention: false,
    formatError: createFormatError(ofRole, schema),
    stringifyResult: stringify,
    parseOptions: { maxTokens: ofRole.tokens },
    validationRules: rulesFor(role, limits),
    documentStore: documents,
    cache: createBoundedCache<string>(persistedQueriesSize, (query) => query.length),
    plugins: [
      createStatusPlugin(),
      rememberDocuments(known),
      // Apollo's own would hook every field, which halves the throughput.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();
  return { apollo, known, execute, stringify };
}
