import type { Progress } from '../lib/process/progress.js';
import { plural } from '../lib/text/plural.js';
import type { DailyResult } from './dailyLoad.js';
import type { ImportCounts } from './dailySteps.js';

const number = new Intl.NumberFormat('en');

const range = (from: string | undefined, to: string | undefined): string =>
  from === to ? `${from}` : `${from} to ${to}`;

/** The sentence about missed days that are too many to be written one by one. */
const leftOutLine = ({ from, to, days }: NonNullable<DailyResult['leftOut']>, most: number): string =>
  `warning: ${plural(days, 'missed day')} left out, for one run writes ${most} at the most (schedule.catchUpDays); ` +
  `"facet snapshot --from ${from} --to ${to}" writes ${days === 1 ? 'it' : 'them'}`;

/** The lines by which a daily run tells what it does; no values of customers are in them. */
export function reportSteps(progress: Progress) {
  const say = (line: string): void => progress.say(line);
  return {
    noImport: () => say('daily: no import, for schedule.import is not set'),
    imported({ files, rowsRead, rowsWritten, rowsRejected }: ImportCounts, configFile: string) {
      const counts = `${plural(rowsRead, 'row')} read, ${number.format(rowsWritten)} new or changed`;
      const rejected = rowsRejected === 0 ? '' : `, ${number.format(rowsRejected)} rejected`;
      say(`daily: ${plural(files, 'file')} imported, ${counts}${rejected}`);
      if (rowsRejected > 0) say(`daily: "facet import --config ${configFile}" shows the rejected rows`);
    },
    missed(days: readonly string[], leftOut: DailyResult['leftOut'] | undefined, most: number) {
      if (days.length === 0) say('daily: the days are complete, no snapshot is missing');
      if (leftOut != null) say(leftOutLine(leftOut, most));
    },
    day: (day: string, index: number, count: number) => say(`daily: ${day} (${index} of ${count})`),
    finished({ days, snapshotRows, seconds }: DailyResult) {
      const written =
        days.length === 0
          ? 'no day written'
          : `${plural(days.length, 'day')} written (${range(days[0], days.at(-1))}), ${plural(snapshotRows, 'row')}`;
      say(`daily: finished, ${written}, ${seconds.toFixed(1)} s`);
    },
    wouldImport: (configFile: string | undefined, dir: string | undefined) =>
      say(
        configFile === undefined
          ? 'would import nothing, for schedule.import is not set'
          : `would import ${configFile}${dir === undefined ? '' : `, files in ${dir}`}`,
      ),
    wouldReject(rows: number, configFile: string) {
      if (rows > 0)
        say(
          `warning: ${plural(rows, 'row')} would be rejected; "facet import --config ${configFile} --dry-run" shows them`,
        );
    },
    wouldWrite(days: readonly string[]) {
      if (days.length > 0) say(`would write ${plural(days.length, 'day')} (${range(days[0], days.at(-1))})`);
    },
  };
}
