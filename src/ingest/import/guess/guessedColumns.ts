import type { Fit } from './fitFormat.js';
import type { Guess } from './guess.js';
import type { Match, Matches } from './guessTarget.js';
import { normalName } from './synonyms.js';

/** The file's name as a name of a source: `Web Sessions.csv.gz` is `web_sessions`. */
export const sourceName = (file: string): string => normalName(file.replace(/\..*$/s, '')) || 'file';

/** A column as a config names it. */
export const mappingOf = ({ column, fit }: Match): unknown =>
  fit.format === undefined ? column.name : { column: column.name, format: fit.format };

/** What a person has to decide about a format. */
export function remarkOf({ format, alternative, misfits }: Fit): string | undefined {
  const remarks = [
    ...(alternative === undefined ? [] : [`or ${alternative}: both fit`]),
    ...(/(?<!Y)YY(?!Y)/.test(format ?? '') ? ['two-digit years: yearsFrom: 1950 would say which century'] : []),
    ...(misfits === undefined
      ? []
      : [
          `not sure: ${misfits.count} of ${misfits.of} different values do not fit, such as ${JSON.stringify(misfits.example)}`,
        ]),
  ];
  return remarks.length === 0 ? undefined : remarks.join('; ');
}

/** Matches as columns of a config. */
export const guessedColumns = (matches: Matches): Guess['columns'] =>
  [...matches].map(([name, match]) => ({ name, mapping: mappingOf(match), remark: remarkOf(match.fit) }));
