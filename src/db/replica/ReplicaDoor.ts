import type { AbortNotice } from '../../lib/async/LightAborter.js';
import type { SQL } from 'drizzle-orm';
import { DatabaseUnavailable } from '../connection/unavailable.js';
import type { Door, QueryOptions, ReplicaPlace } from '../doorTypes.js';
import { ReplicaBehind } from './createSessionCheck.js';

interface ReplicaDoorOptions {
  /** Whether what is read may be a moment old; asked once, before the first statement. */
  readonly mayLag: () => boolean;
  readonly signal: AbortNotice | undefined;
}

/**
 * Whether the primary may answer what a replica could not: a connection that was lost, a conflict with what is replayed, a lock that is
 * replayed, something that has not arrived. Not what took too long, which would take as long again.
 */
function isMended(error: unknown): boolean {
  if (error instanceof ReplicaBehind || error instanceof DatabaseUnavailable) return true;
  const { name, code } = error as { name?: string; code?: string };
  return name === 'PostgresError' && code !== '57014';
}

/**
 * A door of one request that reads from a replica. What that cannot answer the primary does, and all that comes later too: an answer never
 * goes back to what was before.
 */
export class ReplicaDoor implements Door {
  private place: 'undecided' | 'replica' | 'primary' = 'undecided';

  constructor(
    private readonly replica: Pick<ReplicaPlace, 'isCurrent' | 'failed'>,
    private readonly doors: { readonly replica: Door; readonly primary: Door },
    private readonly options: ReplicaDoorOptions,
  ) {}

  async query<R extends object>(statement: SQL, options?: QueryOptions): Promise<R[]> {
    const { replica, doors } = this;
    const { mayLag, signal } = this.options;
    if (this.place === 'undecided') this.place = mayLag() ? 'replica' : 'primary';
    if (!replica.isCurrent) this.place = 'primary';
    if (this.place === 'primary') return doors.primary.query<R>(statement, options);
    try {
      return await doors.replica.query<R>(statement, options);
    } catch (error) {
      if (signal?.aborted === true || !isMended(error)) throw error;
      this.place = 'primary';
      replica.failed(error);
      return doors.primary.query<R>(statement, options);
    }
  }
}
