/**
 * Checks what is installed from: the Dockerfile, compose.yaml, the chart and the units of systemd. `node scripts/deploymentCheck.js`
 * prints what is wrong and ends with 1; another folder with such files may be named, and another one for the programs that check
 * them. Where these are not there and the npm registry cannot be reached, nothing is checked: it says so and ends with 2.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { chartFaults } from './deployment/chartFaults.js';
import { installTools, RegistryUnreachable } from './deployment/installTools.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const checked = resolve(process.argv[2] ?? root);
const tools = toolsIn(resolve(process.argv[3] ?? join(root, 'node_modules', '.cache', 'deployment')));

function toolsIn(folder) {
  try {
    return installTools(folder);
  } catch (error) {
    if (!(error instanceof RegistryUnreachable)) throw error;
    process.stderr.write(`Nothing was checked: ${error.message}, and it has the programs that check these files.\n`);
    process.exit(2);
  }
}

const parseAll = (text) =>
  parseAllDocuments(text)
    .map((document) => document.toJS())
    .filter((object) => object !== null);

function dockerfileFaults() {
  const found = tools.require('dockerfile-utils').validate(readFileSync(join(checked, 'Dockerfile'), 'utf8'));
  return found.map(({ range, message }) => `Dockerfile:${range.start.line + 1}: ${message}`);
}

function composeFaults() {
  const dclint = join(tools.folder, 'node_modules', '.bin', 'dclint');
  // Without a config file of its own, and errors alone: warnings are of the order of keys.
  const { status, stdout, stderr } = spawnSync(dclint, ['--quiet', join(checked, 'compose.yaml')], {
    cwd: tools.folder,
    encoding: 'utf8',
  });
  return status === 0 ? [] : [`compose.yaml: ${stdout}${stderr}`];
}

/** What is wrong with the units, but for Node being elsewhere here. Without systemd they are not looked at, and a line says so. */
function unitFaults() {
  const units = ['facet.service', 'facet-daily.service', 'facet-daily.timer'];
  const files = units.map((unit) => join(checked, 'deploy', 'systemd', unit));
  const { error, stdout, stderr } = spawnSync('systemd-analyze', ['verify', ...files], { encoding: 'utf8' });
  if (error === undefined)
    return `${stdout}${stderr}`.split('\n').filter((line) => !/^$|node is not executable/.test(line));
  if (error.code !== 'ENOENT') throw error;
  process.stderr.write('The units were not checked: there is no systemd-analyze.\n');
  return [];
}

const faults = [
  ...dockerfileFaults(),
  ...composeFaults(),
  ...chartFaults(root, join(checked, 'deploy', 'helm', 'facet'), tools, parseAll),
  ...unitFaults(),
];
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
