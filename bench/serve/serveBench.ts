import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { contestants, serveCases, type Contestant, type ServeCase } from './cases.js';
import { checkEqual } from './checkEqual.js';
import { openDataSet } from './dataSet.js';
import { installPeers } from './installPeers.js';
import { startLoad } from './loadProcess.js';
import { measureTogether, type Pace } from './measure.js';
import { checkMemory } from './memory.js';
import { describeReport, readReport, reportOf, withServing, writeReport, type ServeReport } from './report.js';
import { startContestant, type Server } from './servers.js';
import { comparisonTable, type CaseReport } from './table.js';

/** What `npm run bench -- serve` takes. */
export interface ServeOptions {
  readonly quick?: boolean | undefined;
  readonly only?: string | undefined;
  readonly by?: string | undefined;
  readonly json?: string | undefined;
  readonly read?: string | undefined;
  readonly against?: string | undefined;
  readonly write?: boolean | undefined;
  readonly fresh?: boolean | undefined;
  readonly memory?: boolean | undefined;
}

/** What the options mean, for `--help`. */
export const serveHelp = `
  serve             Facet beside hand-written statements, PostGraphile and Apollo on one PostgreSQL; the first time it
                    installs the peers (bench/package.json) and makes the data set, which is kept in FACET_BENCH_CACHE
                    (~/.cache/facet-bench, 0.7 GB)
    --quick         short rounds: less than two minutes, for a first look
    --only CASES    some cases alone, by their names with commas:
                    ${serveCases.map(({ name }) => name).join(', ')}
    --by NAMES      some contestants alone: ${contestants.join(', ')}
    --json FILE     writes the figures
    --against FILE  compares with figures written before, such as those of another commit
    --read FILE     measures nothing and shows figures written before
    --write         puts the tables into docs/performance.md
    --fresh         makes the data set anew
    --memory        whether Facet's memory stays below 240 MB and flat over 10,000 different documents and 1,000
                    changes of the catalogue, instead of the cases; with --quick a tenth of both`;

const paces: Readonly<Record<'quick' | 'whole', Pace>> = {
  quick: { rounds: 3, seconds: 0.3, warmUpSeconds: 0.3 },
  whole: { rounds: 5, seconds: 2, warmUpSeconds: 2 },
};

/** The known names that a list with commas chooses, all where there is none. Throws for one that is not known. */
export function chosenNames<T extends string>(
  list: string | undefined,
  known: readonly T[],
  what: string,
): readonly T[] {
  if (list === undefined) return known;
  const names = list.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !(known as readonly string[]).includes(name));
  if (unknown !== undefined) throw new Error(`There is no ${what} "${unknown}", only ${known.join(', ')}.`);
  return known.filter((name) => names.includes(name));
}

/** Cases that are measured together, in the order of the first of them. */
const groupsOf = (cases: readonly ServeCase[]): readonly (readonly ServeCase[])[] => {
  const groups = new Map<string, ServeCase[]>();
  for (const asked of cases) {
    const name = asked.together ?? asked.name;
    groups.set(name, [...(groups.get(name) ?? []), asked]);
  }
  return [...groups.values()];
};

interface Plan {
  readonly cases: readonly ServeCase[];
  readonly by: readonly Contestant[];
  readonly pace: Pace;
  readonly fresh: boolean;
}

async function measureAll({ cases, by, pace, fresh }: Plan): Promise<ServeReport> {
  installPeers();
  const [loadBefore = 0] = loadavg();
  const data = await openDataSet({ fresh });
  const load = await startLoad();
  const servers: Server[] = [];
  const reports: CaseReport[] = [];
  try {
    for (const contestant of by) servers.push(await startContestant(contestant, data));
    for (const asked of cases) await checkEqual(servers, asked);
    console.error('All give equal answers.');
    for (const group of groupsOf(cases)) {
      console.error(group.map(({ title }) => title).join('; '));
      const results = await measureTogether({ data, servers, load }, group, pace);
      for (const [n, { name, title, clients }] of group.entries())
        reports.push({ asked: { name, title, clients }, result: results[n] ?? {} });
    }
    return await reportOf(data.client, { pace, loadBefore }, reports);
  } finally {
    for (const server of servers) await server.stop();
    await load.stop();
    await data.close();
  }
}

function print(
  report: ServeReport,
  { write = false, before }: { write?: boolean; before: ServeReport | undefined },
): void {
  const text = describeReport(report);
  console.log(text);
  if (before !== undefined)
    console.log(`\nAgainst ${before.commit}:\n\n${comparisonTable(report.cases, before.cases)}`);
  if (!write) return;
  const document = join(packageRoot, 'docs', 'performance.md');
  writeFileSync(document, withServing(readFileSync(document, 'utf8'), text));
}

/**
 * Facet beside others: the same questions over the same data on the same PostgreSQL, in turns. Throws where contestants
 * answer differently.
 */
export async function serveBench(options: ServeOptions): Promise<void> {
  const names = chosenNames(options.only, serveCases.map(({ name }) => name), 'case'); // prettier-ignore
  const by = chosenNames(options.by, contestants, 'contestant');
  const before = options.against === undefined ? undefined : readReport(options.against);
  const quick = options.quick === true;
  const printing = { write: options.write === true, before };
  if (options.read !== undefined) return print(readReport(options.read), printing);
  // Servers are ended with the process.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const [busy = 0] = loadavg();
  if (busy > 1)
    console.error(`This machine is busy (load ${busy.toFixed(1)}): compare ratios, and measure again later.`);
  const fresh = options.fresh === true;
  if (options.memory === true) return checkMemory({ fresh, part: quick ? 0.1 : 1 });
  const cases = serveCases.filter(({ name }) => names.includes(name));
  const report = await measureAll({ cases, by, pace: paces[quick ? 'quick' : 'whole'], fresh });
  if (options.json !== undefined) writeReport(options.json, report);
  print(report, printing);
}
