import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { contextOf } from './contextOf.js';

/** The files below a source of `COPY`, with where they lie below it; what nothing matches fails, as an engine has it. */
function copyFromContext(root, files, source, target) {
  const found = files.filter((file) => file === source || file.startsWith(`${source}/`));
  if (found.length === 0) throw new Error(`COPY ${source}: nothing of that name is in the context.`);
  for (const file of found) {
    const to = file === source ? target(basename(file)) : join(target(''), file.slice(source.length + 1));
    cpSync(join(root, file), to, { preserveTimestamps: true });
  }
}

function copy({ from, sources, target }, { root, folder, files, directory, stage }) {
  const into = join(folder, stage, resolve(directory, target));
  const isFolder = target.endsWith('/');
  for (const source of sources) {
    if (from === undefined) copyFromContext(root, files, source, (name) => (isFolder ? join(into, name) : into));
    else cpSync(join(folder, from, source), into, { recursive: true, verbatimSymlinks: true });
  }
}

function run(text, { folder, directory, stage, environment }) {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', text], {
    cwd: join(folder, stage, directory),
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS ?? '',
      ...environment,
    },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`RUN ${text} ended with ${status}:\n${stdout}${stderr}`);
}

/**
 * Carries the steps of all stages out in `folder`, one folder per stage, on this machine and without an engine: the base images
 * are the programs that are here. Gives the last stage: `root` is its file system, `directory` where it starts in that.
 */
export function carryOut(stages, { root, folder, say = () => {} }) {
  const files = contextOf(root);
  for (const [index, { name = 'image', steps, environment, ...settings }] of stages.entries()) {
    let directory = '/';
    for (const step of steps) {
      const place = { root, folder, files, directory, stage: name, environment };
      say(`${name}: ${step.word} ${step.text ?? [...step.sources, step.target].join(' ')}`);
      if (step.word === 'WORKDIR') {
        directory = resolve(directory, step.text);
        mkdirSync(join(folder, name, directory), { recursive: true });
      } else if (step.word === 'COPY') copy(step, place);
      else run(step.text, place);
    }
    if (index === stages.length - 1) return { root: join(folder, name), directory, environment, ...settings };
  }
  throw new Error('The Dockerfile has no stage.');
}
