import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { packageRoot } from '../../src/lib/process/packageRoot.js';

const inputs = ['codegen.yml', 'drizzle', 'examples', 'package.json', 'schema', 'scripts', 'src'];
let folder: string;

/** That the check passes on what is committed, `npm test` shows by running it. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'facet-generated-check-'));
  for (const name of inputs) cpSync(join(packageRoot, name), join(folder, name), { recursive: true });
  symlinkSync(join(packageRoot, 'node_modules'), join(folder, 'node_modules'), 'junction');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const check = () =>
  new Promise<{ code: unknown; errors: string }>((resolve) => {
    execFile(process.execPath, [join(folder, 'scripts', 'generated-check.js')], (error, _output, errors) =>
      resolve({ code: error?.code ?? 0, errors }),
    );
  });

/** Changes a file of the copy; gives a function that reads it. */
function change(name: string, from: string, to: string): () => string {
  const path = join(folder, name);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  return () => readFileSync(path, 'utf8');
}

it('names the command for each stale file, and mends nothing itself', async () => {
  const files = [
    change('schema/supergraph.graphql', 'enum FacetPiiClass', 'enum PiiKind'),
    change('examples/typed-client/schema.graphql', 'ecomTotalNetSalesAmount1m: Decimal', 'ecomNothing: Decimal'),
    change('src/generated/resolvers.ts', 'givenName', 'firstName'),
    change('src/db/tables/orders.ts', "text('product_color')", "text('product_tint')"),
  ];
  const before = files.map((read) => read());
  const { code, errors } = await check();
  expect(code).toBe(1);
  expect(errors).toContain('schema/supergraph.graphql is not current');
  expect(errors).toContain('examples/typed-client/schema.graphql is not current');
  for (const command of ['npm run supergraph', 'npm run codegen', 'npx drizzle-kit generate'])
    expect(errors).toContain(`run "${command}`);
  expect(files.map((read) => read())).toEqual(before);
}, 60_000);
