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
import type { Config } from '../../config.js';
import { fullRole } from '../../config/access/Role.js';
import { createBoundedCache } from './boundedCache.js';
import { limitsFor } from '../validation/limitsFor.js';
import { rulesFor } from '../validation/rulesFor.js';
import { createExecutor, type Executor } from './executor.js';
import { KnownRequests } from './KnownRequests.js';
import { createFormatError } from '../errors/formatError.js';
import type { LiveSchema } from '../../joining/LiveSchema.js';
import { createLiveGateway } from './liveSchema.js';
import type { RoleReader } from '../../roleSchema/RoleReader.js';
import { idlePatterns } from '../../roleSchema/idlePatterns.js';
import { liveRoleSchema } from '../../roleSchema/roleSchemaOf.js';
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
  readonly schema: LiveSchema;
  readonly apollo: ApolloServer<Envelope>;
  readonly known: KnownRequests;
  readonly execute: Executor;
  readonly stringify: ReturnType<typeof createStringify>;
  /** Bytes that parsed documents take, about. */
  readonly documentBytes: () => number;
}

/** What operations are answered by, and for whom. */
export interface ApolloOptions extends Pick<Config, 'limits'> {
  readonly plans: Config['execution']['plans'];
  readonly guards?: readonly OperationGuard[];
  /** Who asks; left out: who sees everything. */
  readonly reader?: RoleReader;
}

/** Starts Apollo Server on a live schema as a reader sees it: no reporting, no landing page, no field hooks, errors masked. */
export async function startApollo(
  given: LiveSchema,
  { limits, plans, guards, reader }: ApolloOptions,
  log: Logger,
): Promise<Answering> {
  const schema = reader === undefined ? given : liveRoleSchema(given, reader);
  const { role = fullRole } = reader ?? {};
  const ofRole = limitsFor(role, limits);
  const idle = idlePatterns(given.current, role);
  if (idle.length > 0)
    log.warn({ role: role.name, coordinates: idle }, 'The schema has no fields that a role names in "fields".');
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
    formatError: createFormatError(ofRole, schema, role.suggestions),
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
  return { schema, apollo, known, execute, stringify, documentBytes: () => known.size * tokenSize };
}
