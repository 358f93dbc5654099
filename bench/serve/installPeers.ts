import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/lib/process/packageRoot.js';

const bench = join(packageRoot, 'bench');

/** Installs the peers, where one of them is missing. */
export function installPeers(): void {
  const { dependencies } = JSON.parse(readFileSync(join(bench, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  if (Object.keys(dependencies).every((name) => existsSync(join(bench, 'node_modules', name)))) return;
  console.error('Installing the peers …');
  execFileSync('npm', ['ci', '--prefix', 'bench'], { cwd: packageRoot, stdio: ['ignore', 'ignore', 'inherit'] });
}
