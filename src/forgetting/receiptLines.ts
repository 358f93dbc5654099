import { plural } from '../lib/text/plural.js';
import type { Receipt } from './Receipt.js';

const ways = {
  delete: 'deleted',
  pseudonymise: 'kept as those of nobody known',
  rewrite: 'kept without what they said of the person',
} as const;

/** A receipt as lines of text; it names nobody. */
export function receiptLines({ forgottenId, at, again, tables, days, files, blocked }: Receipt): string[] {
  return [
    ...(again ? ['This person was forgotten before; what was found since:'] : []),
    ...tables.map(({ table, way, rows }) => `${table}: ${plural(rows, 'row')} ${ways[way]}`),
    ...(days === 0
      ? []
      : [`profile_days: ${plural(days, 'day')} with a new load, so that nothing in memory is served`]),
    ...files.map(({ path, rows, problem }) =>
      problem === undefined ? `${path}: ${plural(rows, 'row')} left out` : `${path}: ${problem}`,
    ),
    ...(tables.length === 0 ? ['nothing was found'] : []),
    `forgotten_hashes: ${plural(blocked, 'row')} more of what imports leave out`,
    forgottenId === null ? 'Dry run: nothing was written.' : `Receipt ${forgottenId} of ${at}.`,
  ];
}
