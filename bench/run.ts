import { deepPages } from './deepPages.js';
import { enrichment } from './enrichment.js';
import { importSpeed } from './importSpeed.js';

const benches: Readonly<Record<string, () => Promise<void>>> = {
  import: importSpeed,
  pages: deepPages,
  enrichment,
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in benches));
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}", only ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`# ${name}`);
  await bench();
}
