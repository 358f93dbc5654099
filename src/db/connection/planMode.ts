import type { Session } from './session.js';

/**
 * Whether PostgreSQL makes one plan of a prepared statement for all values on a connection; elsewhere it decides itself. Undefined while
 * it is being changed, and where that broke off.
 */
const modes = new WeakMap<Session, boolean | undefined>();

const modeOf = (session: Session): boolean | undefined => (modes.has(session) ? modes.get(session) : false);

/** Whether PostgreSQL is known to make generic plans on a connection, or not to. */
export const hasMode = (session: Session, isGeneric: boolean): boolean => modeOf(session) === isGeneric;

/** Sets whether PostgreSQL makes generic plans on a connection, by one statement where it does otherwise. */
export async function setMode(
  session: Session,
  isGeneric: boolean,
  run: (text: string) => Promise<unknown>,
): Promise<void> {
  if (hasMode(session, isGeneric)) return;
  // Who is cut off in the middle does not learn whether it was done.
  modes.set(session, undefined);
  await run(`set plan_cache_mode = ${isGeneric ? 'force_generic_plan' : 'auto'}`);
  modes.set(session, isGeneric);
}
