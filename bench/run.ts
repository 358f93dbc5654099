import { parseArgs } from 'node:util';
import { deepPages } from './deepPages.js';
import { enrichment } from './enrichment.js';
import { federationBench, federationHelp } from './federation/federationBench.js';
import { gate } from './gate.js';
import { growth, type GrowthOptions } from './growth/growth.js';
import { importSpeed } from './importSpeed.js';
import { levels } from './levels.js';
import { segments } from './segments.js';
import { telemetry } from './telemetry.js';
import { parallel } from './parallel.js';
import { memberships } from './memberships.js';
import { validation } from './validation.js';
import { wideTable } from './wideTable.js';
import { workers } from './workers.js';
import { serveBench, serveHelp, type ServeOptions } from './serve/serveBench.js';

const benches: Readonly<Record<string, (options: ServeOptions & GrowthOptions) => Promise<void>>> = {
  import: importSpeed,
  pages: deepPages,
  enrichment,
  gate,
  growth,
  parallel,
  levels,
  wide: wideTable,
  segments,
  memberships,
  validation,
  telemetry,
  workers,
  serve: serveBench,
  federation: federationBench,
};

const help = `npm run bench -- [NAME …] [options]

  import            an import against a plain copy of the same bytes
  pages             pages of 120,000 customers, at the start of the list and deep in it
  enrichment        enrichment of 5 million events against one straightforward SQL statement,
                    or of as many as FACET_BENCH_EVENTS says
  parallel          a day of 200,000 customers in one piece and in stretches, or of as many as
                    FACET_BENCH_CUSTOMERS says
  levels            metrics of large levels, rolled up from 1.6 million values
  wide              what columns without a value cost when a snapshot is written
  validation        a validation of a million order lines against one scan with its predicates by hand
  segments          counts of segments of 200,000 customers against the same SQL by hand
  memberships       which of 100 saved segments each of 50 customers is in
  telemetry         what metrics, and spans that nobody records, add to a request
  workers           four workers against one process, where the database is the limit and where it is not
  gate              throughput of two ordinary questions
    --against DIR   compares with another working copy, in turns
  growth            what questions, runs and memory take at several sizes, ratios first
    --customers N,… numbers of customers, the first of which the others are compared with (10000,100000)
    --days N        days of snapshots (30)
${serveHelp.trimStart().replace(/^/, '  ')}
${federationHelp.trimStart().replace(/^/, '  ')}

Without a name all are run, as they are without options.`;

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        against: { type: 'string' },
        quick: { type: 'boolean' },
        only: { type: 'string' },
        by: { type: 'string' },
        json: { type: 'string' },
        read: { type: 'string' },
        write: { type: 'boolean' },
        fresh: { type: 'boolean' },
        memory: { type: 'boolean' },
        customers: { type: 'string' },
        days: { type: 'string' },
      },
    });
  } catch (error) {
    console.error(`${(error as Error).message}. "npm run bench -- --help" lists the options.`);
    process.exit(1);
  }
}

const { values: options, positionals: asked } = readArguments();
if (options.help === true) {
  console.log(help);
  process.exit(0);
}
const unknown = asked.find((name) => !(name in benches));
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}", only ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}
if (asked.length === 0 && Object.keys(options).length > 0) {
  console.error('Options are those of one bench: name it too.');
  process.exit(1);
}
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  if (options.read === undefined) console.log(`# ${name}`);
  await bench(options);
}
