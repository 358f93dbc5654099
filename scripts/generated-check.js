/**
 * Checks that every generated file which is committed is what its sources give. Writes nothing into the tree. Exits with 1
 * and the commands that bring stale files up to date.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const temporary = mkdtempSync(join(tmpdir(), 'facet-generated-'));

/** Minutes that one check may take, which are seconds unless the machine has much else to do. */
const mostMinutes = 5;

/** Runs Node with the arguments in the project's folder; never rejects. */
const run = (...args) =>
  new Promise((resolve) => {
    const options = { cwd: root, timeout: mostMinutes * 60_000 };
    const child = execFile(process.execPath, args, options, (error, stdout, stderr) =>
      resolve({ failed: error !== null, isLate: error?.killed === true, output: `${stdout}\n${stderr}`.trim() }),
    );
    child.stdin?.end();
  });

const schemas = () => run('--import', 'tsx', 'scripts/supergraph.ts', '--check');

const attributes = () => run('--import', 'tsx', 'scripts/attributes.ts', '--check');

const errors = () => run('--import', 'tsx', 'scripts/errors.ts', '--check');

const dataChecks = () => run('--import', 'tsx', 'scripts/checks.ts', '--check');

const segmentSchema = () => run('--import', 'tsx', 'scripts/segmentSchema.ts', '--check');

const types = () => run('node_modules/@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.yml', '--check');

/** drizzle-kit has no dry run: it compares the tables with a copy of the migrations, and would add to the copy. */
async function migrations() {
  const copy = join(temporary, 'drizzle');
  cpSync(join(root, 'drizzle'), copy, { recursive: true });
  const to = ['--dialect', 'postgresql', '--schema', './src/db/tables/*.ts', '--out', relative(root, copy)];
  const { isLate, output } = await run('node_modules/drizzle-kit/bin.cjs', 'generate', ...to);
  return { failed: !output.includes('No schema changes'), isLate, output };
}

const checks = [
  {
    sentence: 'The composed schemas are not what schema/ and the attribute definitions give: run "npm run supergraph".',
    check: schemas,
  },
  {
    sentence: 'docs/attributes.md is not what the attribute definitions give: run "npm run attributes".',
    check: attributes,
  },
  { sentence: 'docs/errors.md is not what src/words/errors gives: run "npm run errors".', check: errors },
  { sentence: 'docs/checks.md is not what src/validation/checks gives: run "npm run checks".', check: dataChecks },
  {
    sentence:
      'schema/segment-definition.json is not what src/segments and schema/segments.graphql give: run "npm run segment-schema".',
    check: segmentSchema,
  },
  { sentence: 'The generated types are not what the schema gives: run "npm run codegen".', check: types },
  {
    sentence: 'The migrations are not what src/db/tables says: run "npx drizzle-kit generate --name WHAT_CHANGES".',
    check: migrations,
  },
];

try {
  await Promise.all(
    checks.map(async ({ sentence, check }) => {
      const { failed, isLate, output } = await check();
      if (!failed) return;
      process.exitCode = 1;
      const said = isLate ? `Not known after ${mostMinutes} minutes whether this is so: ${sentence}` : sentence;
      process.stderr.write(`${said}\n${output.replace(/^/gm, '  ')}\n`);
    }),
  );
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
