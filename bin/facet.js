#!/usr/bin/env node
import { existsSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Facet needs Node 20.19 or newer; this is Node ${process.versions.node}.\n`);
  process.exit(1);
}

/** A clone is built when its sources have changed; a published package has no sources. */
async function buildClone() {
  if (!existsSync(new URL('../src', import.meta.url))) return;
  const { build, isCurrent } = await import('../scripts/build.js');
  if (isCurrent()) return;
  process.stderr.write('Building …\n');
  try {
    await build();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

await buildClone();
// GraphQL and others look more closely at each value in development.
process.env.NODE_ENV ??= 'production';
await import('../dist/main.js');
