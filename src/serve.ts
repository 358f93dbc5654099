import type { Logger } from 'pino';
import { openBudgets } from './access/budgets/createBudgets.js';
import { needsKey, refuseOpenPages, requireWay } from './access/requireWay.js';
import { createRightsOf, doorsOf, requireRowRights, type RightsOf } from './access/viewerRights.js';
import { createAdmit } from './admission/createAdmit.js';
import { createCaches } from './admission/createCaches.js';
import { createServerState } from './admission/createServerState.js';
import { afterTouch, lockTimeout, openReplica, replicaDoors, replicaNotices } from './admission/openReplica.js';
import { openAudit } from './audit/openAudit.js';
import { watchCatalogue, type CatalogueWatch } from './catalogue/watchCatalogue.js';
import type { Config } from './config.js';
import { internalsOf, openClient, type Sql } from './db/client.js';
import { createLoadReader } from './db/loads/createLoadReader.js';
import type { PoolOptions } from './db/connection/pool.js';
import type { DatabaseUnavailable } from './db/connection/unavailable.js';
import { createReadiness } from './db/readFreshness.js';
import { buildSchema, checkDirectives } from './federation/buildSchema.js';
import { factsOf } from './federation/schemaFacts.js';
import { createSchemaHolder } from './federation/schemaHolder.js';
import type { Subgraph } from './federation/subgraph.js';
import { forgetOn } from './forgetting/forgetOn.js';
import { makeMetrics, publishMetrics } from './gateway/metrics/publishMetrics.js';
import { createReplicaGuard } from './gateway/execution/createReplicaGuard.js';
import { loopbackHosts, startServer, type LiveSchema, type RunningServer } from './gateway/startServer.js';
import type { DatabaseTarget } from './db/target.js';
import type { Joining } from './joining/startJoining.js';
import { dayIn } from './lib/time/days.js';
import { followDays } from './lib/time/followDays.js';
import { within } from './lib/async/within.js';
import { openNews } from './news/openNews.js';
import { personalClassesOf } from './roleSchema/personalClassesOf.js';
import { subgraphs } from './subgraphs/index.js';
import type { Metrics } from './telemetry/createMetrics.js';
import { applicationName } from './workers/workerId.js';

/** A database that is served. */
export interface Serving {
  readonly url: string;
  /** Finishes running requests and closes everything that `serve` opened; the arguments are those of `RunningServer.stop`. */
  stop(drainMilliseconds?: number, isReplaced?: boolean): Promise<void>;
}

type OtherOptions = { readonly onReach?: PoolOptions['onReach']; readonly lockTimeout?: number };

/** Milliseconds beyond the statement timeout after which PostgreSQL is taken for frozen. */
const freezeGrace = 2000;

/** The connections of the requests, and those of the server itself, which no request can take. */
function openClients(config: Config, target: DatabaseTarget, log: Logger, metrics: Metrics | undefined) {
  const { database } = config;
  const openAt = (at: DatabaseTarget, pool: string, max: number, seconds: number, other: OtherOptions = {}): Sql => {
    const milliseconds = Math.round(seconds * 1000);
    return openClient(at, {
      max,
      prepare: database.prepare,
      ...(database.prepare && { statementTimeout: milliseconds }),
      applicationName: applicationName(),
      queue: { length: database.queue, timeout: database.queueTimeout * 1000 },
      longestLease: milliseconds + freezeGrace,
      observer: metrics?.statements.of(pool),
      ...other,
    });
  };
  const logReach = (failure: DatabaseUnavailable | undefined): void =>
    failure === undefined
      ? log.info('The database is reached again.')
      : log.error({ err: failure.cause }, failure.message);
  const ownSeconds = Math.min(database.statementTimeout, 3);
  const ownClient = openAt(target, 'own', 2, ownSeconds);
  const requestClient = openAt(target, 'requests', database.pool, database.statementTimeout, { onReach: logReach });
  const replica = openReplica(config, ownClient, log, (at, use) =>
    use === 'looks'
      ? openAt(at, 'own', 1, ownSeconds)
      : openAt(at, 'replica', database.pool, database.statementTimeout, database.prepare ? { lockTimeout } : {}),
  );
  // Read anew each time: a replica that was lost gets other connections.
  const pools = () => ({
    requests: requestClient,
    own: ownClient,
    ...(replica !== undefined && { replica: replica.client }),
  });
  return { requestClient, ownClient, replica, pools, forget: forgetOn(target, config, applicationName()) };
}

/** Holds the schema of subgraphs. The first one is refused where directives of the config can stand nowhere, whoever serves it. */
function createHolder({ limits, subgraph }: Config, served: readonly Subgraph[], today: () => string, log: Logger) {
  let isChecked = false;
  return createSchemaHolder((catalogue) => {
    if (!isChecked) checkDirectives(subgraphs, catalogue, today(), subgraph.directives);
    isChecked = true;
    return buildSchema(served, catalogue, today(), { ...limits, subgraph });
  }, log);
}

/** Joins the subgraphs of others where the config names some; what that needs is loaded then. */
async function openJoining(
  { gateway, access }: Config,
  local: LiveSchema,
  { log, metrics }: { readonly log: Logger; readonly metrics: Metrics | undefined },
): Promise<Joining | undefined> {
  if (gateway === undefined) return undefined;
  const { startJoining } = await import('./joining/startJoining.js');
  return startJoining(gateway, local, log, { classes: access.remote, onCall: metrics?.subgraphs.onCall });
}

