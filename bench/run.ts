import { parseArgs } from 'node:util';
import { deepPages } from './deepPages.js';
import { enrichment } from './enrichment.js';
import { gate } from './gate.js';
import { importSpeed } from './importSpeed.js';

interface Options {
  /** The folder of another working copy, for `gate`. */
  readonly against?: string | undefined;
}

const benches: Readonly<Record<string, (options: Options) => Promise<void>>> = {
  import: importSpeed,
  pages: deepPages,
  enrichment,
  gate,
};

const { values: options, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: { against: { type: 'string' } },
});
const unknown = asked.find((name) => !(name in benches));
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}", only ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`# ${name}`);
  await bench(options);
}
