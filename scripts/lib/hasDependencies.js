/** Ends with 0 where this clone has each dependency of another `package.json` in the version that it names, so that it can use them. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const [ours, theirs] = [read(join(root, 'package.json')), read(process.argv[2])];
const all = ({ dependencies, devDependencies, optionalDependencies }) => ({
  ...dependencies,
  ...devDependencies,
  ...optionalDependencies,
});
const has = all(ours);
process.exit(Object.entries(all(theirs)).every(([name, version]) => has[name] === version) ? 0 : 1);