/** What is to be closed at the end, the last first. */
type Opened = (() => void | Promise<void>)[];
type Resources = ReturnType<typeof openClients> & {
  readonly rightsOf: RightsOf;
  readonly opened: Opened;
  readonly metrics: Metrics | undefined;
  readonly readiness: ReturnType<typeof createReadiness>;
};

/** Opens all that answers requests, and puts what has to be closed into `opened`. */
async function open(
  config: Config,
  served: readonly Subgraph[],
  { requestClient, ownClient, rightsOf, opened, forget, metrics, readiness, replica, pools }: Resources,
  log: Logger,
): Promise<RunningServer> {
  const today = (): string => dayIn(config.timeZone, new Date());
  const holder = createHolder(config, served, today, log);
  // The last to be closed: until then requests end.
  const audit = openAudit(ownClient, { logged: config.access.audit.log, classesOf: personalClassesOf, log });
  opened.push(() => audit.stop());
  let watch: CatalogueWatch | undefined;
  const openDoor = replicaDoors(replica, doorsOf(ownClient, rightsOf));
  const isFollowed = (): boolean => watch?.isListening ?? false;
  const caches = await createCaches(config, ownClient, { openDoor, log, isFollowed });
  opened.push(() => caches.authenticator.stop());
  const news = openNews(openDoor, config.catalogue.pollSeconds, log);
  opened.push(() => news.stop());
  const ofKeys = { facet_api_clients: () => caches.authenticator.invalidate() };
  const watching = await watchCatalogue(ownClient, {
    listen: config.database.listen,
    notices: replicaNotices(replica, caches.tables.notices, ofKeys, news.notices),
    pollSeconds: config.catalogue.pollSeconds,
    onChange: afterTouch(replica, (catalogue) => holder.change(catalogue)),
    onError: (error) => log.error({ err: error }, 'The alias catalogue could not be read; the one in force stays.'),
  });
  watch = watching;
  // It may be asking a database that does not answer.
  opened.push(() => within(watching.stop(), 2000).catch((err: unknown) => log.warn({ err }, 'stopping the watch')));
  holder.change(watching.current);
  // Whether a field is deprecated because its meaning has ended depends on the day.
  opened.push(followDays(today, () => holder.change(watching.current)));
  const joining = await openJoining(config, holder, { log, metrics });
  if (joining !== undefined) opened.push(() => joining.stop());
  const schema = joining?.schema ?? holder;
  const server = await startServer({
    config,
    log,
    schema,
    subscribed: holder,
    joined: joining?.health,
    budgets: openBudgets(config.access, requestClient, { log, opened, processes: config.workers }),
    admit: createAdmit(config, requestClient, caches, { news, rightsOf, forget, replica }),
    readiness,
    ...(replica !== undefined && { guards: [createReplicaGuard(() => replica.wrote())] }),
    onEnded: (door, state) => audit.note(door, state),
    meter: metrics?.requests,
    fault: () => internalsOf(requestClient)?.pool.fault(),
    finishMilliseconds: config.shutdown.finishSeconds * 1000,
    ...(!needsKey(config) && { allowedHosts: loopbackHosts }),
  });
  news.onKeys = () => void server.recheck();
  metrics?.follow({
    server: createServerState(server, pools, caches),
    joined: joining?.health,
  });
  news.follow(schema, (one) => factsOf(one).catalogue);
  return server;
}

/**
 * Serves a migrated database over HTTP until stopped. Throws a `UserError` where it cannot start.
 * @param served the subgraphs whose fields are answered; all of them unless told
 */
export async function serve(config: Config, target: DatabaseTarget, log: Logger, served = subgraphs): Promise<Serving> {
  const metrics = await makeMetrics(config.metrics);
  const clients = openClients(config, target, log, metrics);
  const rightsOf = createRightsOf(clients.ownClient, config.databaseUrl === undefined);
  const opened: Opened = [];
  const close = async (): Promise<void> => {
    for (const end of opened.toReversed()) await end();
    await clients.replica?.stop();
    await Promise.all([clients.requestClient.end({ timeout: 1 }), clients.ownClient.end({ timeout: 1 })]);
  };
  try {
    refuseOpenPages(config);
    await requireWay(clients.ownClient, config);
    await requireRowRights(config, clients.ownClient, rightsOf);
    const readiness = createReadiness(clients.ownClient, clients.replica);
    if (metrics !== undefined) {
      const { loadsSeconds: seconds } = config.metrics;
      metrics.follow({ loads: createLoadReader(clients.ownClient, { timeZone: config.timeZone, seconds }), readiness });
      opened.push(await publishMetrics(metrics, config, log));
    }
    const server = await open(config, served, { ...clients, rightsOf, opened, metrics, readiness }, log);
    if (!needsKey(config))
      log.info('No key is asked for: only this machine reaches it. A key that is shown counts all the same.');
    return {
      url: server.url,
      async stop(drainMilliseconds, isReplaced) {
        await server.stop(drainMilliseconds, isReplaced);
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
