import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type * as yaml from 'yaml';
import { z } from 'zod';
import { accessKeys, resolveAccess, type AccessConfig } from './config/access/accessKeys.js';
import { limitKeys } from './config/access/limitKeys.js';
import { appKeys, resolveApps, type AppConfig } from './config/appKeys.js';
import { bounded, boundedWhole } from './config/bounded.js';
import { campaignKeys } from './config/campaigns/campaignKeys.js';
import { corsKeys } from './config/corsKeys.js';
import { destinationKeys, resolveDestinations, type DestinationConfig } from './config/destinations/destinationKeys.js';
import { enrichmentKeys } from './config/enrichmentKeys.js';
import { environmentKeys } from './config/environmentKeys.js';
import { formerName } from './config/formerName.js';
import type { GatewayConfig } from './config/gateway/GatewayConfig.js';
import { gatewayKeys } from './config/gateway/gatewayKeys.js';
import { resolveGateway } from './config/gateway/resolveGateway.js';
import { cacheKeys } from './config/cacheKeys.js';
import { httpKeys, resolveHttp } from './config/httpKeys.js';
import { keysAt } from './lib/checks/keysAt.js';
import { levelKeys } from './config/levelKeys.js';
import { linkingKeys } from './config/linkingKeys.js';
import { metricsKeys, resolveMetrics, type MetricsConfig } from './config/telemetry/metricsKeys.js';
import { subgraphKeys } from './config/subgraphKeys.js';
import { segmentableKeys } from './config/segmentableKeys.js';
import { runKeys } from './config/runs/runKeys.js';
import { resolveSchedule, scheduleKeys } from './config/scheduleKeys.js';
import { segmentKeys } from './config/segmentKeys.js';
import { resolveValidation, validationKeys } from './config/validationKeys.js';
import { zone } from './config/zone.js';
import { didYouMean } from './lib/text/nearNames.js';
import { UserError } from './lib/errors/UserError.js';
import { dataTypeNames } from './words/dataTypes.js';
import { subscriptionLimits } from './words/limits.js';

export type { ColumnOperators, Comparable, Condition } from './config/conditionKeys.js';
export type {
  DestinationConfig,
  FolderConfig,
  S3Config,
  WebhookConfig,
} from './config/destinations/destinationKeys.js';
export type { GatewayConfig, RemoteConfig, SdlPlace, SubgraphConfig } from './config/gateway/GatewayConfig.js';
export type { OutgoingAttributes } from './config/destinations/outgoingAttributes.js';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a day (YYYY-MM-DD)');

const aliasAddition = z
  .strictObject({
    alias: z.string(),
    type: z.enum(dataTypeNames).optional(),
    /** The name of a calculated attribute, which fills the slot. */
    definition: z.string().optional(),
    /** The former name of `definition`. */
    metric: z.string().optional(),
    slot: z.string().optional(),
    description: z.string().optional(),
    unit: z.string().optional(),
    category: z.string().optional(),
    piiClass: z.string().optional(),
    from: day.optional(),
  })
  .refine(
    ({ definition, metric }) => definition === undefined || metric === undefined,
    formerName('metric', 'definition'),
  )
  .transform(({ metric, ...keys }) => (metric === undefined ? keys : { ...keys, definition: metric }));

