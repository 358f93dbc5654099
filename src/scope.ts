import type { SQL } from 'drizzle-orm';
import type { PersonsRead } from './access/PersonsRead.js';
import type { Viewer } from './access/viewer.js';
import type { Catalogue } from './catalogue/catalogue.js';
import type { Config } from './config.js';
import type { Door } from './db/door.js';
import type { Budget } from './lib/budget/Budget.js';
import type { SnapshotCache } from './snapshotCache.js';

/** An application that metrics are kept for. */
export interface App {
  readonly name: string;
  /** The IANA zone that its months turn in. */
  readonly timeZone: string;
  /** Whether it is meant where a question names none; exactly one is. */
  readonly isDefault: boolean;
}

/** A day whose snapshot is complete, and when it was. */
export interface CompleteDay {
  readonly day: string;
  readonly computedAt: string;
  /** Of the load that wrote it: another one after the day was written anew, or a person of it was forgotten. */
  readonly loadId: string;
}

/** Is told what an answer is read from, so that somebody can say later whether it still stands. */
export interface Reads {
  /** Told of each date that a day was looked for on in memory, and what was found. */
  foundDay(date: string, day: CompleteDay | null): void;
  /** For statements that read rows of found days and nothing else. What any other door reads may change at any time. */
  readonly ofDays: Door;
}

/** The tables that servers can hold in memory: their triggers tell of every change. */
export const cachedTableNames = [
  'profile_days',
  'campaigns',
  'campaign_actions',
  'campaign_action_channels',
  'metric_definitions',
  'documents',
] as const;

/** A small table that changes rarely, and what a server that holds it in memory makes of its rows. */
export interface CachedTable<R extends object, V extends object> {
  readonly name: (typeof cachedTableNames)[number];
  /** Reads all rows that the viewer may see. */
  readonly statement: (scope: Pick<Scope, 'viewer'>) => SQL;
  /** Rows are shared by all requests, and never change. */
  readonly make: (rows: readonly R[]) => V;
}

/** What no segment may be made by: names of tables, columns of customers, metrics, and in lower case of attributes. */
export interface NotSegmentable {
  readonly tables: ReadonlySet<string>;
  readonly columns: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
  readonly metrics: ReadonlySet<string>;
}

/** What the config says of planned campaigns. */
export interface CampaignSettings {
  /** The destinations that their lists can be handed to. */
  readonly destinations: Config['destinations'];
  /** Who is held out of all of them. */
  readonly holdout: Config['campaigns']['holdout'];
}

/** What every question is answered for, whichever door it comes by: who asks, when and where, and what names mean. */
export interface Scope {
  readonly db: Door;
  readonly viewer: Viewer;
  readonly now: Date;
  /** The IANA zone that instants are put on days of the calendar in. */
  readonly timeZone: string;
  readonly apps: readonly App[];
  /** What attributes mean; the same for the whole question. */
  readonly catalogue: Catalogue;
  /** What the server holds of a table; left out, or undefined, where the database has to be asked. */
  readonly cached?: <R extends object, V extends object>(table: CachedTable<R, V>) => V | undefined;
  /** Snapshots that the server holds; left out where it holds none. */
  readonly snapshots?: SnapshotCache | undefined;
  /** Left out where no campaign is planned. */
  readonly campaigns?: CampaignSettings | undefined;
  /** Left out where nobody asks what the answer was read from. */
  readonly reads?: Reads;
  /** Left out where segments may be made by everything. */
  readonly notSegmentable?: NotSegmentable | undefined;
  /** Is told whose data the answer is made of; left out where nobody counts them. */
  readonly persons?: PersonsRead;
  /** Counts what the answer takes; left out where nobody's memory is shared. */
  readonly budget?: Budget;
}
