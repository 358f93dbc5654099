import type { Session } from '../connection/session.js';
import type { SessionCheck } from '../doorTypes.js';
import type { LogPositions } from './LogPositions.js';
import { factsText, type ReplicaFacts } from './ReplicaState.js';

/** A replica has not replayed yet what a statement must find. */
export class ReplicaBehind extends Error {
  override readonly name = 'ReplicaBehind';
}

interface CheckOptions {
  readonly positions: LogPositions;
  /** The primary's; undefined while it is not known. */
  readonly identity: () => string | undefined;
  /** Milliseconds; never goes back. */
  readonly now: () => number;
}

/**
 * Lets statements run on connections to a replica that has replayed what they must find. How far it has come is asked on the connection
 * itself, and only where what is known of it does not suffice: behind an address may be several replicas. The check throws `ReplicaBehind`.
 */
export function createSessionCheck({ positions, identity, now }: CheckOptions): SessionCheck {
  const replayed = new WeakMap<Session, bigint>();
  return async (session, run) => {
    const bound = positions.bound(now());
    if (bound === undefined) throw new ReplicaBehind();
    if ((replayed.get(session) ?? -1n) >= bound) return;
    const [facts] = (await run(factsText)) as ReplicaFacts[];
    const { isStandby, position } = facts ?? {};
    if (isStandby !== true || position == null || facts?.identity !== identity()) throw new ReplicaBehind();
    replayed.set(session, BigInt(position));
    if (BigInt(position) < bound) throw new ReplicaBehind();
  };
}
