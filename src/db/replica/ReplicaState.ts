/** How a replica does: only what is read from one that is `current` may be a moment old. */
export type ReplicaState = 'current' | 'behind' | 'unreachable' | 'no standby' | 'another database';

/** What a replica says of itself. */
export interface ReplicaFacts {
  readonly isStandby: boolean;
  /** Bytes of the write-ahead log that it has replayed; null where it replays none. */
  readonly position: string | null;
  /** Milliseconds since the newest transaction that it has replayed was committed; null before the first. */
  readonly replayedAgo: number | null;
  /** The database and the cluster that it is a copy of. */
  readonly identity: string;
}

/** What the primary and a replica of it have in common. */
export const identityText = `(select system_identifier::text from pg_control_system()) || ' ' || current_database()`;

/** Asks a replica for its `ReplicaFacts`. */
export const factsText = `select pg_is_in_recovery() as "isStandby", (pg_last_wal_replay_lsn() - '0/0')::text as position,
  (extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000)::float8 as "replayedAgo", ${identityText} as identity`;

/** Why a replica is not read, as a sentence; undefined for one that is. */
export function sentenceOf(state: ReplicaState, lagMilliseconds: number, maxLag: number): string | undefined {
  switch (state) {
    case 'current':
      return undefined;
    case 'behind':
      return `The read replica is ${(lagMilliseconds / 1000).toFixed(1)} s behind, and database.maxReplicaLag is ${maxLag / 1000}: the primary is read.`;
    case 'unreachable':
      return 'The read replica cannot be reached, or does not answer: the primary is read.';
    case 'no standby':
      return 'What DATABASE_READ_URL names replays no log of a primary, so it is not known what it has: the primary is read.';
    case 'another database':
      return 'What DATABASE_READ_URL names is no replica of the database of DATABASE_URL: the primary is read.';
  }
}
