import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { openTwoDoors, type TwoDoors } from '../client/twoDoors.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';

const run = promisify(execFile);
const npm = (args: readonly string[], cwd: string) => run('npm', [...args, '--no-audit', '--no-fund'], { cwd });

/** The blocks of code of the document, by their language. */
async function blocksOf(language: string): Promise<string[]> {
  const text = await readFile(join(packageRoot, 'docs', 'query-builder.md'), 'utf8');
  return [...text.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, block = '']) => block);
}

/** What a compiler must know, and what it must refuse. */
const types = `
import { AggregationLevel, AppName, fromDatabase, fromGateway, QueryBuilder, UserError } from 'facet-gateway';
import type { MetricRow, MetricsSource, QueryResponse } from 'facet-gateway';
import type postgres from 'postgres';

declare module 'facet-gateway' {
  interface AppNames {
    readonly ALAN_BE: 'ALAN_BE';
  }
}

export const level: 'ACCOUNT' = AggregationLevel.account;
export const app: 'ALAN_BE' = AppName.ALAN_BE;
// @ts-expect-error: nobody has declared it
export const unknownApp = AppName.ALAN_ES;

export async function ask(client: postgres.Sql, signal: AbortSignal): Promise<readonly MetricRow[]> {
  const options = { config: 'facet.yml', now: () => new Date() };
  await using source: MetricsSource = await fromDatabase(client, options);
  const query = QueryBuilder.on(source).query(AggregationLevel.company).for_app('ALAN_DE').for_entities(['a', 'b']);
  const company: QueryResponse<'COMPANY'> | null = await query.where_effective_date_in([new Date(), '2023-03-01']).first();
  const country: string | null | undefined = company?.meta.country;
  // @ts-expect-error: a company has no account
  company?.meta.account_id;
  // @ts-expect-error: answers are not to be changed
  company?.metrics.push();
  // @ts-expect-error: there is no such level
  QueryBuilder.query('TEAM');
  // @ts-expect-error: a list is wanted
  query.where_metric_name_in('revenue');
  const all = await query.for_last_full_month().attributes_only().in_locale('fr').all({ signal });
  fromGateway(new URL('http://facet.example'), { token: country ?? undefined, fetch });
  if (all.length === 0) throw new UserError('none', 'UNKNOWN_METRIC');
  return all.flatMap(({ metrics }) => metrics);
}
`;

const resolutions = {
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
};

let folder: string;
let project: string;
let doors: TwoDoors;

beforeAll(async () => {
  folder = await makeTestFolder('package');
  project = join(folder, 'project');
  await mkdir(join(project, 'src'), { recursive: true });
  const { stdout } = await npm(['pack', '--json', '--pack-destination', folder], packageRoot);
  const [{ filename } = { filename: '' }] = JSON.parse(stdout) as { filename: string }[];
  await writeFile(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await npm(['install', '--prefer-offline', join(folder, filename)], project);
  const programs = await blocksOf('ts');
  await Promise.all(programs.map((text, n) => writeFile(join(project, 'src', `program${n}.ts`), text)));
  await writeFile(join(project, 'src', 'types.ts'), types);
  doors = await openTwoDoors();
});
afterAll(async () => {
  await doors?.close();
  await removeTestFolder(join(folder, 'data'));
  await removeTestFolder(folder);
});

/** Compiles the project as strictly as can be, the declarations of packages too. */
async function compile(resolution: keyof typeof resolutions): Promise<string> {
  const compilerOptions = {
    ...resolutions[resolution],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    target: 'es2022',
    types: ['node'],
    typeRoots: [join(packageRoot, 'node_modules', '@types')],
    rootDir: 'src',
    outDir: 'built',
  };
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }));
  const tsc = join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  try {
    return (await run(process.execPath, [tsc, '-p', project])).stdout;
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

const node = async (args: readonly string[], environment: Record<string, string>): Promise<string> => {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, FACET_DATA_DIR: join(folder, 'data'), FACET_CONFIG: doors.configFile, ...environment };
  return (await run(process.execPath, args, { cwd: project, env })).stdout;
};

describe('the package, installed from its tarball', () => {
  it.each(['bundler', 'nodenext'] as const)('has types for module resolution %s', async (resolution) => {
    expect(await compile(resolution)).toBe('');
  });

  it('answers as its documentation says, on the embedded database that its command filled', async () => {
    const installed = join('node_modules', 'facet-gateway');
    const example = join(installed, 'examples', 'metrics-by-level', 'import.yml');
    await node([join(installed, 'bin', 'facet.js'), 'import', '--config', example], {});
    const [answer] = await blocksOf('json');
    expect(await node(['built/program0.js'], {})).toBe(answer);
  });

  it('answers as its documentation says by a gateway', async () => {
    const answer = await node(['built/program1.js'], { FACET_URL: doors.gatewayUrl, FACET_KEY: doors.key });
    expect(answer).toBe('Metro: hospitality\nBonard: retail\n[]\n');
  });

  it('opens no other door than its entrances', async () => {
    const tried = async (path: string) =>
      node(['--input-type=module', '--eval', `await import('${path}').catch(({ code }) => console.log(code))`], {});
    expect(await tried('facet-gateway/dist/serve.js')).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED\n');
    expect(await tried('facet-gateway')).toBe('');
    expect(await tried('facet-gateway/subgraph')).toBe('');
  });
});
