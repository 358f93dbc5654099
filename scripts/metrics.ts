/** Writes `docs/metrics.md` from the metric definitions; with `--check` only says whether it is what they give. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { packageRoot } from '../src/lib/packageRoot.js';
import { metricDocs } from './lib/metricDocs.js';

const file = join(packageRoot, 'docs', 'metrics.md');
const text = await format(metricDocs(), { ...(await resolveConfig(file)), parser: 'markdown' });
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  process.stderr.write('docs/metrics.md is not what the metric definitions give.\n');
  process.exitCode = 1;
}
