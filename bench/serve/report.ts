import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import type { Sql } from '../../src/db/client.js';
import type { Pace } from './measure.js';
import { figureTable, furtherTable, ratioTable, type CaseReport } from './table.js';

/** A whole run, as it is written to a file. */
export interface ServeReport {
  /** The commit that was measured; with `+` where files were changed since. */
  readonly commit: string;
  readonly at: string;
  readonly node: string;
  readonly postgresql: string;
  readonly cores: number;
  /** How many processes wanted the processor, on average over the minute before. */
  readonly load: number;
  readonly pace: Pace;
  readonly cases: readonly CaseReport[];
}

const git = (...args: string[]): string => {
  try {
    return execFileSync('git', args, {
      cwd: packageRoot,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
};

/** Puts the cases together with where and when they were measured; `loadBefore` is that of before the first one. */
export async function reportOf(
  client: Sql,
  { pace, loadBefore }: { readonly pace: Pace; readonly loadBefore: number },
  cases: readonly CaseReport[],
): Promise<ServeReport> {
  const [version] = await client<{ server_version: string }[]>`show server_version`;
  return {
    commit: git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : '+'),
    at: new Date().toISOString(),
    node: process.versions.node,
    postgresql: version?.server_version ?? '',
    cores: cpus().length,
    load: loadBefore,
    pace,
    cases,
  };
}

/** Writes a run to a file. */
export const writeReport = (file: string, report: ServeReport): void =>
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);

/** Reads a run from a file. */
export const readReport = (file: string): ServeReport => JSON.parse(readFileSync(file, 'utf8')) as ServeReport;

/** What a run says: a line about the machine, and the tables, ratios first. */
export function describeReport({ commit, at, node, postgresql, cores, load, pace, cases }: ServeReport): string {
  const how = `medians of ${pace.rounds} rounds of ${pace.seconds} s`;
  const where = `Node ${node}, PostgreSQL ${postgresql}, ${cores} cores that had a load of ${load.toFixed(1)} before`;
  const about = `Commit ${commit}, ${at.slice(0, 10)}; ${where}; ${how}.`;
  return [about, ratioTable(cases), furtherTable(cases), figureTable(cases)].join('\n\n');
}

const [begin, end] = ['<!-- serve: begin -->', '<!-- serve: end -->'] as const;

/** A document with the text of a run between its two marks. Throws where it lacks them. */
export function withServing(document: string, text: string): string {
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`The document has no ${begin} before ${end}.`);
  return `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`;
}
