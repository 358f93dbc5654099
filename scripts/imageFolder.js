/**
 * Carries the Dockerfile out without an engine: `node scripts/imageFolder.js FOLDER`. The image's file system is then
 * `FOLDER/image`, and what it starts is printed as JSON.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { carryOut } from './image/carryOut.js';
import { readDockerfile } from './image/readDockerfile.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [, , given] = process.argv;
if (given === undefined) {
  process.stderr.write('Usage: node scripts/imageFolder.js FOLDER\n');
  process.exit(1);
}
const folder = resolve(given);
mkdirSync(folder, { recursive: true });
const stages = readDockerfile(readFileSync(join(root, 'Dockerfile'), 'utf8'));
const image = carryOut(stages, { root, folder, say: (line) => process.stderr.write(`${line}\n`) });
process.stdout.write(`${JSON.stringify(image, null, 2)}\n`);
