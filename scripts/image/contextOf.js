import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The lines of `.dockerignore` that let a path in again; the file must begin by leaving everything out. */
function letIn(root) {
  const [first, ...lines] = readFileSync(join(root, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (first !== '*' || lines.some((line) => !/^![\w./-]+$/.test(line)))
    throw new Error('.dockerignore is "*" and then names of what is let in, each behind a "!".');
  return lines.map((line) => line.slice(1));
}

/** What an engine would be sent of a clean checkout: the files that git knows and `.dockerignore` lets in. */
export function contextOf(root) {
  const paths = letIn(root);
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  return files
    .toString()
    .split('\0')
    .filter((file) => paths.some((path) => file === path || file.startsWith(`${path}/`)))
    .filter((file) => existsSync(join(root, file)));
}
