/**
 * Builds `dist/`: JavaScript from `src/` and the offline GraphiQL page. Does nothing when `dist/` was built from the same
 * content. The build goes to a folder beside `dist/` and takes its place when complete; a lock keeps two builds apart.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { removeLeftovers, takeLock } from './buildLock.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const next = join(root, `.dist-${process.pid}`);
const lock = join(root, '.dist-lock');
const keyScript = 'scripts/graphiqlKey.js';
const inputs = ['src', 'schema', 'scripts/build.js', keyScript, 'package.json', 'tsconfig.json', 'tsconfig.build.json'];

const defaultQuery = `{
  customers(first: 5) {
    edges {
      node {
        id
        fullName
        profile {
          date
          attributes(names: ["ECOM_TOTAL_NET_SALES_AMOUNT"]) {
            name
            formatted
          }
        }
      }
    }
  }
}
`;

const keyStyle = `<style>
  #facet-key { margin: auto; max-width: 26rem; padding: 1.5rem; border: 1px solid #888; border-radius: 8px; font: 16px sans-serif; }
  #facet-key p { margin: 0 0 1rem; line-height: 1.4; }
  #facet-key input { box-sizing: border-box; width: 100%; margin-bottom: 1rem; padding: 0.5rem; font: inherit; }
  #facet-key button { padding: 0.5rem 1rem; font: inherit; cursor: pointer; }
  #facet-forget-key { position: fixed; right: 1rem; bottom: 1rem; z-index: 10; padding: 0.25rem 0.5rem; cursor: pointer; }
</style>`;

/** A failure whose message is a sentence for the user. */
class BuildError extends Error {}

/** Every input file below a path, in a fixed order. */
function filesBelow(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

/** A hash of the inputs: unlike times, it survives a clone, a copy and an image layer. */
function digestInputs() {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap(filesBelow)) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Whether `dist/` was built from the present content. */
export function isCurrent(digest = digestInputs()) {
  const stamp = join(dist, '.built-from');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
}

/** The path of a development package's file. */
function developmentFile(specifier) {
  try {
    return createRequire(join(root, 'package.json')).resolve(specifier);
  } catch {
    throw new BuildError(
      'Facet is built from its sources first, which takes its development packages: run "npm install" without --omit=dev.',
    );
  }
}

function compile() {
  const tsc = join(dirname(developmentFile('typescript/package.json')), 'bin', 'tsc');
  try {
    execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', next], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  } catch (error) {
    throw new BuildError(`The build failed:\n${error.stdout ?? error.message}`);
  }
}

/** What a page's policy allows it by: the hash of each of its scripts, as browsers work it out. */
const scriptHashes = (page) =>
  [...page.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script]) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );

async function writeGraphiql() {
  const { renderGraphiQL } = await import(pathToFileURL(developmentFile('@graphql-yoga/render-graphiql')).href);
  mkdirSync(join(next, 'assets'), { recursive: true });
  const page = renderGraphiQL({ title: 'Facet', endpoint: '/graphql', defaultQuery });
  const head = `${keyStyle}<script>${readFileSync(join(root, keyScript), 'utf8')}</script></head>`;
  const whole = page.trimStart().replace('</head>', () => head);
  writeFileSync(join(next, 'assets', 'graphiql.html'), whole);
  writeFileSync(join(next, 'assets', 'graphiql.html.scripts'), scriptHashes(whole).join(' '));
  // Brotli would save a fifth more, once per browser, and take several seconds of each build.
  writeFileSync(join(next, 'assets', 'graphiql.html.gz'), gzipSync(whole));
}

function putInPlace() {
  const old = `${next}-old`;
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(next, dist);
  rmSync(old, { recursive: true, force: true });
}

/** Builds what is not current. Throws an `Error` that says what is missing or wrong. */
export async function build() {
  if (isCurrent()) return;
  await takeLock(lock);
  try {
    const digest = digestInputs();
    if (isCurrent(digest)) return;
    removeLeftovers(root);
    compile();
    await writeGraphiql();
    writeFileSync(join(next, '.built-from'), digest);
    putInPlace();
  } finally {
    rmSync(next, { recursive: true, force: true });
    rmSync(lock, { force: true });
  }
}

if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await build();
  } catch (error) {
    process.stderr.write(`${error instanceof BuildError ? error.message : error.stack}\n`);
    process.exitCode = 1;
  }
}
