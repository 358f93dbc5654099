// Starts the loyalty subgraph and then Facet beside it; ends both when one ends.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

for (const folder of [root, here])
  if (!existsSync(`${folder}/node_modules`)) {
    console.error(`Run "npm install" in ${folder} first.`);
    process.exit(1);
  }

const children = [];
const endAll = () => children.forEach((child) => child.kill());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, endAll);

/** Starts a program of which the end ends the other one. */
function start(args, options) {
  const child = spawn(process.execPath, args, options);
  children.push(child);
  child.once('exit', (code) => {
    process.exitCode ??= code ?? 0;
    endAll();
  });
  return child;
}

const loyalty = start(['loyalty.js'], { cwd: here, stdio: ['ignore', 'pipe', 'inherit'] });
// Facet asks the subgraph for its SDL when it starts.
loyalty.stdout.once('data', () =>
  start(['bin/facet.js', 'serve'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, FACET_CONFIG: process.env.FACET_CONFIG ?? `${here}/facet.yml` },
  }),
);
loyalty.stdout.pipe(process.stdout);
