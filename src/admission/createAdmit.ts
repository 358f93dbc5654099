import { countRow } from '../access/countRow.js';
import { PersonsRead } from '../access/PersonsRead.js';
import { seesAllRows, systemViewer, type Viewer } from '../access/viewer.js';
import { viewKey } from '../access/viewKey.js';
import type { RightsOf } from '../access/viewerRights.js';
import type { Config } from '../config.js';
import type { Sql } from '../db/client.js';
import { createDoor } from '../db/door.js';
import type { ReplicaPlace } from '../db/doorTypes.js';
import { createPreparedTexts } from '../db/preparedTexts.js';
import { documentsFor } from '../documents/documentsFor.js';
import { createContext } from '../federation/requestContext.js';
import { factsOf } from '../federation/schemaFacts.js';
import type { Forget } from '../forgetting/forgetOn.js';
import type { Admission, RequestFacts } from '../gateway/startServer.js';
import { packageVersion } from '../lib/process/packageRoot.js';
import { dayIn } from '../lib/time/days.js';
import type { News } from '../news/News.js';
import { AnswerReads, daysRead } from '../population/AnswerReads.js';
import { completeDays } from '../population/completeDays.js';
import type { App, Scope } from '../scope.js';
import { notSegmentable } from '../segments/segmentable.js';
import { visibleApps } from '../visibleRows.js';
import type { Caches } from './createCaches.js';

/** What requests are admitted with. */
export interface Admitting {
  readonly news: News;
  readonly rightsOf: RightsOf;
  readonly forget: Forget;
  /** What queries may be read from; undefined where there is none. */
  readonly replica?: ReplicaPlace | undefined;
}

type FindSources = NonNullable<Admission['findSources']>;

/** Tells of an answer from held days what decides it, by which it is known whether it still stands. */
function sourcesFor(
  { timeZone, subgraph: told }: Pick<Config, 'timeZone' | 'subgraph'>,
  { reads, now, apps, viewer }: { reads: AnswerReads; now: Date; apps: readonly App[]; viewer: Viewer },
  held: NonNullable<Scope['cached']>,
): FindSources {
  return async (schema, dates) => {
    const all = held(completeDays);
    const read = all && (dates === undefined ? reads.read(all) : daysRead(all, dates));
    if (read === undefined) return undefined;
    const { version } = factsOf(schema).catalogue;
    const decides = [
      packageVersion,
      version,
      dayIn(timeZone, now),
      timeZone,
      apps,
      viewKey(viewer),
      read.version,
      told,
    ];
    return { names: read.dates, version: JSON.stringify(decides), isPast: read.isPast };
  };
}

/** Tells who asks by the key that is shown, and gives the scope of the request, with the catalogue of the schema it runs on. */
export function createAdmit(
  config: Config,
  requestClient: Sql,
  { authenticator, tables, snapshots }: Caches,
  { news, rightsOf, forget, replica }: Admitting,
): (facts: RequestFacts) => Promise<Admission> {
  const { database, timeZone, apps: allApps, segmentable, destinations, campaigns } = config;
  // Behind a pooler nothing of a session is ours: the timeout is then set in each statement's own transaction.
  const doorOptions = database.prepare
    ? { prepared: createPreparedTexts() }
    : { settings: { statement_timeout: String(Math.round(database.statementTimeout * 1000)) } };
  const refused = notSegmentable(segmentable);
  const settings = { destinations, holdout: campaigns.holdout };
  const heldDocuments = tables.of(systemViewer);
  return async ({ authorization, signal, budget }) => {
    const viewer = await authenticator.viewerOf(authorization);
    const persons = new PersonsRead();
    const openOwn = () => createDoor(requestClient, { signal, ...doorOptions });
    const rights = seesAllRows(viewer) ? undefined : await rightsOf(viewer);
    let lags = false;
    const lagging = replica && { replica, mayLag: () => lags };
    const rowOptions = { signal, onRow: countRow(budget, persons), rights, lagging, ...doorOptions };
    const reads = new AnswerReads(createDoor(requestClient, rowOptions));
    const held = tables.of(viewer);
    const scope = {
      db: reads.db,
      reads,
      viewer,
      now: new Date(),
      timeZone,
      apps: visibleApps({ viewer }, allApps),
      budget,
      campaigns: settings,
      cached: ((table) => reads.fromMemory(table, held(table))) as NonNullable<Scope['cached']>,
      snapshots,
      news,
      notSegmentable: refused,
      persons,
      forget: (customerId: string) => forget(customerId, viewer.name),
    };
    return {
      client: viewer.name,
      viewer,
      documents: documentsFor(viewer.role, openOwn, heldDocuments),
      persons,
      contextOn: (schema) => createContext({ catalogue: factsOf(schema).catalogue, ...scope }),
      ...(replica !== undefined && { mayLag: () => void (lags = true) }),
      findSources: sourcesFor(config, scope, held),
    };
  };
}
