/** Writes the table of metrics into `docs/metrics-and-traces.md`, as the registries have them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { packageRoot } from '../src/lib/process/packageRoot.js';
import { knownMetrics, metricTable, withMetrics } from '../test/contract/rules/metricFaults.js';

const file = join(packageRoot, 'docs', 'metrics-and-traces.md');
const written = withMetrics(readFileSync(file, 'utf8'), metricTable(knownMetrics()));
writeFileSync(file, await format(written, { ...(await resolveConfig(file)), filepath: file }));
process.exit();
