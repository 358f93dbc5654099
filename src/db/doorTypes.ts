import type { SQL } from 'drizzle-orm';
import type { AbortNotice } from '../lib/async/LightAborter.js';
import type { Sql } from './client.js';
import type { Session } from './connection/session.js';
import type { PreparedTexts } from './preparedTexts.js';
import type { RowRights } from './rowRights/rights.js';
import type { Statement } from './sql.js';

/** How a statement is run. */
export interface QueryOptions {
  /**
   * Whether PostgreSQL makes one plan of it for all values, once it is prepared: of a statement that reads rows by their keys, in a form
   * whose best plan is the same for all. Without it, PostgreSQL plans anew for each day of `customer_profiles`, which takes several times as long as
   * reading a row.
   */
  readonly genericPlan?: boolean;
}

/** The only way of a request to the database. */
export interface Door {
  /** Runs one statement that reads; rows have the column names of its select list. */
  query<R extends object>(statement: SQL, options?: QueryOptions): Promise<R[]>;
}

/** Looks at a connection before a statement runs on it, by statements of its own; what it throws the statement fails by. */
export type SessionCheck = (session: Session, run: (text: string) => Promise<object[]>) => Promise<void>;

/** A read replica as doors see it. */
export interface ReplicaPlace {
  /** Whether it is worth trying. */
  readonly isCurrent: boolean;
  /** Told of each statement that it could not answer. */
  readonly failed: (error: unknown) => void;
  readonly client: Sql;
  readonly check: SessionCheck;
  /** Settings of each statement there, beside those of the door. */
  readonly settings?: DoorOptions['settings'];
}

/** What the statements of a door run with, and who is told of them. */
export interface DoorOptions {
  /** Settings such as `facet.viewer`, set for the statement's own transaction on the same connection, and gone after it. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Whose rows are seen: statements run as the role of the database that policies narrow. Left out where all are. */
  readonly rights?: RowRights | undefined;
  /** Cancels what is running, and refuses what comes later, with its reason. */
  readonly signal?: AbortNotice;
  /** Decides which texts are prepared; without it none is. */
  readonly prepared?: PreparedTexts | undefined;
  /** A replica that is read while `mayLag`, which is asked before the first statement; left out: everything is read from the primary. */
  readonly lagging?: { readonly replica: ReplicaPlace; readonly mayLag: () => boolean } | undefined;
  /** Looks at each connection before a statement runs on it. */
  readonly check?: SessionCheck | undefined;
  /** Told of every statement before it runs. */
  readonly onStatement?: (statement: Statement) => void;
  /** Told of every row as it comes; what it throws stops the statement, and is thrown. */
  readonly onRow?: (row: Readonly<Record<string, unknown>>) => void;
}
