import { sql, type SQL } from 'drizzle-orm';
import { quoted } from '../definitions/quoted.js';
import type { Measured } from './measured.js';
import type { Part } from './measuredKinds.js';
import { measureName } from './measureName.js';

const parts: Readonly<Record<Part, SQL>> = {
  events: sql`sum(v.events)`,
  total: sql`sum(v.total)`,
  least: sql`min(v.least)`,
  greatest: sql`max(v.greatest)`,
  first_at: sql`min(v.first_at)`,
  last_at: sql`max(v.last_at)`,
};

/** The SQL of a part over the rows `v` of one measure and value within a window: one aggregate, after which a `filter` can stand. */
export const partSql = (part: Part): SQL => parts[part];

/** The column of a part: attributes of one measure and window share it. */
export const partName = (measured: Measured, part: Part): string =>
  `${measureName(measured)}_${measured.window ?? 'ever'}_${part}`;

/** The column of a part in the rows `g` that kinds combine. */
export const partColumn = (measured: Measured, part: Part): string => `g.${quoted(partName(measured, part))}`;
