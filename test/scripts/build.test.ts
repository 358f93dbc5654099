import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { packageRoot } from '../../src/lib/process/packageRoot.js';

let clone: string;

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (...args: string[]): Promise<Run> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: tmpdir(), env: { PATH: '' } }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });

const facet = (...args: string[]): Promise<Run> => run(join(clone, 'bin/facet.js'), ...args);

const writeMain = (text: string): Promise<void> =>
  writeFile(join(clone, 'src/main.ts'), `console.log('${text}', process.argv.slice(2).join(' '));\nexport {};\n`);

const linkModules = (): Promise<void> => symlink(join(packageRoot, 'node_modules'), join(clone, 'node_modules'));

beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), 'facet-test-clone with space-'));
  for (const path of ['bin/facet.js', 'package.json', 'tsconfig.json', 'tsconfig.build.json']) {
    await cp(join(packageRoot, path), join(clone, path));
  }
  for (const path of ['build.js', 'buildLock.js', 'graphiqlKey.js'].map((name) => `scripts/${name}`))
    await cp(join(packageRoot, path), join(clone, path));
  await mkdir(join(clone, 'src'));
  await writeMain('one');
});
afterAll(() => rm(clone, { recursive: true, force: true }));

test('without development packages a clone says what to do', async () => {
  const { code, stderr } = await facet('serve');
  expect(code).toBe(1);
  expect(stderr).toBe(
    'Building …\nFacet is built from its sources first, which takes its development packages: run "npm install" without --omit=dev.\n',
  );
});

test('a clone is built at its first run, by one of several at once', async () => {
  await linkModules();
  const runs = await Promise.all([facet('serve', '--x'), facet('serve', '--x'), facet('serve', '--x')]);
  for (const { code, stdout, stderr } of runs) {
    expect([code, stdout]).toEqual([0, 'one serve --x\n']);
    expect(stderr).toBe('Building …\n');
  }
  expect((await readdir(clone)).filter((name) => name.startsWith('.dist'))).toEqual([]);
});

test('the page loads nothing from elsewhere and begins with the default query', async () => {
  const page = await readFile(join(clone, 'dist/assets/graphiql.html'), 'utf8');
  expect(page.startsWith('<!doctype html>')).toBe(true);
  expect(page).not.toMatch(/<(script|img|iframe|link)\b[^>]*\b(src|href)=["']?(https?:)?\/\//);
  expect(page).not.toMatch(/url\(["']?(https?:)?\/\//);
  expect(page).not.toMatch(/@import/);
  expect(page).toContain('"endpoint":"/graphql"');
  expect(page).toContain('ECOM_TOTAL_NET_SALES_AMOUNT');
  // Before the page's own script, whose first request may need the key.
  expect(page.indexOf('facet-api-key')).toBeGreaterThan(0);
  expect(page.indexOf('facet-api-key')).toBeLessThan(page.indexOf('<div id="root">'));
  expect(gunzipSync(await readFile(join(clone, 'dist/assets/graphiql.html.gz'))).toString()).toBe(page);
});

test('nothing is built again until a source changes', async () => {
  const built = async () => (await stat(join(clone, 'dist'))).mtimeMs;
  const before = await built();
  expect((await facet()).stderr).toBe('');
  expect((await run(join(clone, 'scripts/build.js'))).code).toBe(0);
  expect(await built()).toBe(before);
  await writeMain('two');
  expect(await facet()).toEqual({ code: 0, stdout: 'two \n', stderr: 'Building …\n' });
});

test('a build that fails leaves the old one; a lock of a dead build is taken over', async () => {
  await writeFile(join(clone, '.dist-lock'), '999999999');
  await writeFile(join(clone, 'src/main.ts'), 'const wrong: number = "text";\nexport { wrong };\n');
  const { code, stdout, stderr } = await facet();
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain('src/main.ts(1,7): error TS2322');
  expect(stderr).not.toContain('at ');
  expect(await readFile(join(clone, 'dist/main.js'), 'utf8')).toContain('two');
});

test('a published package has no sources and just runs', async () => {
  await rm(join(clone, 'src'), { recursive: true });
  await rm(join(clone, 'scripts'), { recursive: true });
  expect(await facet('--help')).toEqual({ code: 0, stdout: 'two --help\n', stderr: '' });
});
