import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const findRoot = (from: string): string => (existsSync(join(from, 'package.json')) ? from : findRoot(dirname(from)));

/** The folder of this package's `package.json`: the same whether run from `src`, `dist` or an installed package. */
export const packageRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

/** This package's version, e.g. `0.1.0`. */
export const packageVersion: string = (
  JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }
).version;
