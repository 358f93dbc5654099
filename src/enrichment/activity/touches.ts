import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../../db/sql.js';

/** The columns of visits that describe a touch. */
export const touchFacts = [
  'source',
  'medium',
  'campaign',
  'term',
  'content',
  'click_id',
  'referrer',
  'channel',
] as const;

/** The order of touches: the time as text that sorts as it does (from the year 2000 on), then the key. */
const order: readonly SQL[] = [sql`encode(timestamptz_send(started_at), 'hex')`, sql`session_key`, sql`session_ip`];

/**
 * A visit that did not come directly as one array, whose least is the first and greatest the last, so that neither needs
 * a sort; null for one that came directly.
 */
export const touch: SQL = sql`case when channel <> 'Direct' then array[${list([...order, ...touchFacts.map(identifier)])}] collate "C" end`;

const fact = (aggregate: 'min' | 'max', column: (typeof touchFacts)[number]): string =>
  `(${aggregate}(v.touch))[${order.length + 1 + touchFacts.indexOf(column)}]`;

/** SQL of a fact of the first touch among visits `v`. */
export const ofFirstTouch = (column: (typeof touchFacts)[number]): string => fact('min', column);

/** SQL of a fact of the last touch among visits `v`. */
export const ofLastTouch = (column: (typeof touchFacts)[number]): string => fact('max', column);
