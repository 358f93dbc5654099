import { beforeEach, describe, expect, it } from '@jest/globals';
import { reportSteps } from '../../src/daily/dailyLines.js';
import type { DailyResult } from '../../src/daily/dailyLoad.js';

let lines: string[];
let say: ReturnType<typeof reportSteps>;

beforeEach(() => {
  lines = [];
  say = reportSteps({ say: (line) => void lines.push(line), update: () => {} });
});

const result = (more: Partial<DailyResult> = {}): DailyResult => ({
  imported: null,
  days: [],
  snapshotRows: 0,
  warnings: [],
  leftOut: null,
  seconds: 0,
  ...more,
});

describe('reportSteps', () => {
  it('tells of an import, and where rejected rows are to be seen', () => {
    say.imported({ files: 1, rowsRead: 1, rowsWritten: 0, rowsRejected: 0 }, '/in/all.yml');
    say.imported({ files: 12, rowsRead: 1_234_567, rowsWritten: 1000, rowsRejected: 2345 }, '/in/all.yml');
    say.noImport();
    expect(lines).toEqual([
      'daily: 1 file imported, 1 row read, 0 new or changed',
      'daily: 12 files imported, 1,234,567 rows read, 1,000 new or changed, 2,345 rejected',
      'daily: "facet import --config /in/all.yml" shows the rejected rows',
      'daily: no import, for schedule.import is not set',
    ]);
  });

  it('tells of missed days, and how those that are too many are written', () => {
    say.missed([], undefined, 31);
    say.missed(['2026-03-31'], null, 31);
    say.missed(['2026-03-31'], { from: '2025-01-01', to: '2026-02-28', days: 424 }, 31);
    say.missed(['2026-03-31'], { from: '2026-03-30', to: '2026-03-30', days: 1 }, 1);
    expect(lines).toEqual([
      'daily: the days are complete, no snapshot is missing',
      'warning: 424 missed days left out, for one run writes 31 at the most (schedule.catchUpDays); ' +
        '"facet snapshot --from 2025-01-01 --to 2026-02-28" writes them',
      'warning: 1 missed day left out, for one run writes 1 at the most (schedule.catchUpDays); ' +
        '"facet snapshot --from 2026-03-30 --to 2026-03-30" writes it',
    ]);
  });

  it('tells of each day and of the end', () => {
    say.day('2026-03-30', 1, 2);
    say.finished(result({ seconds: 0.04 }));
    say.finished(result({ days: ['2026-03-30'], snapshotRows: 1, seconds: 1.25 }));
    say.finished(result({ days: ['2026-03-29', '2026-03-30', '2026-03-31'], snapshotRows: 15_000, seconds: 3599.96 }));
    expect(lines).toEqual([
      'daily: 2026-03-30 (1 of 2)',
      'daily: finished, no day written, 0.0 s',
      'daily: finished, 1 day written (2026-03-30), 1 row, 1.3 s',
      'daily: finished, 3 days written (2026-03-29 to 2026-03-31), 15,000 rows, 3600.0 s',
    ]);
  });

  it('tells what would be done', () => {
    say.wouldImport(undefined, undefined);
    say.wouldImport('/in/all.yml', undefined);
    say.wouldImport('/in/all.yml', '/drop');
    say.wouldReject(0, '/in/all.yml');
    say.wouldReject(1, '/in/all.yml');
    say.wouldWrite([]);
    say.wouldWrite(['2026-03-30', '2026-03-31']);
    expect(lines).toEqual([
      'would import nothing, for schedule.import is not set',
      'would import /in/all.yml',
      'would import /in/all.yml, files in /drop',
      'warning: 1 row would be rejected; "facet import --config /in/all.yml --dry-run" shows them',
      'would write 2 days (2026-03-30 to 2026-03-31)',
    ]);
  });
});