const fileKeys = z.strictObject({
  /** IANA zone of the days of snapshots. */
  timeZone: zone.default('UTC'),
  access: accessKeys,
  apps: appKeys,
  database: z
    .strictObject({
      /** Off behind a pooler in transaction mode. */
      prepare: z.boolean().default(true),
      /** Off behind a pooler in transaction mode: the catalogue is then polled. */
      listen: z.boolean().default(true),
      pool: boundedWhole(1, 500).default(10),
      /** Statements of requests that wait for a connection at most. */
      queue: boundedWhole(0, 100_000).default(1000),
      /** Seconds that each of them waits at most. */
      queueTimeout: bounded(0.1, 600).default(5),
      /** Seconds. */
      statementTimeout: bounded(0.1, 3600).default(10),
      /** Seconds that a read replica may be behind. */
      maxReplicaLag: bounded(1, 3600).default(5),
    })
    .prefault({}),
  runs: runKeys,
  /** A century at the most. */
  snapshots: z.strictObject({ retentionDays: boundedWhole(1, 36_600).default(400) }).prefault({}),
  /** Days that is kept what no other key says: see docs/retention.md. */
  retention: z
    .strictObject({
      /** Rows of `loads` of daily runs and validations, which no data names. */
      runDays: boundedWhole(1, 36_600).default(400),
      /** Rows that a sent delivery has left: of customers who were dropped, and those that the destination refused. */
      deliveryRowDays: boundedWhole(1, 36_600).default(400),
      /** Files of rejected rows on this machine. */
      rejectsFileDays: boundedWhole(1, 36_600).default(400),
    })
    .prefault({}),
  orders: z
    .strictObject({
      /** Whether an order's discount repeats on each of its lines (`max`) or is spread over them (`sum`). */
      orderDiscount: z.enum(['max', 'sum']).default('max'),
      /** ISO 4217 code of all money; one currency per database. */
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, 'is not an ISO 4217 code')
        .default('EUR'),
    })
    .prefault({}),
  enrichment: enrichmentKeys,
  levels: levelKeys,
  linking: linkingKeys,
  campaigns: campaignKeys,
  schedule: scheduleKeys,
  validation: validationKeys,
  segmentable: segmentableKeys,
  segments: segmentKeys,
  cors: corsKeys,
  destinations: destinationKeys,
  gateway: gatewayKeys.optional(),
  http: httpKeys,
  subgraph: subgraphKeys,
  cache: cacheKeys,
  limits: limitKeys,
  metrics: metricsKeys,
  subscriptions: z
    .strictObject({
      /** Open at the same time; 0: none is answered. */
      most: boundedWhole(0, 100_000).default(subscriptionLimits.most),
      /** The same of one key. */
      mostPerKey: boundedWhole(0, 100_000).default(subscriptionLimits.mostPerKey),
    })
    .prefault({}),
  execution: z
    .strictObject({
      /** Whether queries are executed by plans that are kept with their documents; else by graphql-js. */
      plans: z.boolean().default(true),
    })
    .prefault({}),
  shutdown: z
    .strictObject({
      /** Seconds after SIGTERM that the server is not ready but serves on, for balancers to turn away. */
      drainSeconds: bounded(0, 600).default(3),
      /** Seconds after that in which running requests may end before they are aborted. */
      finishSeconds: bounded(0, 600).default(10),
    })
    .prefault({}),
  /** A day at the most: a timer of 25 days and more would fire without a pause. */
  catalogue: z
    .strictObject({
      pollSeconds: bounded(0.1, 86_400).default(30),
      /** Seconds that the GraphQL field of a name that was taken away still answers. */
      graceSeconds: bounded(0, 86_400).default(600),
    })
    .prefault({}),
  aliases: z
    .strictObject({
      add: z.array(aliasAddition).default([]),
      rename: z.array(z.strictObject({ from: z.string(), to: z.string() })).default([]),
      retire: z.array(z.strictObject({ alias: z.string(), on: day.optional() })).default([]),
    })
    .prefault({}),
});

const fileSchema = fileKeys.refine(({ schedule, database }) => schedule.at === undefined || database.prepare, {
  path: ['schedule', 'at'],
  message:
    'a daily run needs session locks, and behind a pooler in transaction mode (database.prepare: false) there are none; ' +
    'run "facet daily" from cron with a direct DATABASE_URL',
});

type FileConfig = Omit<z.infer<typeof fileSchema>, 'access' | 'apps' | 'destinations' | 'gateway'> & {
  readonly access: AccessConfig;
  readonly apps: readonly AppConfig[];
  readonly destinations: readonly DestinationConfig[];
  /** Undefined where this server joins nothing. */
  readonly gateway: GatewayConfig | undefined;
};

export interface Config extends Omit<FileConfig, 'metrics'> {
  readonly metrics: MetricsConfig;
  readonly databaseUrl: string | undefined;
  /** Of a read replica of that database; undefined where there is none. */
  readonly databaseReadUrl?: string | undefined;
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Processes that answer requests. */
  readonly workers: number;
  readonly logLevel: z.infer<typeof environmentKeys>['LOG_LEVEL'];
}

