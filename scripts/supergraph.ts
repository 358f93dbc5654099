/**
 * Writes the schema files that are made from others: the composed supergraph, and the whole schema for the example of a
 * typed client. With `--check` it writes nothing, and fails where a file is not current.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/lib/process/packageRoot.js';
import { composeSupergraph } from './lib/composeSupergraph.js';
import { demoClientSchema } from './lib/demoSchema.js';

const files: Readonly<Record<string, () => string>> = {
  'schema/supergraph.graphql': composeSupergraph,
  'examples/typed-client/schema.graphql': demoClientSchema,
};

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

try {
  const stale = Object.entries(files)
    .map(([name, make]) => ({ name, path: join(packageRoot, name), content: make() }))
    .filter(({ path, content }) => read(path) !== content);
  if (process.argv.includes('--check')) {
    for (const { name } of stale) process.stdout.write(`${name} is not current.\n`);
    if (stale.length > 0) process.exitCode = 1;
  } else for (const { path, content } of stale) writeFileSync(path, content);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