/** Keys like an unknown one: those of its place, else the place where the key itself belongs. */
function nearKeys(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'unrecognized_keys') return '';
  const here = keysAt(fileKeys, issue.path);
  return issue.keys
    .map((key) => {
      // One that another kind takes is not meant by itself.
      const near = didYouMean(
        key,
        here.filter((one) => one !== key),
      );
      const place = Object.keys(fileKeys.shape).find((section) => keysAt(fileKeys, [section]).includes(key));
      return near === '' && place !== undefined ? ` The key "${key}" belongs below "${place}:".` : near;
    })
    .join('');
}

/** One sentence per fault, each beginning with the name of the bad key. */
function sentences(error: z.ZodError): string {
  const faults = error.issues.map(
    (issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}${nearKeys(issue).replace(/^(?=.)/, '.')}`,
  );
  return faults.map((fault) => fault.replace(/\.$/, '')).join('; ');
}

const resolved = (keys: z.infer<typeof fileSchema>, file = ''): FileConfig => ({
  ...keys,
  access: resolveAccess(keys.access, file),
  apps: resolveApps(keys.apps, keys.timeZone),
  gateway: undefined,
});

/** The text of a config file. Throws a `UserError` where it cannot be read. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
}

const unreadable = (file: string, error: unknown): UserError =>
  new UserError(`The config file ${file} (FACET_CONFIG) cannot be read: ${(error as Error).message}`);

function readFileConfig(file: string | undefined, environment: NodeJS.ProcessEnv, text?: string): FileConfig {
  if (file === undefined) return resolved(fileSchema.parse({}));
  // As long to load as all the keys, and most programs run without a file.
  const { parse } = createRequire(import.meta.url)('yaml') as typeof yaml;
  let content: unknown;
  try {
    content = parse(text ?? textOf(file)) ?? {};
  } catch (error) {
    throw error instanceof UserError ? error : unreadable(file, error);
  }
  const parsed = fileSchema.safeParse(content);
  if (parsed.success) {
    const { http, schedule, validation, destinations, gateway } = parsed.data;
    return {
      ...resolved(parsed.data, file),
      http: resolveHttp(http, file),
      schedule: resolveSchedule(schedule, file),
      validation: resolveValidation(validation, file),
      destinations: resolveDestinations(destinations, file),
      gateway: gateway && resolveGateway(gateway, file, environment),
    };
  }
  const why = sentences(parsed.error);
  throw new UserError(`The config file ${file} (FACET_CONFIG) has a bad key: ${why}${why.endsWith('?') ? '' : '.'}`);
}

/** The text of the YAML file that an environment names; undefined where it names none. Throws a `UserError`. */
export function readConfigText({ FACET_CONFIG: file }: NodeJS.ProcessEnv): string | undefined {
  return file === undefined || file === '' ? undefined : textOf(file);
}

/**
 * Reads and checks the environment and the YAML file it names. Throws a `UserError` that names the bad key.
 * @param text what the file holds, where it has been read already
 */
export function readConfig(environment: NodeJS.ProcessEnv, text?: string): Config {
  // An empty variable is what a compose file or a shell leaves for "not set".
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentKeys.safeParse(present);
  if (!parsed.success) throw new UserError(`The environment has a bad value: ${sentences(parsed.error)}.`);
  const { DATABASE_URL, DATABASE_READ_URL, ...told } = parsed.data;
  if (DATABASE_READ_URL !== undefined && DATABASE_URL === undefined)
    throw new UserError('DATABASE_READ_URL is a replica of the database of DATABASE_URL, which is not set: set both.');
  const file = readFileConfig(told.FACET_CONFIG, environment, text);
  return {
    ...file,
    metrics: resolveMetrics(file.metrics, parsed.data),
    databaseUrl: DATABASE_URL,
    databaseReadUrl: DATABASE_READ_URL,
    port: told.PORT,
    host: told.HOST,
    dataDir: resolve(told.FACET_DATA_DIR),
    workers: told.FACET_WORKERS,
    logLevel: told.LOG_LEVEL,
  };
}
